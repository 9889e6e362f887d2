package io.runink.synth;

/** Where the invalid rows stand: one in each of as many stretches of equal length. */
final class Spread {

    /** The first rows show the brinks of valid data; they are spared where there is room. */
    private static final long SPARED = 3;

    private final long rows;
    private final long invalid;
    private final Draws draws;
    private long stretch;
    private long position;

    Spread(long rows, long invalid, Draws draws) {
        this.rows = rows;
        this.invalid = invalid;
        this.draws = draws;
        this.position = position(0);
    }

    private long position(long number) {
        if (number >= invalid) {
            return -1;
        }
        // Rows and invalid rows are at most 10^9, so their product fits.
        long start = number * rows / invalid;
        long end = (number + 1) * rows / invalid;
        if (number == 0) {
            start = Math.min(SPARED, end - 1);
        }
        return start + draws.at(number).nextLong(end - start);
    }

    /** Whether the row is one of them; rows must be asked for in order. */
    boolean takes(long row) {
        if (row != position) {
            return false;
        }
        stretch++;
        position = position(stretch);
        return true;
    }
}
