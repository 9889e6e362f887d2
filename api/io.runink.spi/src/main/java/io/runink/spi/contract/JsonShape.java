package io.runink.spi.contract;

/**
 * Whether a text is one JSON object or array (RFC 8259), told in one pass without building
 * anything. Depth is bounded, so that no text can exhaust a stack that reads it after this.
 */
final class JsonShape {

    /** Objects and arrays within one another: more than any contract nests. */
    static final int DEPTH_MAX = 64;

    private final byte[] text;
    private final int to;
    private int at;

    /** A bit for each open container, the innermost lowest: 1 for an object. */
    private long objects;

    private int depth;

    private JsonShape(byte[] text, int from, int to) {
        this.text = text;
        this.at = from;
        this.to = to;
    }

    /** Whether the text is an object. */
    static boolean object(byte[] text, int from, int to) {
        return new JsonShape(text, from, to).read('{');
    }

    /** Whether the text is an array. */
    static boolean array(byte[] text, int from, int to) {
        return new JsonShape(text, from, to).read('[');
    }

    private boolean read(char opening) {
        space();
        if (peek() != opening) {
            return false;
        }
        do {
            // A value is expected here: one that ends at once, or a container that opens.
            if (!value()) {
                return false;
            }
            space();
        } while (depth > 0 && more());
        return depth == 0 && at == to;
    }

    /** After a value: what closes is closed, until a comma asks for the next value. */
    private boolean more() {
        while (depth > 0) {
            space();
            int c = peek();
            if (c == ',') {
                at++;
                return !object() || key();
            }
            if (c != (object() ? '}' : ']')) {
                return false;
            }
            close();
        }
        space();
        return false;
    }

    /** Reads a scalar or the opening of a container up to where a value must stand. */
    private boolean value() {
        while (true) {
            space();
            int c = peek();
            if (c != '{' && c != '[') {
                return scalar(c);
            }
            if (depth == DEPTH_MAX) {
                return false;
            }
            at++;
            objects = objects << 1 | (c == '{' ? 1 : 0);
            depth++;
            space();
            if (peek() == (c == '{' ? '}' : ']')) {
                close();
                return true;
            }
            if (c == '{' && !key()) {
                return false;
            }
        }
    }

    private boolean object() {
        return (objects & 1) == 1;
    }

    private void close() {
        at++;
        objects >>>= 1;
        depth--;
    }

    private boolean key() {
        space();
        if (peek() != '"' || !string()) {
            return false;
        }
        space();
        if (peek() != ':') {
            return false;
        }
        at++;
        return true;
    }

    private boolean scalar(int first) {
        return switch (first) {
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean word(String word) {
        if (to - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at += word.length();
        return true;
    }

    private boolean number() {
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else if (digits() == 0) {
            return false;
        }
        if (peek() == '.') {
            at++;
            if (digits() == 0) {
                return false;
            }
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            return digits() > 0;
        }
        return true;
    }

    private int digits() {
        int start = at;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at - start;
    }

    private boolean string() {
        at++;
        while (at < to) {
            byte c = text[at++];
            if (c == '"') {
                return true;
            }
            if (c >= 0 && c < ' ') {
                return false;
            }
            if (c == '\\' && !escape()) {
                return false;
            }
        }
        return false;
    }

    private boolean escape() {
        int c = peek();
        at++;
        if (c != 'u') {
            return c >= 0 && "\"\\/bfnrt".indexOf(c) >= 0;
        }
        int unit = hex();
        if (unit < 0 || Character.isLowSurrogate((char) unit)) {
            return false;
        }
        if (!Character.isHighSurrogate((char) unit)) {
            return true;
        }
        // Half a character alone is none, and has no form in UTF-8.
        if (!word("\\u")) {
            return false;
        }
        int low = hex();
        return low >= 0 && Character.isLowSurrogate((char) low);
    }

    private int hex() {
        if (to - at < 4) {
            return -1;
        }
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(text[at++], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private void space() {
        while (at < to
                && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
    }

    private int peek() {
        return at < to ? text[at] : -1;
    }
}
