package io.runink.api.slice;

import java.util.List;

/** The slices of this node's agent, and how well its pool of warm ones serves. */
public interface SliceMonitor {

    /** Every slice that lives, oldest first. */
    List<LiveSlice> slices();

    /** What the pool did since the kernel started. */
    PoolFigures pool();

    /**
     * What a pool of slices did.
     *
     * @param warm claims that a parked slice took
     * @param cold claims for which none was parked
     * @param fallbacks claims that a parked slice could not take, so that a cold one did
     * @param budgetBytes of memory that parked slices may use together; 0 if none are kept
     * @param parkedBytes that they use, each its share of what it shares with others
     */
    record PoolFigures(long warm, long cold, long fallbacks, long budgetBytes, long parkedBytes) {}
}
