package io.runink.api.herd;

import java.util.Locale;

/** How strongly a slice is walled in, weakest first: {@code compareTo} orders them. */
public enum IsolationLevel {
    /** Inside the kernel's own JVM. For tests. */
    NONE,
    /** A child process with resource limits of its own. */
    PROCESS,
    /** All namespaces, seccomp, no network; memory by JVM flags and rlimits. */
    SANDBOX,
    /** All of sandbox, cgroup limits, and a host UID of its own. */
    FULL;

    /** As users write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads {@link #text()}.
     *
     * @throws IllegalArgumentException if the text names no level
     */
    public static IsolationLevel parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
