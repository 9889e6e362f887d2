package io.runink.synth;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Randomness that depends on nothing but the seed, a name and a row: a column that is added moves
 * no other column, and any cell can be made again without those before it.
 */
final class Draws {

    /** The odd number nearest to 2^64 divided by the golden ratio: spreads consecutive rows. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long key;

    private Draws(long key) {
        this.key = key;
    }

    static Draws of(long seed) {
        return new Draws(mix(seed));
    }

    /** Draws of their own for something that has a name. */
    Draws named(String name) {
        // FNV-1a, 64 bits: its offset basis and prime.
        long hash = 0xCBF29CE484222325L;
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xFF)) * 0x100000001B3L;
        }
        return new Draws(mix(key ^ mix(hash)));
    }

    /** The draws of a row. */
    SplittableRandom at(long row) {
        return new SplittableRandom(mix(key + (row + 1) * SPREAD));
    }

    /** The draws of a row that is tried again; those of attempt 0 are {@link #at(long)}. */
    SplittableRandom at(long row, int attempt) {
        return new SplittableRandom(mix(key + (row + 1) * SPREAD + mix(attempt * SPREAD)));
    }

    /**
     * A place in {@code 0 .. size - 1}, another one for each ordinal below {@code size}: a Feistel
     * network over the next even number of bits, walked until it lands inside.
     */
    long permuted(long ordinal, long size) {
        int half = Math.max(1, (65 - Long.numberOfLeadingZeros(size - 1)) / 2);
        long mask = (1L << half) - 1;
        long place = ordinal;
        do {
            long left = place >>> half;
            long right = place & mask;
            for (int round = 0; round < 4; round++) {
                long next = left ^ (mix(key + right * SPREAD + round) & mask);
                left = right;
                right = next;
            }
            place = left << half | right;
        } while (place >= size);
        return place;
    }

    /** The finisher of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
