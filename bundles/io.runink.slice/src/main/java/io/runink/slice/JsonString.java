package io.runink.slice;

/**
 * Reads a JSON string where it lies, without the characters in between: Jackson finds it, skips it
 * and holds it to the grammar; its bytes are taken from the record. A string of many megabytes
 * costs no more than itself.
 */
final class JsonString {

    private final byte[] bytes;
    private final int end;
    private int at;

    /**
     * A string.
     *
     * @param start behind its opening quote
     * @param end where the record ends
     */
    JsonString(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /** Goes to the next backslash, or the closing quote, or the end of the record. */
    private void plain() {
        while (at < end && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
    }

    /** Puts the value where it goes; false if it is no text. */
    boolean put(GrowingBytes into) {
        int from = at;
        plain();
        into.put(bytes, from, at - from);
        while (at < end && bytes[at] == '\\') {
            if (!escape(into)) {
                return false;
            }
            from = at;
            plain();
            into.put(bytes, from, at - from);
        }
        return true;
    }

    private boolean escape(GrowingBytes into) {
        if (at + 1 >= end) {
            return false;
        }
        byte kind = bytes[at + 1];
        at += 2;
        switch (kind) {
            case 'n' -> into.put((byte) '\n');
            case 't' -> into.put((byte) '\t');
            case 'r' -> into.put((byte) '\r');
            case 'b' -> into.put((byte) '\b');
            case 'f' -> into.put((byte) '\f');
            case 'u' -> {
                return unicode(into);
            }
            default -> into.put(kind);
        }
        return true;
    }

    private boolean unicode(GrowingBytes into) {
        int unit = hex();
        if (unit < 0 || Character.isLowSurrogate((char) unit)) {
            return false;
        }
        int codePoint = unit;
        if (Character.isHighSurrogate((char) unit)) {
            if (at + 1 >= end || bytes[at] != '\\' || bytes[at + 1] != 'u') {
                return false;
            }
            at += 2;
            int low = hex();
            if (low < 0 || !Character.isLowSurrogate((char) low)) {
                return false;
            }
            codePoint = Character.toCodePoint((char) unit, (char) low);
        }
        into.putCodePoint(codePoint);
        return true;
    }

    /** Four hexadecimal digits, or -1. */
    private int hex() {
        if (at + 4 > end) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(bytes[at++], 16);
            if (digit < 0) {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value;
    }
}
