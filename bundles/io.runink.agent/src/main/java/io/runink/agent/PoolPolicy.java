package io.runink.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which slices to keep warm. A herd that was at work lately gets as many as its runs took, so that
 * its next run finds them and no other herd can take them; the last to work is served first, as far
 * as memory goes.
 */
final class PoolPolicy {

    /** A herd that has not worked for so long is not waited for. */
    static final Duration LATELY = Duration.ofMinutes(15);

    /**
     * Parked slices may use an eighth of the memory that is free at first, and no more than this.
     */
    static final long BUDGET_BYTES_MAX = 1L << 30;

    /**
     * Percent of time in which some process waited for memory, over 10 s. From here, what is kept
     * warm costs others more than it saves.
     */
    static final double PRESSURE_MAX = 10;

    /** What a slice is taken to use before one was measured: 40 MiB, of 28 to 45 seen. */
    static final long SLICE_BYTES = 40L << 20;

    private PoolPolicy() {}

    /**
     * What a herd took.
     *
     * @param wanted the most that one run took at once
     * @param nanos when it last took some
     */
    record Demand(int wanted, long nanos) {

        Demand and(int taken, long now) {
            return new Demand(Math.max(wanted, taken), now);
        }
    }

    /**
     * How things stand.
     *
     * @param demand by kind
     * @param parked how many there are, or are starting, by kind
     * @param sliceBytes what one uses
     * @param budgetBytes what all may use
     * @param pressure percent of time that processes wait for memory
     */
    record State<K>(
            Map<K, Demand> demand,
            Map<K, Integer> parked,
            long sliceBytes,
            long budgetBytes,
            double pressure) {}

    /** The kind to start one of, if any. */
    static <K> Optional<K> next(State<K> state, long now) {
        int all = state.parked().values().stream().mapToInt(Integer::intValue).sum();
        if (state.pressure() >= PRESSURE_MAX
                || (all + 1) * state.sliceBytes() > state.budgetBytes()) {
            return Optional.empty();
        }
        return lately(state, now).stream()
                .filter(kind -> parked(state, kind) < wanted(state, kind))
                .findFirst();
    }

    /** The kinds of which one is too many, the least wanted first: one entry for each slice. */
    static <K> List<K> surplus(State<K> state, long now) {
        List<K> surplus = new ArrayList<>();
        List<K> lately = lately(state, now);
        state.parked()
                .forEach((kind, count) -> {
                    int kept = lately.contains(kind) ? wanted(state, kind) : 0;
                    for (int i = kept; i < count; i++) {
                        surplus.add(kind);
                    }
                });
        if (state.pressure() < PRESSURE_MAX) {
            return surplus;
        }
        List<K> all = new ArrayList<>(surplus);
        lately.reversed()
                .forEach(kind -> {
                    for (int i = 0; i < Math.min(parked(state, kind), wanted(state, kind)); i++) {
                        all.add(kind);
                    }
                });
        return all;
    }

    private static <K> List<K> lately(State<K> state, long now) {
        return state.demand().entrySet().stream()
                .filter(it -> now - it.getValue().nanos() < LATELY.toNanos())
                .sorted(Comparator.comparingLong(it -> now - it.getValue().nanos()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static <K> int parked(State<K> state, K kind) {
        return state.parked().getOrDefault(kind, 0);
    }

    private static <K> int wanted(State<K> state, K kind) {
        Demand demand = state.demand().get(kind);
        return demand == null ? 0 : demand.wanted();
    }
}
