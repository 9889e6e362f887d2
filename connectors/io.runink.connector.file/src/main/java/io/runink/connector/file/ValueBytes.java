package io.runink.connector.file;

import java.util.Arrays;

/** The UTF-8 bytes of one value: its own, or a part of another array. */
final class ValueBytes {

    /** An array of its own above this is given back with the next value. */
    private static final int KEPT_MAX = 1 << 20;

    private byte[] own = new byte[64];
    private byte[] bytes = own;
    private int start;
    private int length;

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
        if (own.length > KEPT_MAX) {
            own = new byte[64];
        }
        bytes = own;
        start = 0;
        length = 0;
    }

    /** Becomes a part of another array. */
    void refer(byte[] array, int from, int count) {
        clear();
        bytes = array;
        start = from;
        length = count;
    }

    void put(byte value) {
        reserve(1);
        own[length++] = value;
    }

    void put(byte[] from, int offset, int count) {
        reserve(count);
        System.arraycopy(from, offset, own, length, count);
        length += count;
    }

    /** Appends ASCII characters. */
    void put(char[] text, int offset, int count) {
        reserve(count);
        for (int i = offset; i < offset + count; i++) {
            own[length++] = (byte) text[i];
        }
    }

    /** Appends a character, which is no half of a surrogate pair. */
    void putCodePoint(int codePoint) {
        reserve(4);
        if (codePoint < 0x80) {
            own[length++] = (byte) codePoint;
            return;
        }
        if (codePoint < 0x800) {
            own[length++] = (byte) (0xC0 | (codePoint >> 6));
        } else if (codePoint < 0x10000) {
            own[length++] = (byte) (0xE0 | (codePoint >> 12));
            own[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        } else {
            own[length++] = (byte) (0xF0 | (codePoint >> 18));
            own[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            own[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        }
        own[length++] = (byte) (0x80 | (codePoint & 0x3F));
    }

    private void reserve(int more) {
        if (length + more > own.length) {
            // Half as much again: doubling 16 MiB would not pay.
            own = Arrays.copyOf(own, Math.max(length + more, own.length + (own.length >> 1)));
            bytes = own;
        }
    }
}
