package io.runink.spill;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;

/**
 * Groups found by their keys, outside the heap up to a limit. Each has a row that it was made with
 * and a state that changes: words at fixed places, and values of any length, whose place in the
 * state takes 16 bytes.
 */
public final class GroupTable implements AutoCloseable {

    /** Bytes that a value of any length takes in the state. */
    public static final int VALUE_BYTES = 16;

    /** Before the state: the next group of the chain, lengths of key and row. */
    private static final int NEXT = 0;

    private static final int KEY_LENGTH = 8;
    private static final int ROW_LENGTH = 12;
    private static final int STATE = 16;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    private final Pages pages;
    private final int stateBytes;
    private final OffHeap chainMemory;
    private final MemorySegment chains;
    private final long mask;
    private final Fingerprint fingerprint;
    private long count;

    /**
     * An empty table.
     *
     * @param stateBytes of each group; zeros at first
     */
    public GroupTable(long memoryBytes, int stateBytes) {
        SplittableRandom random = new SplittableRandom();
        this.fingerprint = new Fingerprint(random.nextLong(), random.nextLong());
        this.stateBytes = stateBytes;
        long heads = Long.highestOneBit(Math.max(1, memoryBytes / 8 / 8));
        this.mask = heads - 1;
        this.chainMemory = new OffHeap(heads * 8);
        this.chains = chainMemory.segment();
        this.pages = new Pages(memoryBytes - heads * 8);
    }

    /** How many groups there are. */
    public long count() {
        return count;
    }

    private long chain(RowBytes key) {
        fingerprint.compute(key.array(), 0, key.length());
        return (fingerprint.low() & mask) * 8;
    }

    /** The group of a key, or -1. */
    public long find(RowBytes key) {
        // Addresses are kept plus one, so that zero is none.
        long group = chains.get(LONG, chain(key)) - 1;
        while (group >= 0) {
            if (keyed(group, key)) {
                return group;
            }
            group = pages.page(group).get(LONG, Pages.offset(group) + NEXT) - 1;
        }
        return -1;
    }

    private boolean keyed(long group, RowBytes key) {
        MemorySegment page = pages.page(group);
        int at = Pages.offset(group);
        if (page.get(INT, at + KEY_LENGTH) != key.length()) {
            return false;
        }
        long from = (long) at + STATE + stateBytes;
        return MemorySegment.mismatch(
                        page,
                        from,
                        from + key.length(),
                        MemorySegment.ofArray(key.array()),
                        0,
                        key.length())
                < 0;
    }

    /** Adds a group of a key that has none yet; -1 if there is no room. One always fits. */
    public long add(RowBytes key, RowBytes row) {
        int fixed = STATE + stateBytes;
        long group = pages.allocate(Math.addExact(fixed + key.length(), row.length()));
        if (group < 0) {
            return -1;
        }
        MemorySegment page = pages.page(group);
        int at = Pages.offset(group);
        page.asSlice(at, fixed).fill((byte) 0);
        page.set(INT, at + KEY_LENGTH, key.length());
        page.set(INT, at + ROW_LENGTH, row.length());
        MemorySegment.copy(key.array(), 0, page, BYTE, at + fixed, key.length());
        MemorySegment.copy(row.array(), 0, page, BYTE, at + fixed + key.length(), row.length());
        long chain = chain(key);
        page.set(LONG, at + NEXT, chains.get(LONG, chain));
        chains.set(LONG, chain, group + 1);
        count++;
        return group;
    }

    /** A word of a group's state. */
    public long get(long group, int place) {
        return pages.page(group).get(LONG, Pages.offset(group) + STATE + place);
    }

    /** Sets a word of a group's state. */
    public void set(long group, int place, long value) {
        pages.page(group).set(LONG, Pages.offset(group) + STATE + place, value);
    }

    /** How long the value at a place of a group's state is; 0 if none was ever set. */
    public int valueLength(long group, int place) {
        return pages.page(group).get(INT, Pages.offset(group) + STATE + place + 8);
    }

    /** Appends the value at a place of a group's state. */
    public void load(long group, int place, RowBytes into) {
        int length = valueLength(group, place);
        copy(get(group, place), 0, length, into);
    }

    /**
     * Sets the value at a place of a group's state.
     *
     * @return false if there is no room; then nothing has changed. If there is no other group,
     *     there always is
     */
    public boolean store(long group, int place, byte[] from, int offset, int length) {
        MemorySegment page = pages.page(group);
        int at = Pages.offset(group) + STATE + place;
        int room = page.get(INT, at + 12);
        if (room < length) {
            // Twice as much as before, so that growing leaves no more behind than it holds.
            room = Math.max(length, (int) Math.min(2L * room, Integer.MAX_VALUE));
            // Of a group that is alone, or it would never fit.
            long value = pages.allocate(room, count == 1);
            if (value < 0) {
                return false;
            }
            page.set(LONG, at, value);
            page.set(INT, at + 12, room);
        }
        page.set(INT, at + 8, length);
        long value = page.get(LONG, at);
        MemorySegment.copy(from, offset, pages.page(value), BYTE, Pages.offset(value), length);
        return true;
    }

    /** Appends a group's key. */
    public void loadKey(long group, RowBytes into) {
        int length = pages.page(group).get(INT, Pages.offset(group) + KEY_LENGTH);
        copy(group, STATE + stateBytes, length, into);
    }

    /** Appends the row a group was made with. */
    public void loadRow(long group, RowBytes into) {
        MemorySegment page = pages.page(group);
        int key = page.get(INT, Pages.offset(group) + KEY_LENGTH);
        int length = page.get(INT, Pages.offset(group) + ROW_LENGTH);
        copy(group, STATE + stateBytes + key, length, into);
    }

    private void copy(long address, int offset, int length, RowBytes into) {
        int at = into.grow(length);
        MemorySegment.copy(
                pages.page(address),
                BYTE,
                (long) Pages.offset(address) + offset,
                into.array(),
                at,
                length);
    }

    /** Takes what a visitor does with a group. */
    public interface Visitor {
        /** Called with each group. */
        void visit(long group);
    }

    /** Visits all groups, in no order. */
    public void visit(Visitor visitor) {
        for (long chain = 0; chain <= mask; chain++) {
            long group = chains.get(LONG, chain * 8) - 1;
            while (group >= 0) {
                visitor.visit(group);
                group = pages.page(group).get(LONG, Pages.offset(group) + NEXT) - 1;
            }
        }
    }

    /** Forgets all groups. */
    public void clear() {
        chains.fill((byte) 0);
        pages.clear();
        count = 0;
    }

    @Override
    public void close() {
        chainMemory.close();
        pages.close();
    }
}
