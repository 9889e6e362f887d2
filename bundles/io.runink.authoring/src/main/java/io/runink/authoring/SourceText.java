package io.runink.authoring;

import io.runink.api.error.Location;

/** A text and a place in it. Lines end with LF, CR LF or CR; a byte order mark is no column. */
final class SourceText {

    /** What {@link #peek} answers at the end of the text; no valid text holds it. */
    static final char END = '\uFFFF';

    private final String file;
    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    SourceText(String file, String text) {
        this.file = file;
        this.text = text;
        if (text.startsWith("\uFEFF")) {
            at = 1;
            lineStart = 1;
        }
    }

    boolean end() {
        return at >= text.length();
    }

    char peek() {
        return end() ? END : text.charAt(at);
    }

    boolean newline() {
        return peek() == '\n' || peek() == '\r';
    }

    /** Takes one character; CR LF counts as one. */
    void advance() {
        char taken = text.charAt(at++);
        if (taken == '\r' && peek() == '\n') {
            at++;
        }
        if (taken == '\n' || taken == '\r') {
            line++;
            lineStart = at;
        }
    }

    int offset() {
        return at;
    }

    int line() {
        return line;
    }

    String since(int offset) {
        return text.substring(offset, at);
    }

    Location here() {
        return new Location(file, line, at - lineStart + 1);
    }

    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** Skips blanks, line ends and comments. */
    void skipSpace() {
        while (true) {
            skipBlanks();
            if (peek() == '#') {
                skipLine();
            } else if (newline()) {
                advance();
            } else {
                return;
            }
        }
    }

    /** Skips to the end of the line, not past it. */
    void skipLine() {
        while (!end() && !newline()) {
            at++;
        }
    }

    /** The rest of the line, without blanks at its end. */
    String restOfLine() {
        int start = at;
        skipLine();
        return since(start).stripTrailing();
    }

    /** A word: a letter, then letters, digits, hyphens and underscores; empty if none is here. */
    String word() {
        int start = at;
        if (letter(peek())) {
            while (letter(peek()) || digit(peek()) || peek() == '-' || peek() == '_') {
                at++;
            }
        }
        return since(start);
    }

    static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The character here as a message shows it. */
    String shown() {
        if (end()) {
            return "the end of the file";
        }
        if (newline()) {
            return "the end of the line";
        }
        int point = text.codePointAt(at);
        return Character.isISOControl(point) || Character.isWhitespace(point) || point == 0xA0
                ? String.format("U+%04X", point)
                : "'" + Character.toString(point) + "'";
    }
}
