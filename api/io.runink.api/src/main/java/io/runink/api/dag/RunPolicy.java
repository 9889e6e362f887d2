package io.runink.api.dag;

import io.runink.api.error.Location;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario demands of its runs.
 *
 * @param timeoutMillis greatest wall time of one attempt, in ms; 0 for none
 * @param retries attempts after the first, at most {@link #RETRIES_MAX}; only failures that may go
 *     away by themselves are tried again
 * @param backoffMillis pause before the second attempt, in ms; doubled before each further one
 * @param assertions conditions over the run's figures that must hold before it publishes
 */
public record RunPolicy(
        long timeoutMillis, int retries, long backoffMillis, List<Assertion> assertions) {

    /** More would hide a fault rather than bridge it. */
    public static final int RETRIES_MAX = 10;

    /** No demands. */
    public static final RunPolicy NONE = new RunPolicy(0, 0, 0, List.of());

    /**
     * A condition.
     *
     * @param text as the scenario wrote it, for people
     * @param condition in CEL over {@code records}, {@code written}, {@code quarantined}, {@code
     *     filtered}, all int, and {@code rows}, a map of what each node let through, by its name
     * @param place where it stands, or null
     */
    public record Assertion(String text, String condition, @Nullable Location place) {
        public Assertion {
            Objects.requireNonNull(text, "text is null");
            Objects.requireNonNull(condition, "condition is null");
        }
    }

    public RunPolicy {
        assertions = List.copyOf(assertions);
        if (timeoutMillis < 0 || retries < 0 || retries > RETRIES_MAX || backoffMillis < 0) {
            throw new IllegalArgumentException(
                    "timeout " + timeoutMillis + ", retries " + retries + ", " + backoffMillis);
        }
    }
}
