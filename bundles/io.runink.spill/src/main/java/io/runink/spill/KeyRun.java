package io.runink.spill;

import io.runink.spi.spill.SpillFile;
import org.jspecify.annotations.Nullable;

/**
 * Sorted fingerprints in a file.
 *
 * @param file that holds nothing else
 * @param filter of its keys, or null if there was no memory for one
 * @param level how often its keys were merged
 */
record KeyRun(SpillFile file, @Nullable BloomFilter filter, int level) implements AutoCloseable {

    private static final int KEY_BYTES = KeySet.KEY_BYTES;

    /** Bytes that a search reads at once. */
    static final int BLOCK_BYTES = 4 << 10;

    /** Guesses before halving takes over. */
    private static final int GUESSES_MAX = 6;

    /** How many keys there are. */
    long count() {
        return file.length() / KEY_BYTES;
    }

    /**
     * Whether the key is in the run. Fingerprints are spread evenly, so a key's place follows from
     * its size: one or two reads find it.
     *
     * @param block to read into, of {@link #BLOCK_BYTES}
     */
    boolean contains(long high, long low, byte[] block) {
        if (filter != null && !filter.mayContain(high, low)) {
            return false;
        }
        long from = 0;
        long to = count();
        double least = 0;
        double most = 0x1p64;
        for (int guess = 0; from < to; guess++) {
            int keys = (int) Math.min(BLOCK_BYTES / KEY_BYTES, to - from);
            double part = guess < GUESSES_MAX ? (size(high) - least) / (most - least) : 0.5;
            long place = from + (long) (part * (to - from)) - keys / 2;
            long first = Math.clamp(place, from, to - keys);
            file.read(first * KEY_BYTES, block, 0, keys * KEY_BYTES);
            int at = search(block, keys, high, low);
            if (at >= 0) {
                return true;
            }
            int behind = -at - 1;
            if (behind == 0) {
                to = first;
                most = size(RowBytes.getLong(block, 0));
            } else if (behind == keys) {
                from = first + keys;
                least = size(RowBytes.getLong(block, (keys - 1) * KEY_BYTES));
            } else {
                return false;
            }
        }
        return false;
    }

    /** A word without sign. */
    private static double size(long word) {
        return (word >>> 11) * 0x1p11;
    }

    /** The place of a key in a block, or, negative and less one, of the first greater one. */
    private static int search(byte[] block, int keys, long high, long low) {
        int from = 0;
        int to = keys;
        while (from < to) {
            int middle = (from + to) >>> 1;
            int compared =
                    KeySet.compare(
                            RowBytes.getLong(block, middle * KEY_BYTES),
                            RowBytes.getLong(block, middle * KEY_BYTES + 8),
                            high,
                            low);
            if (compared == 0) {
                return middle;
            }
            if (compared < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return -from - 1;
    }

    @Override
    public void close() {
        if (filter != null) {
            filter.close();
        }
        file.close();
    }
}
