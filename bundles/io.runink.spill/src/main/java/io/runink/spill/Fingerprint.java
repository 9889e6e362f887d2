package io.runink.spill;

/**
 * 128 bits that stand for bytes of any length: SipHash-2-4 with a key, as its authors' reference
 * implementation of 128 bits defines it. With a key that whoever wrote the data does not know, two
 * of n different inputs share them with a probability of about n²/2¹²⁹: for a thousand million, 1.5
 * in 10²¹. Nor can anybody craft inputs whose fingerprints crowd together.
 */
final class Fingerprint {

    private final long key0;
    private final long key1;
    private long high;
    private long low;

    /** Fingerprints under a key. */
    Fingerprint(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** The first 64 bits of the fingerprint computed last. */
    long high() {
        return high;
    }

    /** The last 64 bits of the fingerprint computed last. */
    long low() {
        return low;
    }

    /** Computes the fingerprint of bytes. */
    void compute(byte[] bytes, int offset, int length) {
        // Local variables, since fields would be stored and loaded at every step.
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL ^ 0xee;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L;
        int words = length >>> 3;
        for (int i = 0; i <= words; i++) {
            long word =
                    i < words
                            ? RowBytes.getLong(bytes, offset + 8 * i)
                            : rest(bytes, offset + 8 * words, length);
            v3 ^= word;
            for (int round = 0; round < 2; round++) {
                v0 += v1;
                v2 += v3;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 = Long.rotateLeft(v0, 32) + v3;
                v2 += v1;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= word;
        }
        v2 ^= 0xee;
        for (int round = 0; round < 8; round++) {
            if (round == 4) {
                high = v0 ^ v1 ^ v2 ^ v3;
                v1 ^= 0xdd;
            }
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32) + v3;
            v2 += v1;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
        low = v0 ^ v1 ^ v2 ^ v3;
    }

    /** The bytes that fill no word, and how many bytes there are in all. */
    private static long rest(byte[] bytes, int from, int length) {
        long word = (long) length << 56;
        for (int i = 0; i < (length & 7); i++) {
            word |= (bytes[from + i] & 0xFFL) << (8 * i);
        }
        return word;
    }
}
