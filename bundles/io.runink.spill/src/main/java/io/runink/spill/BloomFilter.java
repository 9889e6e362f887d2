package io.runink.spill;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Says of most keys that are not in a set that they are not. A key's bits are in one cache line: at
 * ten bits a key, about one in a hundred of the others has them all.
 */
final class BloomFilter implements AutoCloseable {

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final int BLOCK_BYTES = 64;
    private static final int BITS = 6;

    private final OffHeap memory;
    private final MemorySegment bits;
    private final long blocks;

    /** An empty filter of so many bytes, at least a block of 64. */
    BloomFilter(long bytes) {
        blocks = Math.max(1, bytes / BLOCK_BYTES);
        memory = new OffHeap(blocks * BLOCK_BYTES);
        bits = memory.segment();
    }

    long bytes() {
        return blocks * BLOCK_BYTES;
    }

    void add(long high, long low) {
        long block = Math.unsignedMultiplyHigh(low, blocks) * BLOCK_BYTES;
        for (int i = 0; i < BITS; i++) {
            int bit = (int) (high >>> (9 * i)) & 511;
            long at = block + (bit >>> 6) * 8L;
            bits.set(LONG, at, bits.get(LONG, at) | (1L << bit));
        }
    }

    /** False if the key was never added. */
    boolean mayContain(long high, long low) {
        long block = Math.unsignedMultiplyHigh(low, blocks) * BLOCK_BYTES;
        for (int i = 0; i < BITS; i++) {
            int bit = (int) (high >>> (9 * i)) & 511;
            if ((bits.get(LONG, block + (bit >>> 6) * 8L) & (1L << bit)) == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        memory.close();
    }
}
