package io.runink.authoring;

import io.runink.api.error.Location;
import java.util.Optional;

/**
 * Refuses characters that make a reader see another text than the machine: wherever they stand,
 * comments and texts included. Inside a text an escape can write all but two of them.
 */
final class TextGuard {

    /** Fillers that look like nothing and are letters to Unicode. */
    private static final String FILLERS = "\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0";

    private static final String BIDI =
            "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    private TextGuard() {}

    static void check(String file, String text, Diagnostics problems) {
        SourceText source = new SourceText(file, text);
        while (!source.end()) {
            char c = source.peek();
            if (c > '~' || (c < ' ' && c != '\t' && !source.newline())) {
                character(source, text, problems);
            }
            source.advance();
        }
    }

    private static void character(SourceText source, String text, Diagnostics problems) {
        int at = source.offset();
        char c = text.charAt(at);
        if (c == 0) {
            refuse(ScenarioError.NUL, source, c, "NUL", "remove it", problems);
        } else if (Character.isSurrogate(c)) {
            surrogate(source, text, problems);
        } else if (BIDI.indexOf(c) >= 0) {
            refuse(
                    ScenarioError.BIDI_CONTROL,
                    source,
                    c,
                    "a character that turns the direction of writing",
                    "remove it; inside a text write it as an escape",
                    problems);
        } else if (Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || c == '\uFFFE'
                || c == '\uFFFF') {
            refuse(
                    ScenarioError.CONTROL_CHARACTER,
                    source,
                    c,
                    "a control character",
                    "remove it; inside a text write it as an escape",
                    problems);
        } else if (invisible(c)) {
            refuse(
                    ScenarioError.INVISIBLE_CHARACTER,
                    source,
                    c,
                    "a character that nobody sees",
                    "remove it; inside a text write it as an escape",
                    problems);
        }
    }

    /** What no text may hold that people read: a character's kind; empty if it may stand there. */
    static Optional<String> fault(int point) {
        if (point == 0) {
            return Optional.of("NUL");
        }
        if (BIDI.indexOf(point) >= 0) {
            return Optional.of("a character that turns the direction of writing");
        }
        boolean blank = point == '\t' || point == '\n' || point == '\r' || point == '\f';
        if ((Character.isISOControl(point) && !blank) || point == '\u2028' || point == '\u2029') {
            return Optional.of("a control character");
        }
        return invisible(point) ? Optional.of("a character that nobody sees") : Optional.empty();
    }

    private static void surrogate(SourceText source, String text, Diagnostics problems) {
        int at = source.offset();
        if (alone(text, at)) {
            refuse(
                    ScenarioError.LONE_SURROGATE,
                    source,
                    text.charAt(at),
                    "half of a character",
                    "remove it, or write the whole character",
                    problems);
        } else if (Character.isHighSurrogate(text.charAt(at)) && invisible(text.codePointAt(at))) {
            refuse(
                    ScenarioError.INVISIBLE_CHARACTER,
                    source,
                    text.codePointAt(at),
                    "a character that nobody sees",
                    "remove it; inside a text write it as an escape",
                    problems);
        }
    }

    private static void refuse(
            ScenarioError code,
            SourceText source,
            int point,
            String what,
            String remedy,
            Diagnostics problems) {
        Location here = source.here();
        problems.add(code, here, String.format("the file holds U+%04X, %s", point, what), remedy);
    }

    /** Whether the surrogate there belongs to no pair. */
    static boolean alone(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c)
                && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /** Whether a character of a text leaves no mark where it stands, or turns what stands there. */
    static boolean invisible(int point) {
        return Character.getType(point) == Character.FORMAT
                || (point <= Character.MAX_VALUE && FILLERS.indexOf(point) >= 0);
    }

    /** Whether a message may show the character itself. */
    static boolean visible(int point) {
        return !invisible(point)
                && !Character.isISOControl(point)
                && !Character.isWhitespace(point)
                && Character.getType(point) != Character.SURROGATE
                && point != 0xA0;
    }
}
