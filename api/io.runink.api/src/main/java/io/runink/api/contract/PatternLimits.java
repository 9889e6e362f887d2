package io.runink.api.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How large a regular expression may be. Whoever compiles one asks before, since a short expression
 * may ask for a program beyond all memory: {@code ((a{1000}){1000}){1000}}. The estimate is never
 * below the instructions that a matcher of linear time makes of it, nor above by more than a small
 * factor.
 */
public final class PatternLimits {

    /** UTF-16 units of an expression. */
    public static final int LENGTH_MAX = 1000;

    /** Groups inside each other. */
    public static final int GROUPS_MAX = 50;

    /** Instructions, counts multiplied out. */
    public static final int PROGRAM_MAX = 10_000;

    /**
     * Places where a matcher goes on without a character: alternatives, what may be left out or
     * come again, groups; counts multiplied out. It goes down as deep, on the little stack of a
     * slice.
     */
    public static final int CHOICES_MAX = 1000;

    /**
     * Letters that fold to others, none of which folds back: following them round, RE2/J 1.8 never
     * ends on a JDK that knows them. They are Cyrillic forms of old manuscripts.
     */
    private static final int UNFOLDABLE_FIRST = 0x1C80;

    private static final int UNFOLDABLE_LAST = 0x1C88;

    private static final Pattern FOLDING = Pattern.compile("\\(\\?[a-zA-Z]*i");

    /** One character, or two ends of a range of them; literal, or by its code. */
    private static final Pattern CHARACTERS =
            Pattern.compile(
                    "(\\\\x\\{([0-9a-fA-F]{1,6})\\}|.)(?:-(\\\\x\\{([0-9a-fA-F]{1,6})\\}|.))?",
                    Pattern.DOTALL);

    private static final Pattern COUNT = Pattern.compile("\\{(\\d+)(,\\d*)?\\}");

    private final String expression;

    /** What stands before each group that is open. */
    private final Deque<Part> open = new ArrayDeque<>();

    /** The innermost group that is open, or the whole, as far as it was read. */
    private Part group = Part.EMPTY;

    /** What a count behind it would repeat. */
    private Part last = Part.EMPTY;

    /** A part of an expression: its instructions, and those of them that are choices. */
    private record Part(long instructions, long choices) {

        static final Part EMPTY = new Part(0, 0);

        Part and(Part next) {
            return new Part(instructions + next.instructions, choices + next.choices);
        }

        Part times(int least, int most) {
            int more = Math.max(0, most - least) + 1;
            return new Part(instructions * most + more, choices * most + more);
        }
    }

    private PatternLimits(String expression) {
        this.expression = expression;
    }

    /** What is too large about an expression, such as {@code nests groups deeper than 50}. */
    public static Optional<String> excess(String expression) {
        if (expression.length() > LENGTH_MAX) {
            return Optional.of("has more than " + LENGTH_MAX + " characters");
        }
        if (FOLDING.matcher(expression).find() && unfoldable(expression)) {
            return Optional.of("ignores the case of U+1C80 to U+1C88, which no other letter has");
        }
        return new PatternLimits(expression).scan();
    }

    /** Whether a character, or a range of them, may hold one that cannot be folded. */
    private static boolean unfoldable(String expression) {
        for (int at = 0; at < expression.length(); at++) {
            Matcher found = CHARACTERS.matcher(expression).region(at, expression.length());
            if (!found.lookingAt()) {
                continue;
            }
            int first = code(found.group(1), found.group(2));
            int last = found.group(3) == null ? first : code(found.group(3), found.group(4));
            if (first <= UNFOLDABLE_LAST && last >= UNFOLDABLE_FIRST) {
                return true;
            }
        }
        return false;
    }

    private static int code(String character, @Nullable String hexadecimal) {
        return hexadecimal == null ? character.codePointAt(0) : Integer.parseInt(hexadecimal, 16);
    }

    private Optional<String> scan() {
        for (int at = 0; at < expression.length(); ) {
            switch (expression.charAt(at)) {
                case '\\' -> at = escape(at);
                case '[' -> at = characters(at);
                case '{' -> at = count(at);
                case '(' -> {
                    if (open.size() == GROUPS_MAX) {
                        return Optional.of("nests groups deeper than " + GROUPS_MAX);
                    }
                    open.push(group);
                    group = new Part(2, 2);
                    last = Part.EMPTY;
                    at++;
                }
                case ')' -> {
                    last = group;
                    group = open.isEmpty() ? group : open.pop().and(group);
                    at++;
                }
                case '|', '?', '*', '+' -> {
                    group = group.and(new Part(1, 1));
                    at++;
                }
                default -> {
                    add(1);
                    at++;
                }
            }
            if (group.instructions() > PROGRAM_MAX) {
                return Optional.of("becomes more than " + PROGRAM_MAX + " instructions");
            }
            if (group.choices() > CHOICES_MAX) {
                return Optional.of("becomes more than " + CHOICES_MAX + " choices");
            }
        }
        return Optional.empty();
    }

    private void add(long instructions) {
        last = new Part(instructions, 0);
        group = group.and(last);
    }

    /** Behind an escape: of one character, of a class by name or code, or of a quoted text. */
    private int escape(int at) {
        char escaped = at + 1 < expression.length() ? expression.charAt(at + 1) : ' ';
        if (escaped == 'Q') {
            int end = expression.indexOf("\\E", at + 2);
            int behind = end < 0 ? expression.length() : end + 2;
            add(behind - at);
            last = new Part(1, 0);
            return behind;
        }
        add(1);
        boolean braced = "xpP".indexOf(escaped) >= 0 && expression.startsWith("{", at + 2);
        int close = braced ? expression.indexOf('}', at + 2) : -1;
        return close < 0 ? at + 2 : close + 1;
    }

    /** Behind a class of characters. */
    private int characters(int from) {
        add(1);
        int at = from + 1;
        at += expression.startsWith("^", at) ? 1 : 0;
        // A bracket that closes stands for itself where the class begins.
        at += expression.startsWith("]", at) ? 1 : 0;
        while (at < expression.length() && expression.charAt(at) != ']') {
            int named = expression.startsWith("[:", at) ? expression.indexOf(":]", at + 2) : -1;
            at = named >= 0 ? named + 2 : expression.charAt(at) == '\\' ? at + 2 : at + 1;
        }
        return at + 1;
    }

    /** Behind a brace: what came last is repeated, if a count stands in it. */
    private int count(int from) {
        int close = expression.indexOf('}', from);
        Matcher count = COUNT.matcher(expression).region(from, Math.max(from, close + 1));
        if (!count.matches()) {
            add(1);
            return from + 1;
        }
        int least = number(count.group(1));
        String to = count.group(2);
        int most = to == null || to.length() == 1 ? least : number(to.substring(1));
        last = last.times(least, Math.max(1, most));
        group = group.and(last);
        return close + 1;
    }

    private static int number(String digits) {
        return digits.length() > 5 ? PROGRAM_MAX : Math.min(PROGRAM_MAX, Integer.parseInt(digits));
    }
}
