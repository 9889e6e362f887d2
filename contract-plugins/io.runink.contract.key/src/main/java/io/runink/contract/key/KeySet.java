package io.runink.contract.key;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A set of 128-bit keys outside the heap, of a size fixed at birth: it never grows, never rehashes,
 * and says when it is full. Open addressing, linear probing.
 */
final class KeySet implements AutoCloseable {

    private static final int ENTRY_BYTES = 16;

    /** Probes stay short up to here: 5.5 a look-up on average (Knuth, vol. 3, 6.4). */
    private static final double LOAD_MAX = 0.9;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment table;
    private final long slots;
    private final long capacity;
    private long size;
    private boolean zero;

    /**
     * A set within a budget.
     *
     * @throws IllegalArgumentException if it is too small to hold anything
     */
    KeySet(long memoryBytes) {
        slots = memoryBytes / ENTRY_BYTES;
        capacity = (long) (slots * LOAD_MAX);
        if (capacity < 1) {
            throw new IllegalArgumentException(memoryBytes + " bytes hold no key");
        }
        table = arena.allocate(slots * ENTRY_BYTES, ENTRY_BYTES);
    }

    /** How many keys it can hold. */
    long capacity() {
        return capacity;
    }

    /** How many keys it holds. */
    long size() {
        return size;
    }

    /** Whether the next new key has no room. */
    boolean full() {
        return size >= capacity;
    }

    /** Whether the key is in the set. */
    boolean contains(long high, long low) {
        if ((high | low) == 0) {
            return zero;
        }
        long at = offset(high, low);
        return table.get(ValueLayout.JAVA_LONG, at) != 0
                || table.get(ValueLayout.JAVA_LONG, at + 8) != 0;
    }

    /** Adds a key; false if it was there already. Not to be called when {@link #full}. */
    boolean add(long high, long low) {
        if ((high | low) == 0) {
            // All bits zero marks a free slot, so that key is kept apart.
            boolean added = !zero;
            zero = true;
            size += added ? 1 : 0;
            return added;
        }
        long at = offset(high, low);
        if (table.get(ValueLayout.JAVA_LONG, at) != 0
                || table.get(ValueLayout.JAVA_LONG, at + 8) != 0) {
            return false;
        }
        table.set(ValueLayout.JAVA_LONG, at, high);
        table.set(ValueLayout.JAVA_LONG, at + 8, low);
        size++;
        return true;
    }

    /** Where the key is, or the free slot where it would be. */
    private long offset(long high, long low) {
        // The high product of an even hash and the slot count is an even slot.
        long slot = Math.unsignedMultiplyHigh(high, slots);
        while (true) {
            long at = slot * ENTRY_BYTES;
            long first = table.get(ValueLayout.JAVA_LONG, at);
            long second = table.get(ValueLayout.JAVA_LONG, at + 8);
            if ((first == high && second == low) || (first | second) == 0) {
                return at;
            }
            slot = slot + 1 == slots ? 0 : slot + 1;
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
