package io.runink.synth;

import java.util.List;
import java.util.SplittableRandom;

/** The values that a column may have. */
interface Domain {

    /** Domains larger than this are used in part: no file has as many rows. The sum of two fits. */
    long SIZE_MAX = 1L << 61;

    /** How many values there are to tell apart, at most {@link #SIZE_MAX}. */
    long size();

    /** One value, another one for each index below {@link #size()}. */
    String at(long index);

    /** Any value, the everyday ones more often. */
    String draw(SplittableRandom random);

    /** Values at the brink: least first, greatest second. Not empty. */
    List<String> edges();
}
