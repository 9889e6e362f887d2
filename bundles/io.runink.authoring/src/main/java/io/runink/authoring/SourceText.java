package io.runink.authoring;

import io.runink.api.error.Location;

/** A text and a place in it. Lines end with LF, CR LF or CR; a byte order mark is no column. */
final class SourceText {

    /** What {@link #peek} answers at the end of the text; no valid text holds it. */
    static final char END = '\uFFFF';

    /** What messages show of a name or line. */
    private static final int SHOWN_MAX = 60;

    private final String file;
    private final String text;
    private final int limit;
    private int at;
    private int line = 1;
    private int lineStart;

    SourceText(String file, String text) {
        this.file = file;
        this.text = text;
        this.limit = text.length();
        if (text.startsWith("\uFEFF")) {
            at = 1;
            lineStart = 1;
        }
    }

    private SourceText(SourceText whole, int limit) {
        this.file = whole.file;
        this.text = whole.text;
        this.limit = limit;
        this.at = whole.at;
        this.line = whole.line;
        this.lineStart = whole.lineStart;
    }

    /** A place to return to. */
    record Mark(int at, int line, int lineStart) {}

    Mark mark() {
        return new Mark(at, line, lineStart);
    }

    void reset(Mark mark) {
        at = mark.at();
        line = mark.line();
        lineStart = mark.lineStart();
    }

    /** What is left of this line alone, from here; this text stays where it is. */
    SourceText line() {
        int end = at;
        while (end < limit && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return new SourceText(this, end);
    }

    boolean end() {
        return at >= limit;
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

    int lineNumber() {
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

    /**
     * A word: a letter or underscore, then letters, digits, marks, hyphens and underscores; empty
     * if none is here. Letters are those of any script, so that whoever reads a name sees all of
     * it.
     */
    String word() {
        int start = at;
        if (wordBegins()) {
            while (!end() && wordPart(codePoint())) {
                at += Character.charCount(codePoint());
            }
        }
        return since(start);
    }

    /** A word, or several with a dot between: the key of an argument. */
    String key() {
        int start = at;
        word();
        while (at > start && peek() == '.') {
            int dot = at++;
            if (word().isEmpty()) {
                at = dot;
                break;
            }
        }
        return since(start);
    }

    boolean wordBegins() {
        return !end() && (Character.isLetter(codePoint()) || peek() == '_');
    }

    private static boolean wordPart(int point) {
        return point == '-'
                || point == '_'
                || Character.isLetterOrDigit(point)
                || Character.getType(point) == Character.NON_SPACING_MARK;
    }

    /** The code point here; a pair of surrogates does not reach beyond the limit. */
    private int codePoint() {
        char high = text.charAt(at);
        return Character.isHighSurrogate(high)
                        && at + 1 < limit
                        && Character.isLowSurrogate(text.charAt(at + 1))
                ? Character.toCodePoint(high, text.charAt(at + 1))
                : high;
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
            return limit < text.length() ? "the end of the line" : "the end of the file";
        }
        if (newline()) {
            return "the end of the line";
        }
        int point = codePoint();
        return TextGuard.visible(point)
                ? "'" + Character.toString(point) + "'"
                : String.format("U+%04X", point);
    }

    /** At most so much of a text as a message should show, and nothing that deceives there. */
    static String brief(String text) {
        StringBuilder brief = new StringBuilder();
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            if (at >= SHOWN_MAX) {
                return brief.append('…').toString();
            }
            int point = text.codePointAt(at);
            if (point == ' ' || TextGuard.visible(point)) {
                brief.appendCodePoint(point);
            } else {
                brief.append(String.format("\\u%04X", point));
            }
        }
        return brief.toString();
    }
}
