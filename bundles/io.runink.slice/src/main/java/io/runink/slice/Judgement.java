package io.runink.slice;

import java.util.Arrays;

/**
 * What the rows of one batch break, as sparse triples of row, rule and place: the place says at
 * which of the values that the rule's path leads to, from 0. Clean data costs one bit a row.
 */
final class Judgement {

    /** Rows of a batch; the exchange takes no more than half of it. */
    private static final int ROWS_MAX = 1 << 21;

    /** Rules of a contract. */
    private static final int RULES_MAX = 1 << 16;

    /** Values in one column of one row, which has at most some 40 MiB. */
    private static final int PLACES_MAX = 1 << 26;

    private final long[] gone;
    private long[] broken = new long[16];
    private int size;

    Judgement(int rows) {
        if (rows > ROWS_MAX) {
            throw new IllegalArgumentException(rows + " rows");
        }
        gone = new long[(rows + 63) >>> 6];
    }

    /**
     * Adds what a row breaks.
     *
     * @param rejects whether the row goes no further for it
     */
    void add(int row, int rule, int place, boolean rejects) {
        if (rule >= RULES_MAX || place >= PLACES_MAX) {
            throw new IllegalArgumentException("rule " + rule + ", place " + place);
        }
        if (size == broken.length) {
            broken = Arrays.copyOf(broken, 2 * size);
        }
        broken[size++] = (long) row << 42 | (long) rule << 26 | place;
        if (rejects) {
            gone[row >>> 6] |= 1L << (row & 63);
        }
    }

    /**
     * Takes back what was added of a row, which goes no further for another reason.
     *
     * @param from which triples to look at: those from here on
     */
    void takeBack(int row, int from) {
        int kept = from;
        for (int i = from; i < size; i++) {
            if (row(i) != row) {
                broken[kept++] = broken[i];
            }
        }
        size = kept;
    }

    /** How many triples there are. */
    int size() {
        return size;
    }

    /** Whether a row goes no further. */
    boolean gone(int row) {
        return (gone[row >>> 6] & 1L << (row & 63)) != 0;
    }

    /** The rows that go no further so far. */
    Judgement goneSoFar() {
        Judgement copy = new Judgement(gone.length << 6);
        System.arraycopy(gone, 0, copy.gone, 0, gone.length);
        return copy;
    }

    /** Sorts the triples by row, rule and place. Nothing may be added afterwards. */
    void sort() {
        Arrays.sort(broken, 0, size);
    }

    int row(int index) {
        return (int) (broken[index] >>> 42);
    }

    int rule(int index) {
        return (int) (broken[index] >>> 26) & (RULES_MAX - 1);
    }

    /** The places of some triples. */
    int[] places(int from, int to) {
        int[] places = new int[to - from];
        for (int i = from; i < to; i++) {
            places[i - from] = (int) broken[i] & (PLACES_MAX - 1);
        }
        return places;
    }
}
