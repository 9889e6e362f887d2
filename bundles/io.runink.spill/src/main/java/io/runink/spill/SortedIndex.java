package io.runink.spill;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Sorts the records of a {@link RowBuffer} by way of an index. Quicksort, since it needs no second
 * index; where a crafted order would make it slow, heapsort takes over.
 */
final class SortedIndex {

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final int ENTRY_BYTES = RowBuffer.SORT_BYTES;

    /** Below this, insertion is faster. */
    private static final long INSERTION_MAX = 16;

    private final RowBuffer rows;
    private final MemorySegment index;
    private final long count;

    private SortedIndex(RowBuffer rows) {
        this.rows = rows;
        this.count = rows.count();
        this.index = rows.index(count * ENTRY_BYTES);
    }

    static SortedIndex of(RowBuffer rows) {
        SortedIndex sorted = new SortedIndex(rows);
        long[] next = {0};
        rows.visit(address -> sorted.set(next[0]++, rows.prefix(address), address));
        int depth = 2 * (64 - Long.numberOfLeadingZeros(sorted.count));
        sorted.sort(0, sorted.count - 1, depth);
        return sorted;
    }

    /** How many records there are. */
    long count() {
        return count;
    }

    /** The address of the record at a place, from 0. */
    long address(long place) {
        return index.get(LONG, place * ENTRY_BYTES + 8);
    }

    private long prefix(long place) {
        return index.get(LONG, place * ENTRY_BYTES);
    }

    private void set(long place, long prefix, long address) {
        index.set(LONG, place * ENTRY_BYTES, prefix);
        index.set(LONG, place * ENTRY_BYTES + 8, address);
    }

    private void swap(long one, long other) {
        long prefix = prefix(one);
        long address = address(one);
        set(one, prefix(other), address(other));
        set(other, prefix, address);
    }

    private int compare(long place, long prefix, long address) {
        long own = prefix(place);
        return own != prefix
                ? Long.compareUnsigned(own, prefix)
                : rows.compare(address(place), address);
    }

    private boolean less(long one, long other) {
        return compare(one, prefix(other), address(other)) < 0;
    }

    private void sort(long first, long last, int depth) {
        long from = first;
        long to = last;
        int left = depth;
        while (to - from >= INSERTION_MAX) {
            if (left-- == 0) {
                heapSort(from, to);
                return;
            }
            long middle = partition(from, to);
            // The smaller part on the stack, so that it stays shallow.
            if (middle - from < to - middle) {
                sort(from, middle, left);
                from = middle + 1;
            } else {
                sort(middle + 1, to, left);
                to = middle;
            }
        }
        insertionSort(from, to);
    }

    /** Puts what is no greater than a pivot before the rest, and says where it ends. */
    private long partition(long from, long to) {
        long middle = (from + to) >>> 1;
        if (less(middle, from)) {
            swap(middle, from);
        }
        if (less(to, from)) {
            swap(to, from);
        }
        if (less(to, middle)) {
            swap(to, middle);
        }
        long prefix = prefix(middle);
        long address = address(middle);
        long low = from - 1;
        long high = to + 1;
        while (true) {
            do {
                low++;
            } while (compare(low, prefix, address) < 0);
            do {
                high--;
            } while (compare(high, prefix, address) > 0);
            if (low >= high) {
                return high;
            }
            swap(low, high);
        }
    }

    private void insertionSort(long from, long to) {
        for (long place = from + 1; place <= to; place++) {
            long prefix = prefix(place);
            long address = address(place);
            long at = place;
            while (at > from && compare(at - 1, prefix, address) > 0) {
                set(at, prefix(at - 1), address(at - 1));
                at--;
            }
            set(at, prefix, address);
        }
    }

    private void heapSort(long from, long to) {
        long size = to - from + 1;
        for (long root = size / 2 - 1; root >= 0; root--) {
            sink(from, root, size);
        }
        for (long end = size - 1; end > 0; end--) {
            swap(from, from + end);
            sink(from, 0, end);
        }
    }

    private void sink(long from, long root, long size) {
        long parent = root;
        while (true) {
            long child = 2 * parent + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && less(from + child, from + child + 1)) {
                child++;
            }
            if (!less(from + parent, from + child)) {
                return;
            }
            swap(from + parent, from + child);
            parent = child;
        }
    }
}
