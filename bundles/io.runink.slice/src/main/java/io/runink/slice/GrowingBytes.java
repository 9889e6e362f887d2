package io.runink.slice;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are appended to, in an array that is reused. */
final class GrowingBytes {

    /** Doubled up to here; beyond, arrays grow by what is needed, since two of them must fit. */
    private static final int DOUBLED_MAX = 4 << 20;

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
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        put(utf8, 0, utf8.length);
    }

    void put(byte value, int times) {
        reserve(times);
        Arrays.fill(bytes, length, length + times, value);
        length += times;
    }

    /** Appends characters as UTF-8; false if they hold half a surrogate pair. */
    boolean put(char[] text, int offset, int count) {
        // No character needs more than three bytes, and a pair of them four.
        reserve(3L * count);
        byte[] into = bytes;
        int at = length;
        for (int i = offset; i < offset + count; i++) {
            char c = text[i];
            if (c < 0x80) {
                into[at++] = (byte) c;
            } else if (!Character.isSurrogate(c)) {
                at = encode(into, at, c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < offset + count
                    && Character.isLowSurrogate(text[i + 1])) {
                at = encode(into, at, Character.toCodePoint(c, text[++i]));
            } else {
                return false;
            }
        }
        length = at;
        return true;
    }

    private static int encode(byte[] into, int from, int codePoint) {
        int at = from;
        if (codePoint < 0x800) {
            into[at++] = (byte) (0xC0 | (codePoint >> 6));
        } else if (codePoint < 0x10000) {
            into[at++] = (byte) (0xE0 | (codePoint >> 12));
            into[at++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        } else {
            into[at++] = (byte) (0xF0 | (codePoint >> 18));
            into[at++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            into[at++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        }
        into[at++] = (byte) (0x80 | (codePoint & 0x3F));
        return at;
    }

    private void reserve(long more) {
        long wanted = length + more;
        if (wanted > bytes.length) {
            long room = bytes.length < DOUBLED_MAX ? 2L * bytes.length : wanted + wanted / 8;
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(wanted, room)));
        }
    }
}
