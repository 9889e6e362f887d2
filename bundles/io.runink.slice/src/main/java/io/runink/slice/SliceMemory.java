package io.runink.slice;

import io.runink.api.plan.Resources;

/**
 * How a slice's memory is shared out. Of 256 MiB: heap 96, as its command says; batches 48; edges
 * out of it 16, as its agent says; what is kept from batch to batch 64, which is part of the heap,
 * or of the batches' allocator, or outside both, as whoever keeps it likes; the JVM's own the rest.
 */
final class SliceMemory {

    /** What a check of one row at a time may hold. */
    static final long RECORD_CHECK_BYTES = 1 << 20;

    /** A step that keeps little: it gets this and takes no part from those that keep much. */
    static final long LIGHT_STEP_BYTES = 4 << 20;

    private SliceMemory() {}

    /** For batches: some twenty times what a slice holds at once of usual rows. */
    static long batchBytes(Resources resources) {
        return resources.memoryBytes() / 16 * 3;
    }

    /**
     * For each rule over keys: its part of a quarter of the slice, which alone is room for 3.7
     * million keys of 256 MiB.
     *
     * @param keepers rules over keys and steps that spill, in the slice
     */
    static long keyBytes(Resources resources, int keepers) {
        return resources.memoryBytes() / 4 / Math.max(1, keepers);
    }

    /**
     * For each step that spills: its part of the same quarter, and no more than an eighth of the
     * slice, which is a third of the heap and leaves the rest to what passes through.
     */
    static long stepBytes(Resources resources, int keepers) {
        return Math.min(resources.memoryBytes() / 8, keyBytes(resources, keepers));
    }
}
