package io.runink.slice;

import io.runink.api.plan.Resources;

/** How a slice's memory is shared out, beside the heap and the JVM's own. */
final class SliceMemory {

    /** What a check of one row at a time may hold. */
    static final long RECORD_CHECK_BYTES = 1 << 20;

    private SliceMemory() {}

    /** For batches: 48 MiB of 256, some twenty times what a slice holds at once of usual rows. */
    static long batchBytes(Resources resources) {
        return resources.memoryBytes() / 16 * 3;
    }

    /** For each of the rules over keys: their part of 64 MiB of 256, room for 3.7 million keys. */
    static long keyBytes(Resources resources, int rules) {
        return resources.memoryBytes() / 4 / Math.max(1, rules);
    }
}
