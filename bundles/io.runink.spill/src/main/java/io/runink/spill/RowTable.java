package io.runink.spill;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;

/**
 * Finds the rows of a {@link RowBuffer} by their keys, those of one key in the order they were
 * added, and remembers which were found. The buffer is not added to any more.
 */
public final class RowTable {

    /** An entry of 16 bytes for each row, and at most two chains of 4 bytes. */
    private static final int INDEX_BYTES = 24;

    private static final int ENTRY_BYTES = 16;

    /** In an entry: the row's address, the next entry of its chain, the key's hash and a mark. */
    private static final int NEXT = 8;

    private static final int HASH = 12;
    private static final int MARK = Integer.MIN_VALUE;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private final RowBuffer rows;
    private final int count;
    private final MemorySegment index;
    private final long chains;
    private final int mask;
    private final Fingerprint fingerprint;

    /** A buffer that keeps room for such a table. */
    public static RowBuffer buffer(long memoryBytes) {
        return new RowBuffer(memoryBytes, INDEX_BYTES);
    }

    /** A table of the rows of a buffer that {@link #buffer} made. */
    public RowTable(RowBuffer rows) {
        SplittableRandom random = new SplittableRandom();
        this.fingerprint = new Fingerprint(random.nextLong(), random.nextLong());
        this.rows = rows;
        this.count = Math.toIntExact(rows.count());
        int heads = Integer.highestOneBit(Math.max(1, 2 * count - 1));
        this.mask = heads - 1;
        this.chains = (long) count * ENTRY_BYTES;
        this.index = rows.index(chains + heads * 4L);
        int[] next = {0};
        rows.visit(address -> index.set(LONG, entry(next[0]++), address));
        for (int i = 0; i < heads; i++) {
            index.set(INT, chains + i * 4L, -1);
        }
        RowBytes record = new RowBytes();
        // From the last to the first, each to the front of its chain.
        for (int row = count - 1; row >= 0; row--) {
            record.clear();
            rows.load(address(row), record);
            int hash = hash(record.array(), RowBuffer.HEADER_BYTES, keyLength(row));
            long head = chains + (hash & mask) * 4L;
            index.set(INT, entry(row) + HASH, hash);
            index.set(INT, entry(row) + NEXT, index.get(INT, head));
            index.set(INT, head, row);
        }
    }

    private static long entry(int row) {
        return (long) row * ENTRY_BYTES;
    }

    private long address(int row) {
        return index.get(LONG, entry(row));
    }

    private int hash(byte[] key, int offset, int length) {
        fingerprint.compute(key, offset, length);
        return (int) fingerprint.low() & ~MARK;
    }

    /** How many rows there are; they are numbered from 0 in the order they were added. */
    public int count() {
        return count;
    }

    /** The first row of a key, or -1. */
    public int find(RowBytes key) {
        int hash = hash(key.array(), 0, key.length());
        return find(index.get(INT, chains + (hash & mask) * 4L), hash, key);
    }

    /** The next row of the key that {@link #find} found a row of, or -1. */
    public int next(int row, RowBytes key) {
        int hash = index.get(INT, entry(row) + HASH) & ~MARK;
        return find(index.get(INT, entry(row) + NEXT), hash, key);
    }

    private int find(int first, int hash, RowBytes key) {
        int row = first;
        while (row >= 0) {
            if ((index.get(INT, entry(row) + HASH) & ~MARK) == hash
                    && rows.keyed(address(row), key.array(), key.length())) {
                return row;
            }
            row = index.get(INT, entry(row) + NEXT);
        }
        return -1;
    }

    /** Marks a row. */
    public void mark(int row) {
        long at = entry(row) + HASH;
        index.set(INT, at, index.get(INT, at) | MARK);
    }

    /** Whether a row was marked. */
    public boolean marked(int row) {
        return index.get(INT, entry(row) + HASH) < 0;
    }

    private int keyLength(int row) {
        return rows.keyLength(address(row));
    }

    /**
     * Loads a row's bytes.
     *
     * @param into cleared first
     * @return where in it the row begins
     */
    public int load(int row, RowBytes into) {
        into.clear();
        rows.load(address(row), into);
        return RowBuffer.HEADER_BYTES + keyLength(row);
    }
}
