package io.runink.api.run;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run, as the Barn holds it.
 *
 * @param run its id
 * @param herd whose
 * @param scenario of the DAG
 * @param dagDigest of the DAG
 * @param lock digests of the plug-ins it runs with: {@code name version sha256}, a line each
 * @param started when it was opened
 * @param status where it is
 * @param publications what shall become visible; empty before {@link RunStatus#HELD} and {@link
 *     RunStatus#COMMITTING}
 * @param report its end, or what is known of it while it is held; null before
 */
public record RunRecord(
        String run,
        String herd,
        String scenario,
        String dagDigest,
        List<String> lock,
        Instant started,
        RunStatus status,
        List<Publication> publications,
        @Nullable RunReport report) {

    /**
     * A file that becomes visible when the run commits.
     *
     * @param staged where it is now, absolute
     * @param target where it will be, absolute
     * @param sha256 of its bytes, hex
     */
    public record Publication(String staged, String target, String sha256) {}

    public RunRecord {
        Objects.requireNonNull(run, "run is null");
        Objects.requireNonNull(herd, "herd is null");
        Objects.requireNonNull(scenario, "scenario is null");
        Objects.requireNonNull(dagDigest, "dagDigest is null");
        lock = List.copyOf(lock);
        Objects.requireNonNull(started, "started is null");
        Objects.requireNonNull(status, "status is null");
        publications = List.copyOf(publications);
    }
}
