package io.runink.synth;

import java.util.SplittableRandom;
import java.util.function.LongPredicate;

/** Some of the valid rows so far, each as likely as another; fixed memory. */
final class Sample {

    private static final int SIZE = 64;

    private final long[] rows = new long[SIZE];
    private long seen;

    /** Adds a row. */
    void add(long row, Draws draws) {
        if (seen < SIZE) {
            rows[(int) seen] = row;
        } else {
            long place = draws.at(row).nextLong(seen + 1);
            if (place < SIZE) {
                rows[(int) place] = row;
            }
        }
        seen++;
    }

    /** One of them that fits, or -1. */
    long any(SplittableRandom random, LongPredicate fits) {
        int held = (int) Math.min(seen, SIZE);
        if (held == 0) {
            return -1;
        }
        int start = random.nextInt(held);
        for (int i = 0; i < held; i++) {
            long row = rows[(start + i) % held];
            if (fits.test(row)) {
                return row;
            }
        }
        return -1;
    }
}
