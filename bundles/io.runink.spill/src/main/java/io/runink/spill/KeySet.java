package io.runink.spill;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A set of fingerprints outside the heap, up to a limit. Open addressing, linear probing from the
 * place that the first word's size gives, so that walking the table meets them almost in order.
 */
final class KeySet implements AutoCloseable {

    static final int KEY_BYTES = 16;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    /** Probes stay short up to here: 5.5 a look-up on average (Knuth, vol. 3, 6.4). */
    private static final double LOAD_MAX = 0.9;

    private static final int GROWTH = 4;
    private static final long FIRST_BYTES = 64 << 10;

    /** What came of adding. */
    enum Added {
        YES,
        /** It was there already. */
        NO,
        /** There is no room for it. */
        FULL
    }

    private final long slotsMax;
    private OffHeap memory;
    private MemorySegment table;
    private long slots;

    /** Slots behind the last that a key may start at: probing does not begin anew at the first. */
    private long slack;

    private long size;

    /**
     * A set within a limit, which growing exceeds by a quarter for as long as it takes.
     *
     * @param memoryBytes at least 4 KiB
     */
    KeySet(long memoryBytes) {
        long all = memoryBytes / KEY_BYTES;
        slotsMax = all - all / 32;
        long first = slotsMax;
        while (first / GROWTH * KEY_BYTES >= FIRST_BYTES) {
            first /= GROWTH;
        }
        slots = first;
        slack = first / 32;
        memory = new OffHeap((slots + slack) * KEY_BYTES);
        table = memory.segment();
    }

    /** How many keys it holds. */
    long size() {
        return size;
    }

    /** Whether the key is in the set. A key is not all zeros. */
    boolean contains(long high, long low) {
        long place = place(high, low);
        return place >= 0 && !free(place);
    }

    /** Adds a key, which is not all zeros. */
    Added add(long high, long low) {
        while (true) {
            long place = place(high, low);
            if (place >= 0 && !free(place)) {
                return Added.NO;
            }
            if (place >= 0 && size < (long) (slots * LOAD_MAX)) {
                set(place, high, low);
                size++;
                return Added.YES;
            }
            if (slots == slotsMax) {
                return Added.FULL;
            }
            grow();
        }
    }

    private void grow() {
        OffHeap old = memory;
        MemorySegment from = table;
        long count = slots + slack;
        slots = Math.min(slotsMax, slots * GROWTH);
        slack = slots / 32;
        memory = new OffHeap((slots + slack) * KEY_BYTES);
        table = memory.segment();
        for (long i = 0; i < count; i++) {
            long high = from.get(LONG, i * KEY_BYTES);
            long low = from.get(LONG, i * KEY_BYTES + 8);
            if ((high | low) != 0) {
                set(place(high, low), high, low);
            }
        }
        old.close();
    }

    /** Where the key is, or the free slot where it would be; -1 if there is neither. */
    private long place(long high, long low) {
        long place = Math.unsignedMultiplyHigh(high, slots);
        long end = slots + slack;
        for (; place < end; place++) {
            long first = table.get(LONG, place * KEY_BYTES);
            long second = table.get(LONG, place * KEY_BYTES + 8);
            if ((first == high && second == low) || (first | second) == 0) {
                return place;
            }
        }
        return -1;
    }

    private boolean free(long place) {
        return (high(place) | low(place)) == 0;
    }

    private void set(long place, long high, long low) {
        table.set(LONG, place * KEY_BYTES, high);
        table.set(LONG, place * KEY_BYTES + 8, low);
    }

    /** Sorts the keys to the front of the table, after which it is only good for reading them. */
    void sort() {
        long sorted = 0;
        for (long i = 0; i < slots + slack; i++) {
            long high = high(i);
            long low = low(i);
            if ((high | low) == 0) {
                continue;
            }
            // A key is at most a cluster away from its place.
            long at = sorted++;
            while (at > 0 && compare(high(at - 1), low(at - 1), high, low) > 0) {
                set(at, high(at - 1), low(at - 1));
                at--;
            }
            set(at, high, low);
        }
    }

    /** The first word of the key at a place of the table. */
    long high(long place) {
        return table.get(LONG, place * KEY_BYTES);
    }

    /** The second word of the key at a place of the table. */
    long low(long place) {
        return table.get(LONG, place * KEY_BYTES + 8);
    }

    /** The order of keys: their words, without sign. */
    static int compare(long high, long low, long otherHigh, long otherLow) {
        return high != otherHigh
                ? Long.compareUnsigned(high, otherHigh)
                : Long.compareUnsigned(low, otherLow);
    }

    @Override
    public void close() {
        memory.close();
    }
}
