package io.runink.authoring;

import io.runink.api.error.Location;
import io.runink.api.scenario.Tag;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses what an argument may hold. A null answer means that a problem was recorded. */
final class ValueParser {

    private static final Map<String, ChronoUnit> UNITS =
            Map.of(
                    "ms", ChronoUnit.MILLIS,
                    "s", ChronoUnit.SECONDS,
                    "m", ChronoUnit.MINUTES,
                    "h", ChronoUnit.HOURS,
                    "d", ChronoUnit.DAYS);

    /** JSON's grammar of numbers, at most 40 characters, so that no number is a burden to read. */
    private static final Pattern NUMBER =
            Pattern.compile("(?=.{1,40}$)-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    /** Characters of a text: enough for a long query, and no burden. */
    static final int TEXT_MAX = 64 * 1024;

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})([a-z]+)");

    private final SourceText source;
    private final Diagnostics problems;
    private final TagParser tags;

    ValueParser(SourceText source, Diagnostics problems, TagParser tags) {
        this.source = source;
        this.problems = problems;
        this.tags = tags;
    }

    Tag.@Nullable Value value(int depth) {
        char c = source.peek();
        if (c == '"') {
            return text();
        }
        if (c == '[') {
            return items(depth + 1);
        }
        if (c == '@') {
            Tag tag = tags.tag(depth + 1);
            return tag == null ? null : new Tag.Value.Nested(tag);
        }
        if (c == '-' || SourceText.digit(c)) {
            return number();
        }
        Location place = source.here();
        String shown = source.shown();
        String word = source.word();
        String brief = SourceText.brief(word);
        if (word.equals("true") || word.equals("false")) {
            return new Tag.Value.Bool(word.equals("true"));
        }
        problems.add(
                ScenarioError.ARGUMENT_SYNTAX,
                place,
                "found " + (word.isEmpty() ? shown : "'" + brief + "'") + ", expected a value",
                word.isEmpty()
                        ? "write a text in double quotes, a number, true, false, a duration such"
                                + " as 5m, a list or a tag"
                        : "put text in double quotes: \"" + brief + "\"");
        return null;
    }

    private Tag.@Nullable Value number() {
        Location place = source.here();
        int start = source.offset();
        while (SourceText.digit(source.peek())
                || SourceText.letter(source.peek())
                || ".+-_".indexOf(source.peek()) >= 0) {
            source.advance();
        }
        String written = source.since(start);
        Tag.Value value = amount(written);
        if (value != null) {
            return value;
        }
        problems.add(
                ScenarioError.NUMBER_SYNTAX,
                place,
                "'" + SourceText.brief(written) + "' is neither a number nor a duration",
                "write a number such as 2.5, or a duration in ms, s, m, h or d such as 5m");
        return null;
    }

    /** The number or duration that a word writes; null if it writes none. */
    static Tag.@Nullable Value amount(String written) {
        if (NUMBER.matcher(written).matches()) {
            return new Tag.Value.Numeral(written);
        }
        var duration = DURATION.matcher(written);
        ChronoUnit unit = duration.matches() ? UNITS.get(duration.group(2)) : null;
        return unit == null
                ? null
                : new Tag.Value.Span(Duration.of(Long.parseLong(duration.group(1)), unit));
    }

    private Tag.@Nullable Value items(int depth) {
        Location open = source.here();
        source.advance();
        if (depth > TagParser.DEPTH_MAX) {
            problems.add(
                    ScenarioError.TOO_DEEP,
                    open,
                    "a list stands inside more than " + TagParser.DEPTH_MAX + " others",
                    "nest less deeply");
            skipList();
            return null;
        }
        List<Tag.Value> values = new ArrayList<>();
        source.skipSpace();
        if (source.peek() == ']') {
            source.advance();
            return new Tag.Value.Items(List.of());
        }
        while (values.size() < TagParser.ARGUMENTS_MAX) {
            Tag.Value value = value(depth);
            if (value == null) {
                skipList();
                return null;
            }
            values.add(value);
            source.skipSpace();
            if (source.peek() == ']') {
                source.advance();
                return new Tag.Value.Items(List.copyOf(values));
            }
            if (source.peek() != ',') {
                problems.add(
                        ScenarioError.ARGUMENT_SYNTAX,
                        source.here(),
                        "an element of a list is followed by "
                                + source.shown()
                                + ", expected ',' or ']'",
                        "close the list with ']' or part its elements with ','");
                skipList();
                return null;
            }
            source.advance();
            source.skipSpace();
        }
        problems.add(
                ScenarioError.TOO_MANY,
                open,
                "the list has more than " + TagParser.ARGUMENTS_MAX + " elements",
                "give fewer elements");
        skipList();
        return null;
    }

    /** Skips what is left of a broken list, its bracket included; at most the line. */
    private void skipList() {
        int open = 0;
        while (!source.end() && !source.newline()) {
            char c = source.peek();
            if (c == '"') {
                skipText();
                continue;
            }
            source.advance();
            if (c == '[') {
                open++;
            } else if (c == ']' && open-- == 0) {
                return;
            }
        }
    }

    private Tag.@Nullable Value text() {
        Location open = source.here();
        source.advance();
        StringBuilder text = new StringBuilder();
        boolean good = true;
        while (!source.end() && !source.newline()) {
            char c = source.peek();
            if (c == '"') {
                source.advance();
                return good && whole(text.toString(), open)
                        ? new Tag.Value.Text(text.toString())
                        : null;
            }
            if (c == '\\') {
                good &= escape(text);
            } else {
                text.append(c);
                source.advance();
            }
        }
        problems.add(
                ScenarioError.TEXT_SYNTAX,
                open,
                "the text that begins here does not end on its line",
                "close it with '\"'; write a line break inside as \\n");
        return null;
    }

    /** Whether a text is one that can be written and compared, whatever escapes made it. */
    private boolean whole(String text, Location open) {
        int before = problems.count();
        if (text.length() > TEXT_MAX) {
            problems.add(
                    ScenarioError.TOO_LONG,
                    open,
                    "the text has " + text.length() + " characters, at most " + TEXT_MAX,
                    "shorten it, or put it into a file");
        }
        if (text.indexOf(0) >= 0) {
            problems.add(
                    ScenarioError.NUL,
                    open,
                    "the text holds U+0000, NUL, which no name and no path can hold",
                    "remove the escape");
        }
        for (int at = 0; at < text.length(); at++) {
            if (TextGuard.alone(text, at)) {
                problems.add(
                        ScenarioError.LONE_SURROGATE,
                        open,
                        String.format(
                                "the text holds U+%04X, half of a character",
                                (int) text.charAt(at)),
                        "write both escapes of the character, or the character itself");
                break;
            }
        }
        return problems.count() == before;
    }

    private boolean escape(StringBuilder text) {
        Location place = source.here();
        source.advance();
        char c = source.peek();
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            text.append("\"\\/\b\f\n\r\t".charAt(simple));
            source.advance();
            return true;
        }
        if (c == 'u') {
            source.advance();
            int start = source.offset();
            while (source.offset() - start < 4 && Character.digit(source.peek(), 16) >= 0) {
                source.advance();
            }
            String digits = source.since(start);
            if (digits.length() == 4) {
                text.append((char) Integer.parseInt(digits, 16));
                return true;
            }
        }
        problems.add(
                ScenarioError.TEXT_SYNTAX,
                place,
                "'\\' is followed by what is no escape",
                "use \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hex digits");
        return false;
    }

    /** Skips a text without looking into it. */
    void skipText() {
        source.advance();
        while (!source.end() && !source.newline()) {
            char c = source.peek();
            source.advance();
            if (c == '"') {
                return;
            }
            if (c == '\\' && !source.end() && !source.newline()) {
                source.advance();
            }
        }
    }
}
