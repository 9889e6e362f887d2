package io.runink.synth;

import io.runink.synth.Expression.Choice;
import io.runink.synth.Expression.One;
import io.runink.synth.Expression.Repeat;
import io.runink.synth.Expression.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the regular subset of regular expressions: literals, classes, groups, alternation,
 * quantifiers, the escapes that stand for a class or a character, anchors at the ends. What is
 * beyond it is named, never guessed.
 */
final class ExpressionReader {

    /** Thrown for a construct beyond the subset; the message names it. */
    static final class Unsupported extends Exception {
        private static final long serialVersionUID = 1L;

        Unsupported(String construct) {
            super(construct);
        }
    }

    /** What an open-ended quantifier adds to its least count unless more is wanted. */
    static final int OPEN_MORE = 8;

    /** Bounds the reader's own recursion. */
    private static final int DEPTH_MAX = 100;

    private final String pattern;
    private final CharSet forbidden;
    private final int more;
    private int position;
    private int depth;

    private ExpressionReader(String pattern, CharSet forbidden, int more) {
        this.pattern = pattern;
        this.forbidden = forbidden;
        this.more = more;
    }

    /**
     * Reads.
     *
     * @param forbidden characters that the file cannot hold
     */
    static Expression read(String pattern, CharSet forbidden) throws Unsupported {
        return read(pattern, forbidden, OPEN_MORE);
    }

    /**
     * Reads.
     *
     * @param forbidden characters that the file cannot hold
     * @param more what an open-ended quantifier adds to its least count
     */
    static Expression read(String pattern, CharSet forbidden, int more) throws Unsupported {
        ExpressionReader reader = new ExpressionReader(pattern, forbidden, more);
        Expression expression = reader.choice();
        if (reader.position < pattern.length()) {
            throw new Unsupported("')' without '('");
        }
        return expression;
    }

    private Expression choice() throws Unsupported {
        List<Expression> branches = new ArrayList<>();
        branches.add(sequence());
        while (next('|')) {
            branches.add(sequence());
        }
        return branches.size() == 1 ? branches.getFirst() : new Choice(branches);
    }

    private Expression sequence() throws Unsupported {
        List<Expression> parts = new ArrayList<>();
        if (depth == 0) {
            next('^');
        }
        while (position < pattern.length()) {
            char here = pattern.charAt(position);
            if (here == '|' || here == ')') {
                break;
            }
            if (here == '$' && depth == 0 && endsAfter(position + 1)) {
                position++;
                break;
            }
            parts.add(quantified(atom()));
        }
        return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
    }

    private boolean endsAfter(int at) {
        return at == pattern.length() || pattern.charAt(at) == '|';
    }

    private Expression atom() throws Unsupported {
        int point = take();
        return switch (point) {
            case '(' -> group();
            case '[' -> one(charClass());
            case '.' -> one(CharSet.ANY);
            case '\\' -> one(escape(false));
            case '^', '$' ->
                    throw new Unsupported(
                            "'" + Character.toString(point) + "' other than at the ends");
            case '*', '+', '?', '{' ->
                    throw new Unsupported(
                            "'" + Character.toString(point) + "' with nothing before it");
            default -> one(CharSet.of(point, point));
        };
    }

    private One one(CharSet set) {
        return new One(set.minus(forbidden));
    }

    private Expression group() throws Unsupported {
        if (next('?')) {
            if (pattern.startsWith("<", position)
                    && position + 1 < pattern.length()
                    && Character.isLetter(pattern.charAt(position + 1))
                    && pattern.indexOf('>', position) > 0) {
                position = pattern.indexOf('>', position) + 1;
            } else if (!next(':')) {
                int end = Math.min(position + 2, pattern.length());
                throw new Unsupported("'(?" + pattern.substring(position, end) + "'");
            }
        }
        if (++depth > DEPTH_MAX) {
            throw new Unsupported("groups more than " + DEPTH_MAX + " deep");
        }
        Expression inner = choice();
        depth--;
        if (!next(')')) {
            throw new Unsupported("'(' without ')'");
        }
        return inner;
    }

    private Expression quantified(Expression part) throws Unsupported {
        int min;
        int max;
        if (next('*')) {
            min = 0;
            max = more;
        } else if (next('+')) {
            min = 1;
            max = 1 + more;
        } else if (next('?')) {
            min = 0;
            max = 1;
        } else if (next('{')) {
            int close = pattern.indexOf('}', position);
            String count = close < 0 ? "" : pattern.substring(position, close);
            if (!count.matches("[0-9]{1,4}(,([0-9]{1,4})?)?")) {
                throw new Unsupported("'{" + count + "'");
            }
            position = close + 1;
            String[] ends = count.split(",", 2);
            min = Integer.parseInt(ends[0]);
            if (ends.length == 1) {
                max = min;
            } else {
                max = ends[1].isEmpty() ? min + more : Integer.parseInt(ends[1]);
            }
        } else {
            return part;
        }
        if (max < min) {
            throw new Unsupported("'{" + min + "," + max + "}'");
        }
        if (next('+')) {
            throw new Unsupported("a possessive quantifier");
        }
        // A lazy quantifier matches the same whole texts.
        next('?');
        if (position < pattern.length() && "*+?{".indexOf(pattern.charAt(position)) >= 0) {
            throw new Unsupported("a quantifier of a quantifier");
        }
        return new Repeat(part, min, max);
    }

    private CharSet charClass() throws Unsupported {
        boolean negated = next('^');
        CharSet set = CharSet.EMPTY;
        boolean empty = true;
        while (!next(']')) {
            if (position >= pattern.length() || pattern.startsWith("[", position)) {
                throw new Unsupported("'[' inside a class, or a class without an end");
            }
            if (pattern.startsWith("&&", position)) {
                throw new Unsupported("'&&' inside a class");
            }
            set = set.plus(classItem());
            empty = false;
        }
        if (empty) {
            throw new Unsupported("']' as the first of a class");
        }
        return negated ? CharSet.ANY.minus(set) : set;
    }

    private CharSet classItem() throws Unsupported {
        int point = take();
        CharSet first = point == '\\' ? escape(true) : CharSet.of(point, point);
        boolean range =
                pattern.startsWith("-", position)
                        && position + 1 < pattern.length()
                        && pattern.charAt(position + 1) != ']';
        if (!range) {
            return first;
        }
        position++;
        int end = take();
        CharSet last = end == '\\' ? escape(true) : CharSet.of(end, end);
        int from = single(first);
        int to = single(last);
        if (from < 0 || to < from) {
            throw new Unsupported("a range whose ends are not two characters in order");
        }
        return CharSet.of(from, to);
    }

    private static int single(CharSet set) {
        if (set.ranges().size() != 1) {
            return -1;
        }
        CharSet.Range range = set.ranges().getFirst();
        return range.first() == range.last() ? range.first() : -1;
    }

    private CharSet escape(boolean inClass) throws Unsupported {
        if (position >= pattern.length()) {
            throw new Unsupported("'\\' at the end");
        }
        int point = take();
        return switch (point) {
            case 'd' -> CharSet.DIGIT;
            case 'w' -> CharSet.WORD;
            case 's' -> CharSet.SPACE;
            case 'D' -> CharSet.ANY.minus(CharSet.DIGIT);
            case 'W' -> CharSet.ANY.minus(CharSet.WORD);
            case 'S' -> CharSet.ANY.minus(CharSet.SPACE);
            case 't' -> CharSet.of('\t', '\t');
            case 'n' -> CharSet.of('\n', '\n');
            case 'r' -> CharSet.of('\r', '\r');
            case 'f' -> CharSet.of('\f', '\f');
            case 'x' -> hex(2);
            case 'u' -> hex(4);
            default -> {
                if (Character.isLetterOrDigit(point)) {
                    throw new Unsupported(
                            "'\\" + Character.toString(point) + "'" + (inClass ? " in [ ]" : ""));
                }
                yield CharSet.of(point, point);
            }
        };
    }

    private CharSet hex(int digits) throws Unsupported {
        int end = position + digits;
        if (end > pattern.length() || !pattern.substring(position, end).matches("[0-9a-fA-F]+")) {
            throw new Unsupported("'\\' and a number that has not " + digits + " digits");
        }
        int point = Integer.parseInt(pattern.substring(position, end), 16);
        position = end;
        return CharSet.of(point, point);
    }

    private boolean next(char wanted) {
        if (position < pattern.length() && pattern.charAt(position) == wanted) {
            position++;
            return true;
        }
        return false;
    }

    private int take() throws Unsupported {
        if (position >= pattern.length()) {
            throw new Unsupported("an end where more was expected");
        }
        int point = pattern.codePointAt(position);
        position += Character.charCount(point);
        return point;
    }
}
