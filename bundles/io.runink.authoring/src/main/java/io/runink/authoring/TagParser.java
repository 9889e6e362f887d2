package io.runink.authoring;

import io.runink.api.error.Location;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses one tag with its arguments; after an error it goes on at the next argument. */
final class TagParser {

    /** Tags and lists inside each other; a recursive parser must stop somewhere. */
    static final int DEPTH_MAX = 8;

    /** Arguments of one tag, elements of one list. */
    static final int ARGUMENTS_MAX = 256;

    private final SourceText source;
    private final Diagnostics problems;
    private final ValueParser values;
    private final ArgumentCheck check;

    TagParser(SourceText source, Diagnostics problems) {
        this.source = source;
        this.problems = problems;
        this.values = new ValueParser(source, problems, this);
        this.check = new ArgumentCheck(problems);
    }

    ValueParser values() {
        return values;
    }

    /** Parses the tag at an at sign; null if it cannot be used, which a problem then says. */
    @Nullable Tag tag(int depth) {
        Location place = source.here();
        source.advance();
        String name = source.word();
        if (name.isEmpty()) {
            problems.add(
                    ScenarioError.NAME_MISSING,
                    place,
                    "'@' is followed by " + source.shown() + ", expected the name of a tag",
                    "write a tag such as @step(\"Name\")");
            source.skipLine();
            return null;
        }
        List<Tag.Argument> arguments = new ArrayList<>();
        boolean whole = source.peek() != '(' || arguments(name, place, arguments, depth);
        if (!KnownTags.knows(name)) {
            unknown(name, place);
            return null;
        }
        Tag tag = new Tag(name, arguments, place);
        return whole && check.fits(tag) ? tag : null;
    }

    private void unknown(String name, Location place) {
        if (check.name(name, "the tag '@", place)) {
            problems.add(
                    ScenarioError.UNKNOWN_TAG,
                    place,
                    "there is no tag '@" + SourceText.brief(name) + "'",
                    Nearest.to(name, KnownTags.names())
                            .map(near -> "did you mean '@" + near + "'?")
                            .orElseGet(() -> "use one of " + allTags()));
        }
    }

    private static String allTags() {
        return KnownTags.names().stream().map(it -> "@" + it).collect(Collectors.joining(", "));
    }

    /** Parses from the opening parenthesis; answers whether all went well. */
    private boolean arguments(String tag, Location open, List<Tag.Argument> into, int depth) {
        source.advance();
        if (depth > DEPTH_MAX) {
            problems.add(
                    ScenarioError.TOO_DEEP,
                    open,
                    "'@"
                            + SourceText.brief(tag)
                            + "' stands inside more than "
                            + DEPTH_MAX
                            + " others",
                    "nest less deeply");
            recover();
            return false;
        }
        int before = problems.count();
        source.skipSpace();
        if (source.peek() == ')') {
            source.advance();
            return true;
        }
        for (int tried = 0; ; tried++) {
            if (tried >= ARGUMENTS_MAX) {
                problems.add(
                        ScenarioError.TOO_MANY,
                        source.here(),
                        "'@"
                                + SourceText.brief(tag)
                                + "' has more than "
                                + ARGUMENTS_MAX
                                + " arguments",
                        "give fewer arguments");
                source.skipLine();
                break;
            }
            if (!argumentAndComma(tag, open, into, depth)) {
                break;
            }
        }
        return problems.count() == before;
    }

    /** Parses an argument and what parts it from the next; false if there is no next one. */
    private boolean argumentAndComma(
            String tag, Location open, List<Tag.Argument> into, int depth) {
        int known = problems.count();
        argument(into, depth);
        Location end = source.here();
        int line = source.lineNumber();
        source.skipSpace();
        if (source.peek() == ',') {
            source.advance();
            source.skipSpace();
            return true;
        }
        if (source.peek() == ')') {
            source.advance();
            return false;
        }
        boolean elsewhere = source.lineNumber() != line || source.end();
        if (elsewhere && problems.count() > known) {
            // A broken argument took the rest of its line; it says so already.
            return false;
        }
        unclosed(tag, open, elsewhere ? end : null);
        return !elsewhere && recover();
    }

    /**
     * Records that neither a comma nor a parenthesis follows an argument.
     *
     * @param end where the argument ended, if what follows stands elsewhere; else null
     */
    private void unclosed(String tag, Location open, @Nullable Location end) {
        String shown = "'@" + SourceText.brief(tag);
        problems.add(
                ScenarioError.ARGUMENT_SYNTAX,
                end == null ? source.here() : end,
                (end == null
                                ? "an argument of " + shown + "' is followed by " + source.shown()
                                : shown + "(' of " + open + " is not closed")
                        + ", expected ',' or ')'",
                "close the tag with ')' or part its arguments with ','");
    }

    /** Parses one argument, or records a problem and stands at the next comma or parenthesis. */
    private void argument(List<Tag.Argument> into, int depth) {
        Location place = source.here();
        if (!source.wordBegins()) {
            Tag.Value value = values.value(depth);
            if (value == null) {
                skipArgument();
                return;
            }
            into.add(new Tag.Argument("", value, place));
            conditions(into, depth);
            return;
        }
        String word = source.key();
        source.skipBlanks();
        if (source.peek() != '=') {
            into.add(
                    word.equals("true") || word.equals("false")
                            ? new Tag.Argument("", new Tag.Value.Bool(word.equals("true")), place)
                            : new Tag.Argument(word, new Tag.Value.Flag(), place));
            return;
        }
        source.advance();
        source.skipSpace();
        Tag.Value value = values.value(depth);
        if (value == null) {
            skipArgument();
            return;
        }
        into.add(new Tag.Argument(word, value, place));
    }

    /** {@code "…" when "…" with "…"}: keyed arguments without comma and equals sign. */
    private void conditions(List<Tag.Argument> into, int depth) {
        while (true) {
            SourceText.Mark mark = source.mark();
            source.skipSpace();
            boolean elsewhere = source.lineNumber() != mark.line();
            Location place = source.here();
            String word = source.word();
            boolean condition = word.equals("when") || word.equals("with");
            if (word.isEmpty() || (elsewhere && !condition)) {
                source.reset(mark);
                return;
            }
            source.skipBlanks();
            if (!condition) {
                problems.add(
                        ScenarioError.ARGUMENT_SYNTAX,
                        place,
                        "an argument is followed by '"
                                + SourceText.brief(word)
                                + "', expected ',' or ')'",
                        "put a comma before '" + SourceText.brief(word) + "'");
                skipArgument();
                return;
            }
            Tag.Value value = values.value(depth);
            if (value == null) {
                skipArgument();
                return;
            }
            into.add(new Tag.Argument(word, value, place));
        }
    }

    /** Skips what is left of a broken argument; stands at a comma, a parenthesis or a line end. */
    void skipArgument() {
        int open = 0;
        while (!source.end() && !source.newline()) {
            char c = source.peek();
            if (open == 0 && (c == ',' || c == ')')) {
                return;
            }
            if (c == '"') {
                values.skipText();
                continue;
            }
            if (c == '(' || c == '[') {
                open++;
            } else if ((c == ')' || c == ']') && open > 0) {
                open--;
            }
            source.advance();
        }
    }

    /** Goes on after a broken argument; false if the tag ends with its line. */
    private boolean recover() {
        skipArgument();
        if (source.peek() == ',') {
            source.advance();
            source.skipSpace();
            return true;
        }
        if (source.peek() == ')') {
            source.advance();
        }
        return false;
    }
}
