package io.runink.slice;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are appended to, in an array that is reused. */
final class GrowingBytes {

    /** Doubled up to here; beyond, arrays grow by what is needed, since two of them must fit. */
    private static final int DOUBLED_MAX = 4 << 20;

    /** Strings above this are encoded in parts. */
    private static final int WHOLE_CHARS_MAX = 1 << 16;

    private byte[] bytes;
    private int length;

    GrowingBytes(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Takes back what was appended since. */
    void truncate(int to) {
        length = to;
    }

    /** Begins anew; an array that one huge value left behind is given back. */
    void reset() {
        length = 0;
        if (bytes.length > DOUBLED_MAX) {
            bytes = new byte[64];
        }
    }

    void put(byte value) {
        reserve(1);
        bytes[length++] = value;
    }

    void put(byte[] from, int offset, int count) {
        reserve(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    void put(String text) {
        if (text.length() > WHOLE_CHARS_MAX) {
            // In parts that end between characters, since a copy of megabytes would not fit.
            int from = 0;
            while (from < text.length()) {
                int to = Math.min(from + WHOLE_CHARS_MAX, text.length());
                if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                    to--;
                }
                put(text.substring(from, to));
                from = to;
            }
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        put(utf8, 0, utf8.length);
    }

    /** Appends ASCII characters. */
    void put(char[] text, int offset, int count) {
        reserve(count);
        for (int i = offset; i < offset + count; i++) {
            bytes[length++] = (byte) text[i];
        }
    }

    /** Appends a character, which is no half of a surrogate pair. */
    void putCodePoint(int codePoint) {
        reserve(4);
        if (codePoint < 0x80) {
            bytes[length++] = (byte) codePoint;
            return;
        }
        if (codePoint < 0x800) {
            bytes[length++] = (byte) (0xC0 | (codePoint >> 6));
        } else if (codePoint < 0x10000) {
            bytes[length++] = (byte) (0xE0 | (codePoint >> 12));
            bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        } else {
            bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
            bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        }
        bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
    }

    private void reserve(long more) {
        long wanted = length + more;
        if (wanted > bytes.length) {
            long room = bytes.length < DOUBLED_MAX ? 2L * bytes.length : wanted + wanted / 8;
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(wanted, room)));
        }
    }
}
