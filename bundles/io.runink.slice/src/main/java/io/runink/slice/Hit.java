package io.runink.slice;

import java.util.Arrays;

/**
 * A rule that a row breaks.
 *
 * @param broken the rule
 * @param places at which of the values that its path leads to, ascending; of a path to one value,
 *     and of columns, the first alone
 */
record Hit(Broken broken, int[] places) {

    private static final int[] FIRST = {0};

    /** A rule on columns. */
    static Hit of(Broken broken) {
        return new Hit(broken, FIRST);
    }

    /** Whether it is broken at a place. */
    boolean at(int place) {
        return Arrays.binarySearch(places, place) >= 0;
    }
}
