package io.runink.authoring;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses one tag with its arguments; after an error it goes on at the next argument. */
final class TagParser {

    /** Tags and lists inside each other; a recursive parser must stop somewhere. */
    static final int DEPTH_MAX = 8;

    /** Arguments of one tag, elements of one list. */
    static final int ARGUMENTS_MAX = 256;

    private final SourceText source;
    private final List<Problem> problems;
    private final ValueParser values;

    TagParser(SourceText source, List<Problem> problems) {
        this.source = source;
        this.problems = problems;
        this.values = new ValueParser(source, problems, this);
    }

    /** Parses the tag at an at sign; null if it cannot be used, which a problem then says. */
    @Nullable Tag tag(int depth) {
        Location place = source.here();
        source.advance();
        String name = source.word();
        if (name.isEmpty()) {
            problem(
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
            problem(
                    ScenarioError.UNKNOWN_TAG,
                    place,
                    "there is no tag '@" + name + "'",
                    Nearest.to(name, KnownTags.names())
                            .map(near -> "did you mean '@" + near + "'?")
                            .orElseGet(() -> "use one of " + allTags()));
            return null;
        }
        Tag tag = new Tag(name, arguments, place);
        return whole && fits(tag, depth) ? tag : null;
    }

    private static String allTags() {
        return KnownTags.names().stream().map(it -> "@" + it).collect(Collectors.joining(", "));
    }

    /** Parses from the opening parenthesis; answers whether all went well. */
    private boolean arguments(String tag, Location open, List<Tag.Argument> into, int depth) {
        source.advance();
        if (depth > DEPTH_MAX) {
            problem(
                    ScenarioError.TOO_DEEP,
                    open,
                    "'@" + tag + "' stands inside more than " + DEPTH_MAX + " others",
                    "nest less deeply");
            recover();
            return false;
        }
        int before = problems.size();
        source.skipSpace();
        if (source.peek() == ')') {
            source.advance();
            return true;
        }
        while (true) {
            int known = problems.size();
            argument(into, depth);
            Location end = source.here();
            int line = source.line();
            source.skipSpace();
            if (source.peek() == ',') {
                source.advance();
                source.skipSpace();
            } else if (source.peek() == ')') {
                source.advance();
                break;
            } else {
                boolean elsewhere = source.line() != line || source.end();
                if (elsewhere && problems.size() > known) {
                    // A broken argument took the rest of its line; it says so already.
                    break;
                }
                unclosed(tag, open, elsewhere ? end : null);
                if (elsewhere || !recover()) {
                    break;
                }
            }
            if (into.size() >= ARGUMENTS_MAX) {
                problem(
                        ScenarioError.TOO_MANY,
                        source.here(),
                        "'@" + tag + "' has more than " + ARGUMENTS_MAX + " arguments",
                        "give fewer arguments");
                source.skipLine();
                break;
            }
        }
        return problems.size() == before;
    }

    /**
     * Records that neither a comma nor a parenthesis follows an argument.
     *
     * @param end where the argument ended, if what follows stands elsewhere; else null
     */
    private void unclosed(String tag, Location open, @Nullable Location end) {
        problem(
                ScenarioError.ARGUMENT_SYNTAX,
                end == null ? source.here() : end,
                (end == null
                                ? "an argument of '@" + tag + "' is followed by " + source.shown()
                                : "'@" + tag + "(' of " + open + " is not closed")
                        + ", expected ',' or ')'",
                "close the tag with ')' or part its arguments with ','");
    }

    /** Parses one argument, or records a problem and stands at the next comma or parenthesis. */
    private void argument(List<Tag.Argument> into, int depth) {
        Location place = source.here();
        if (!SourceText.letter(source.peek())) {
            Tag.Value value = values.value(depth);
            if (value == null) {
                skipArgument();
                return;
            }
            into.add(new Tag.Argument("", value, place));
            conditions(into, depth);
            return;
        }
        String word = source.word();
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
            source.skipBlanks();
            if (!SourceText.letter(source.peek())) {
                return;
            }
            Location place = source.here();
            String word = source.word();
            source.skipBlanks();
            if (!word.equals("when") && !word.equals("with")) {
                problem(
                        ScenarioError.ARGUMENT_SYNTAX,
                        place,
                        "an argument is followed by '" + word + "', expected ',' or ')'",
                        "put a comma before '" + word + "'");
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

    private boolean fits(Tag tag, int depth) {
        int before = problems.size();
        if (depth > 0 && !KnownTags.nestable().contains(tag.name())) {
            problem(
                    ScenarioError.ARGUMENT_TYPE,
                    tag.place(),
                    "'@" + tag.name() + "' cannot stand inside another tag",
                    "put it on a line of its own; inside another may stand "
                            + String.join(", ", KnownTags.nestable()));
        }
        KnownTags.Shape shape = KnownTags.shape(tag.name());
        Set<String> seen = new HashSet<>();
        int positional = 0;
        for (Tag.Argument argument : tag.arguments()) {
            if (!argument.key().isEmpty() && !seen.add(argument.key())) {
                problem(
                        ScenarioError.DUPLICATE_ARGUMENT,
                        argument.place(),
                        "'@" + tag.name() + "' has '" + argument.key() + "' twice",
                        "give it once");
            }
            boolean nested = argument.value() instanceof Tag.Value.Nested;
            if (!shape.open() && !(nested && argument.key().isEmpty())) {
                positional += argument.key().isEmpty() ? 1 : 0;
                argumentFits(tag, shape, argument, positional);
            }
        }
        if (!shape.open() && positional == 0) {
            problem(
                    ScenarioError.ARGUMENT_TYPE,
                    tag.place(),
                    "'@" + tag.name() + "' says nothing, expected a text in double quotes",
                    "write " + shape.example());
        }
        return problems.size() == before;
    }

    private static boolean isText(Tag.Argument argument) {
        return argument.value() instanceof Tag.Value.Text;
    }

    private void argumentFits(
            Tag tag, KnownTags.Shape shape, Tag.Argument argument, int positional) {
        String key = argument.key();
        if (key.isEmpty()) {
            if (!isText(argument) || positional > 1) {
                problem(
                        ScenarioError.ARGUMENT_TYPE,
                        argument.place(),
                        "'@" + tag.name() + "' takes one text in double quotes here",
                        "write " + shape.example());
            }
            return;
        }
        KnownTags.Kind kind = shape.keys().get(key);
        if (kind == null) {
            problem(
                    ScenarioError.UNKNOWN_ARGUMENT,
                    argument.place(),
                    "'@" + tag.name() + "' has no argument '" + key + "'",
                    Nearest.to(key, shape.keys().keySet())
                            .map(near -> "did you mean '" + near + "'?")
                            .orElseGet(() ->
                                    shape.keys().isEmpty()
                                            ? "write " + shape.example()
                                            : "it takes "
                                                    + String.join(", ", shape.keys().keySet())));
        } else if (!kind.accepts(argument.value())) {
            problem(
                    ScenarioError.ARGUMENT_TYPE,
                    argument.place(),
                    "'" + key + "' of '@" + tag.name() + "' takes " + kind.words(),
                    "write " + key + "=\"…\"");
        }
    }

    private void problem(ErrorCode code, Location place, String message, String remedy) {
        problems.add(code.at(place, message, remedy));
    }
}
