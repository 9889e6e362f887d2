package io.runink.api.barn;

import io.runink.api.herd.Herd;
import io.runink.api.plan.Assignment;
import io.runink.api.run.RunRecord;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the Barn holds, at one revision. Immutable.
 *
 * @param revision the Raft index of the last entry in it
 * @param herds by name
 * @param contracts {@code herd/id/version} to hash
 * @param dags {@code herd/digest} to the scenario's name
 * @param runs by id
 * @param assignments by run, of runs that have not ended
 * @param recorded {@code herd/id/version} of a contract to when it was first recorded
 */
public record BarnImage(
        long revision,
        SortedMap<String, Herd> herds,
        SortedMap<String, String> contracts,
        SortedMap<String, String> dags,
        SortedMap<String, RunRecord> runs,
        SortedMap<String, Assignment> assignments,
        SortedMap<String, Instant> recorded) {

    /** Before the first entry. */
    public static final BarnImage EMPTY =
            new BarnImage(
                    0,
                    new TreeMap<>(Map.of()),
                    new TreeMap<>(Map.of()),
                    new TreeMap<>(Map.of()),
                    new TreeMap<>(Map.of()),
                    new TreeMap<>(Map.of()));

    public BarnImage {
        herds = Collections.unmodifiableSortedMap(herds);
        contracts = Collections.unmodifiableSortedMap(contracts);
        dags = Collections.unmodifiableSortedMap(dags);
        runs = Collections.unmodifiableSortedMap(runs);
        assignments = Collections.unmodifiableSortedMap(assignments);
        // A snapshot of an earlier version does not say.
        recorded =
                Collections.unmodifiableSortedMap(
                        Objects.requireNonNullElseGet(recorded, TreeMap::new));
    }

    /** An image that does not say when contracts were recorded. */
    public BarnImage(
            long revision,
            SortedMap<String, Herd> herds,
            SortedMap<String, String> contracts,
            SortedMap<String, String> dags,
            SortedMap<String, RunRecord> runs,
            SortedMap<String, Assignment> assignments) {
        this(revision, herds, contracts, dags, runs, assignments, new TreeMap<>());
    }
}
