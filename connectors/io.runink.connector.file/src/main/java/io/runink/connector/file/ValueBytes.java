package io.runink.connector.file;

import java.util.Arrays;

/** The UTF-8 bytes of one value: its own, encoded from characters, or a part of another array. */
final class ValueBytes {

    private byte[] own = new byte[64];
    private byte[] bytes = own;
    private int start;
    private int length;

    /** The first half of a surrogate pair whose second half is still to come, or 0. */
    private char high;

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int length() {
        return length;
    }

    /** Begins an empty value of its own. */
    void clear() {
        bytes = own;
        start = 0;
        length = 0;
        high = 0;
    }

    /** Becomes a part of another array. */
    void refer(byte[] array, int from, int count) {
        bytes = array;
        start = from;
        length = count;
        high = 0;
    }

    /** Whether no half of a surrogate pair is left over. */
    boolean complete() {
        return high == 0;
    }

    /**
     * Appends characters; false if they hold half a surrogate pair. One whose second half may come
     * with the next call is seen by {@link #complete}.
     */
    boolean encode(char[] text, int offset, int count) {
        // No character needs more than three bytes; a pair of them needs four.
        reserve(3L * count + 3);
        int at = length;
        for (int i = offset; i < offset + count; i++) {
            char c = text[i];
            if (high != 0) {
                if (!Character.isLowSurrogate(c)) {
                    return false;
                }
                at = put(at, Character.toCodePoint(high, c));
                high = 0;
            } else if (c < 0x80) {
                own[at++] = (byte) c;
            } else if (Character.isHighSurrogate(c)) {
                high = c;
            } else if (Character.isLowSurrogate(c)) {
                return false;
            } else {
                at = put(at, c);
            }
        }
        length = at;
        return true;
    }

    private int put(int from, int codePoint) {
        int at = from;
        if (codePoint < 0x800) {
            own[at++] = (byte) (0xC0 | (codePoint >> 6));
        } else if (codePoint < 0x10000) {
            own[at++] = (byte) (0xE0 | (codePoint >> 12));
            own[at++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        } else {
            own[at++] = (byte) (0xF0 | (codePoint >> 18));
            own[at++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            own[at++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        }
        own[at++] = (byte) (0x80 | (codePoint & 0x3F));
        return at;
    }

    private void reserve(long more) {
        if (length + more > own.length) {
            // Half as much again: doubling 16 MiB would not pay.
            long wanted = Math.max(length + more, own.length + (own.length >> 1));
            own = Arrays.copyOf(own, Math.toIntExact(wanted));
            bytes = own;
        }
    }
}
