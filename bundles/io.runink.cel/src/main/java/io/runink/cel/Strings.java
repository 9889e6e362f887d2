package io.runink.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.runink.api.contract.PatternLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions over text. Places and lengths are in code points. */
final class Strings {

    /** UTF-16 units of a text that an expression makes. */
    static final int LENGTH_MAX = 1 << 20;

    /** Characters times instructions that count as one step. */
    private static final int PATTERN_WORK = 256;

    private Strings() {}

    static long size(String text) {
        return text.codePointCount(0, text.length());
    }

    static Object append(Frame frame, Object left, Object right) {
        return checked(frame, (String) left, (String) right);
    }

    private static String checked(Frame frame, String left, String right) {
        bounded(frame, (long) left.length() + right.length());
        return left.concat(right);
    }

    private static void bounded(Frame frame, long length) {
        if (length > LENGTH_MAX) {
            throw new CelEvaluationException(
                    "the text has more than " + LENGTH_MAX + " characters");
        }
        frame.chargeText((int) length);
    }

    static String charAt(String text, long index) {
        int at = place(text, index);
        return at == text.length() ? "" : text.substring(at, text.offsetByCodePoints(at, 1));
    }

    static String substring(String text, long start, long end) {
        if (start > end) {
            throw outside();
        }
        return text.substring(place(text, start), place(text, end));
    }

    static long indexOf(String text, String part, long from) {
        int found = text.indexOf(part, place(text, from));
        return found < 0 ? -1 : text.codePointCount(0, found);
    }

    static long lastIndexOf(String text, String part, long from) {
        int found = text.lastIndexOf(part, place(text, from));
        return found < 0 ? -1 : text.codePointCount(0, found);
    }

    private static int place(String text, long index) {
        // More code points than units there cannot be.
        if (index < 0 || index > text.length()) {
            throw outside();
        }
        try {
            return text.offsetByCodePoints(0, (int) index);
        } catch (IndexOutOfBoundsException e) {
            throw outside();
        }
    }

    private static CelEvaluationException outside() {
        return new CelEvaluationException("the place is outside of the text");
    }

    static String lower(String text) {
        return ascii(text, 'A', 'Z', 'a' - 'A');
    }

    static String upper(String text) {
        return ascii(text, 'a', 'z', 'A' - 'a');
    }

    private static String ascii(String text, char first, char last, int shift) {
        char[] characters = text.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            if (characters[i] >= first && characters[i] <= last) {
                characters[i] = (char) (characters[i] + shift);
            }
        }
        return new String(characters);
    }

    /**
     * Replaces a part wherever it is, from the left; an empty part is before each character and at
     * the end.
     *
     * @param limit how often at most; any number below 0 is no limit
     */
    static String replace(Frame frame, String text, String part, String by, long limit) {
        StringBuilder result = new StringBuilder();
        int from = 0;
        long left = limit < 0 ? Long.MAX_VALUE : limit;
        while (left > 0) {
            int found = text.indexOf(part, from);
            if (found < 0) {
                break;
            }
            result.append(text, from, found).append(by);
            from = found + part.length();
            if (part.isEmpty()) {
                if (from == text.length()) {
                    break;
                }
                int next = text.offsetByCodePoints(from, 1);
                result.append(text, from, next);
                from = next;
            }
            bounded(frame, result.length());
            left--;
        }
        result.append(text, from, text.length());
        bounded(frame, result.length());
        return result.toString();
    }

    /**
     * The pieces between a separator; with an empty one, the characters.
     *
     * @param limit how many pieces at most, the last one being the rest; below 0 is no limit
     */
    static List<String> split(Frame frame, String text, String separator, long limit) {
        List<String> pieces = new ArrayList<>();
        long left = limit < 0 ? Long.MAX_VALUE : limit;
        int from = 0;
        while (left > 1) {
            int end =
                    separator.isEmpty()
                            ? from < text.length() ? text.offsetByCodePoints(from, 1) : -1
                            : text.indexOf(separator, from);
            if (end < 0 || (separator.isEmpty() && end == text.length())) {
                break;
            }
            frame.charge(1);
            pieces.add(text.substring(from, end));
            from = end + separator.length();
            left--;
        }
        // Of '' by characters nothing is left, unless one piece is asked for.
        if (left > 0 && (limit == 1 || !(separator.isEmpty() && text.isEmpty()))) {
            pieces.add(text.substring(from));
        }
        return pieces;
    }

    static String join(Frame frame, List<?> pieces, String separator) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof String piece) {
                result.append(i == 0 ? "" : separator).append(piece);
            } else {
                throw new CelEvaluationException("an element to join is absent");
            }
            frame.charge(1);
            bounded(frame, result.length());
        }
        return result.toString();
    }

    /**
     * A pattern in RE2's syntax, which matches in linear time.
     *
     * @throws CelEvaluationException if it is none, or too large
     */
    static Pattern pattern(String text) {
        Optional<String> excess = PatternLimits.excess(text);
        if (excess.isPresent()) {
            throw new CelEvaluationException("the pattern " + excess.get() + "; make it smaller");
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new CelEvaluationException(
                    "the pattern is wrong: " + e.getDescription() + ", expected RE2's syntax");
        }
    }

    /** Whether a pattern is found anywhere in a text. */
    static boolean matches(Frame frame, String text, Pattern pattern) {
        long work = (long) text.length() * pattern.programSize() / PATTERN_WORK;
        frame.charge((int) Math.min(work, Frame.STEPS_MAX));
        return pattern.matcher(text).find();
    }
}
