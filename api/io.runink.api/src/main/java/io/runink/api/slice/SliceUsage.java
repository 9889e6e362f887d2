package io.runink.api.slice;

/**
 * What a slice uses now, as the kernel counts it.
 *
 * @param memoryBytes of everything it is charged for, files in memory among it
 * @param memoryPeakBytes the most of that so far
 * @param cpuMillis processor time so far, of all its threads
 * @param throttledMillis how long its threads, added up, were kept waiting by its processor limit
 * @param processes and threads
 */
public record SliceUsage(
        long memoryBytes,
        long memoryPeakBytes,
        long cpuMillis,
        long throttledMillis,
        int processes) {}
