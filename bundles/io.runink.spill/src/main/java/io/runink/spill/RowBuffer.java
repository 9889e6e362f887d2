package io.runink.spill;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Rows with their keys outside the heap, up to a limit that includes the index which sorts them. A
 * record is the length of its key, that of its row, the key, the row: the same in a file.
 */
public final class RowBuffer implements AutoCloseable {

    static final int HEADER_BYTES = 8;

    /** An entry of the index: the key's first eight bytes as a number, the record's address. */
    static final int SORT_BYTES = 16;

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final ValueLayout.OfLong PREFIX =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    private final Pages pages;
    private final int indexBytes;
    private long count;
    private @Nullable OffHeap index;

    /** A buffer whose rows can be sorted. */
    public RowBuffer(long memoryBytes) {
        this(memoryBytes, SORT_BYTES);
    }

    /** A buffer that keeps room for an index of so many bytes a row. */
    RowBuffer(long memoryBytes, int indexBytes) {
        this.pages = new Pages(memoryBytes);
        this.indexBytes = indexBytes;
    }

    /** How many rows there are. */
    public long count() {
        return count;
    }

    /** Adds a row; false if there is no room. One row always fits. */
    public boolean add(RowBytes key, RowBytes row) {
        return add(key.array(), 0, key.length(), row.array(), 0, row.length());
    }

    boolean add(byte[] key, int keyAt, int keyLength, byte[] row, int rowAt, int rowLength) {
        if (!pages.reserve((count + 1) * indexBytes)) {
            return false;
        }
        long address = pages.allocate(Math.addExact(HEADER_BYTES + keyLength, rowLength));
        if (address < 0) {
            return false;
        }
        MemorySegment page = pages.page(address);
        long at = Pages.offset(address);
        page.set(INT, at, keyLength);
        page.set(INT, at + 4, rowLength);
        MemorySegment.copy(key, keyAt, page, BYTE, at + HEADER_BYTES, keyLength);
        MemorySegment.copy(row, rowAt, page, BYTE, at + HEADER_BYTES + keyLength, rowLength);
        count++;
        return true;
    }

    /** Takes what a visitor does with a record. */
    interface Visitor {
        void visit(long address);
    }

    /** Visits all records in the order they were added. */
    void visit(Visitor visitor) {
        for (int i = 0; i < pages.count(); i++) {
            long address = (long) i << 32;
            long end = address + pages.fill(i);
            while (address < end) {
                visitor.visit(address);
                address += length(address);
            }
        }
    }

    int keyLength(long address) {
        return pages.page(address).get(INT, Pages.offset(address));
    }

    /** Bytes of a record. */
    int length(long address) {
        MemorySegment page = pages.page(address);
        int at = Pages.offset(address);
        return HEADER_BYTES + page.get(INT, at) + page.get(INT, at + 4L);
    }

    /** Appends a record. */
    void load(long address, RowBytes into) {
        int length = length(address);
        int at = into.grow(length);
        MemorySegment.copy(
                pages.page(address), BYTE, Pages.offset(address), into.array(), at, length);
    }

    /** Whether a record has that key. */
    boolean keyed(long address, byte[] key, int keyLength) {
        MemorySegment page = pages.page(address);
        long at = Pages.offset(address);
        if (page.get(INT, at) != keyLength) {
            return false;
        }
        long from = at + HEADER_BYTES;
        return MemorySegment.mismatch(
                        page, from, from + keyLength, MemorySegment.ofArray(key), 0, keyLength)
                < 0;
    }

    /** A place for an index, given back by {@link #clear} and {@link #close}. */
    MemorySegment index(long bytes) {
        dropIndex();
        OffHeap made = new OffHeap(Math.max(bytes, 1));
        index = made;
        return made.segment();
    }

    /** The key's first bytes as a number without sign; a shorter key is filled up with zeros. */
    long prefix(long address) {
        MemorySegment page = pages.page(address);
        long at = Pages.offset(address);
        int keyLength = page.get(INT, at);
        if (keyLength >= 8) {
            return page.get(PREFIX, at + HEADER_BYTES);
        }
        long prefix = 0;
        for (int i = 0; i < keyLength; i++) {
            prefix |= (page.get(BYTE, at + HEADER_BYTES + i) & 0xFFL) << (56 - 8 * i);
        }
        return prefix;
    }

    /** Compares two records of equal prefixes by their keys, then by their arrival. */
    int compare(long one, long other) {
        MemorySegment page = pages.page(one);
        MemorySegment otherPage = pages.page(other);
        long from = (long) Pages.offset(one) + HEADER_BYTES;
        long otherFrom = (long) Pages.offset(other) + HEADER_BYTES;
        int length = page.get(INT, from - HEADER_BYTES);
        int otherLength = otherPage.get(INT, otherFrom - HEADER_BYTES);
        long at =
                MemorySegment.mismatch(
                        page, from, from + length, otherPage, otherFrom, otherFrom + otherLength);
        if (at < 0) {
            return Long.compare(one, other);
        }
        if (at >= length || at >= otherLength) {
            return Integer.compare(length, otherLength);
        }
        return Byte.compareUnsigned(page.get(BYTE, from + at), otherPage.get(BYTE, otherFrom + at));
    }

    /** The records in the order of their keys; those of one key as they arrived. */
    SortedIndex sort() {
        return SortedIndex.of(this);
    }

    /** Forgets all rows. */
    void clear() {
        dropIndex();
        pages.clear();
        count = 0;
    }

    private void dropIndex() {
        if (index != null) {
            index.close();
            index = null;
        }
    }

    @Override
    public void close() {
        dropIndex();
        pages.close();
    }
}
