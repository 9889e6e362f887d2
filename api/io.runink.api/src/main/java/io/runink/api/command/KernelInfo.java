package io.runink.api.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * Where a kernel lives. The kernel publishes it as a service.
 *
 * @param home its state, absolute
 * @param distribution the installed distribution's root, absolute: {@code lib/slice} holds what a
 *     slice loads, {@code lib/api} what contract files compile against
 * @param server whether it stays after one command
 * @param started when
 * @param version of the distribution
 */
public record KernelInfo(
        Path home, Path distribution, boolean server, Instant started, String version) {

    public KernelInfo {
        Objects.requireNonNull(home, "home is null");
        Objects.requireNonNull(distribution, "distribution is null");
        Objects.requireNonNull(started, "started is null");
        Objects.requireNonNull(version, "version is null");
    }

    /** The folder that holds the home: relative paths of scenarios start there. */
    public Path workspace() {
        Path parent = home.getParent();
        return parent == null ? home : parent;
    }
}
