package io.runink.authoring;

import io.runink.api.error.Location;
import io.runink.api.scenario.Sentence;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses one line of a block. After an error nothing of the line is taken. */
final class BlockLine {

    /** What may stand in parentheses behind an item: tags that bind. */
    static final Set<String> BINDINGS = Set.of("step", "sink", "dlq");

    /** Where the parentheses begin that bind an item's words; a URI's colon is none of a key. */
    private static final Pattern BINDING =
            Pattern.compile(
                    "(?:^|(?<=[ \\t]))\\([ \\t]*([\\p{L}_][\\p{L}\\p{N}_.-]*)[ \\t]*:(?!//)");

    /** Words that speak of rows which a sink never gets. */
    private static final Pattern REJECTED =
            Pattern.compile("(?i)\\b(invalid|rejected|dead[- ]letters?|dlq)\\b");

    private final SourceText line;
    private final Diagnostics problems;
    private final ValueParser values;

    BlockLine(SourceText line, Diagnostics problems) {
        this.line = line;
        this.problems = problems;
        this.values = new TagParser(line, problems).values();
    }

    Location here() {
        return line.here();
    }

    /** Gives a tag on, if it is right. */
    void take(Tag tag, BlockParser.Taker taker) {
        if (new ArgumentCheck(problems).fits(tag)) {
            taker.tag(tag);
        }
    }

    /** Skips the hyphen of an item. */
    void dash() {
        line.advance();
        line.skipBlanks();
    }

    /** {@code key: value}; null if it is none. */
    Tag.@Nullable Argument keyAndValue() {
        Location place = line.here();
        Tag.Argument argument = pair(place, "");
        return argument != null && ended() ? argument : null;
    }

    /** {@code - words}, as a tag's one text. */
    void words(String tag, BlockParser.Taker taker) {
        dash();
        Location place = line.here();
        String said = quotedOrRest();
        if (said != null) {
            Tag.Argument text = new Tag.Argument("", new Tag.Value.Text(said), place);
            take(new Tag(tag, List.of(text), place), taker);
        }
    }

    /** A text in double quotes that is all of the line, or what the line says without quotes. */
    @Nullable String quotedOrRest() {
        SourceText.Mark mark = line.mark();
        if (line.peek() == '"') {
            values.skipText();
            boolean all = blank(line.line());
            line.reset(mark);
            if (all) {
                Tag.Value value = values.value(0);
                return value instanceof Tag.Value.Text text ? said(text.text(), mark) : null;
            }
        }
        return said(line.restOfLine(), mark);
    }

    private @Nullable String said(String words, SourceText.Mark mark) {
        if (words.isBlank()) {
            line.reset(mark);
            problems.add(
                    ScenarioError.NAME_MISSING,
                    line.here(),
                    "the item says nothing",
                    "write something behind '-', or remove it");
            return null;
        }
        return words;
    }

    /** {@code source stream "name" from "uri" (key: value, …)}, perhaps behind a keyword. */
    void stream(BlockParser.Taker taker) {
        Location place = line.here();
        while (line.peek() != '"') {
            line.advance();
        }
        Location namePlace = line.here();
        Tag.Value name = text("the name of the source");
        line.skipBlanks();
        Location wordPlace = line.here();
        if (name != null && !line.word().equals("from")) {
            problems.add(
                    ScenarioError.BLOCK,
                    wordPlace,
                    "a source's name is followed by something else, expected from \"uri\"",
                    "write: source stream \"name\" from \"scheme://path\"");
            return;
        }
        line.skipBlanks();
        Location uriPlace = line.here();
        Tag.Value uri = name == null ? null : text("the URI of the source");
        if (!(name instanceof Tag.Value.Text text) || uri == null) {
            return;
        }
        List<Tag.Argument> arguments = new ArrayList<>();
        arguments.add(new Tag.Argument("", uri, uriPlace));
        nodeName(text.text())
                .ifPresent(it ->
                        arguments.add(new Tag.Argument("name", new Tag.Value.Text(it), namePlace)));
        line.skipBlanks();
        boolean good = line.peek() != '(' || pairs(arguments, false);
        if (good && ended()) {
            take(new Tag("source", arguments, place), taker);
        }
    }

    private Tag.@Nullable Value text(String what) {
        if (line.peek() != '"') {
            problems.add(
                    ScenarioError.BLOCK,
                    line.here(),
                    "found " + line.shown() + ", expected " + what + " in double quotes",
                    "write: source stream \"name\" from \"scheme://path\"");
            return null;
        }
        return values.value(0);
    }

    /** A name that nodes can have: as it stands, else in lower-case kebab-case. */
    static Optional<String> nodeName(String name) {
        if (name.matches("[A-Za-z][A-Za-z0-9_.-]{0,62}")) {
            return Optional.of(name);
        }
        String kebab =
                name.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^[-0-9]+|-+$", "");
        return Optional.of(kebab.substring(0, Math.min(63, kebab.length())))
                .filter(it -> !it.isEmpty());
    }

    /** An item of a block that a keyword heads: a step, a sentence, or words and what they bind. */
    void item(String keyword, BlockParser.Taker taker) {
        if (line.peek() == '(') {
            binding(taker);
            return;
        }
        dash();
        SourceText.Mark begin = line.mark();
        Location place = line.here();
        if (BlockParser.header("Given " + line.line().restOfLine())
                .filter(BlockParser.SOURCE::equals)
                .isPresent()) {
            stream(taker);
            return;
        }
        String name = line.key();
        line.skipBlanks();
        if (!name.isEmpty() && blank(line.line())) {
            take(step(name, List.of(), place), taker);
        } else if (!name.isEmpty() && line.peek() == '(') {
            named(name, place, taker);
        } else {
            line.reset(begin);
            sentence(keyword, place, taker);
        }
    }

    private static Tag step(String name, List<Tag.Argument> more, Location place) {
        List<Tag.Argument> arguments = new ArrayList<>();
        arguments.add(new Tag.Argument("", new Tag.Value.Text(name), place));
        arguments.addAll(more);
        return new Tag("step", arguments, place);
    }

    /** A step with parentheses behind it: its arguments, or the sink that takes from it. */
    private void named(String name, Location place, BlockParser.Taker taker) {
        Matcher matcher = BINDING.matcher(line.line().restOfLine());
        String key = matcher.lookingAt() ? matcher.group(1) : "";
        if (BINDINGS.contains(key)) {
            if (!key.equals("step")) {
                take(step(name, List.of(), place), taker);
            }
            binding(taker);
            return;
        }
        List<Tag.Argument> arguments = new ArrayList<>();
        if (pairs(arguments, false) && ended()) {
            take(step(name, arguments, place), taker);
        }
    }

    private void sentence(String keyword, Location place, BlockParser.Taker taker) {
        SourceText.Mark begin = line.mark();
        String words = line.restOfLine();
        Matcher matcher = BINDING.matcher(words);
        if (!matcher.find()) {
            String said = said(words, begin);
            if (said != null) {
                taker.sentence(new Sentence(keyword, said, place));
            }
            return;
        }
        line.reset(begin);
        for (int i = 0; i < matcher.start(); i++) {
            line.advance();
        }
        Matcher rejected = REJECTED.matcher(words.substring(0, matcher.start()));
        if (matcher.group(1).equals("sink") && rejected.find()) {
            problems.add(
                    ScenarioError.BLOCK,
                    line.here(),
                    "the words speak of '"
                            + rejected.group(1)
                            + "' rows, and a sink gets those that keep their contract",
                    "write (dlq: …) for rejected rows, or say it in other words");
            return;
        }
        binding(taker);
    }

    /** {@code (sink: uri, key: value, …)}, and the same of a step and the dead-letter queue. */
    private void binding(BlockParser.Taker taker) {
        Location place = line.here();
        List<Tag.Argument> pairs = new ArrayList<>();
        if (!pairs(pairs, true) || !ended()) {
            return;
        }
        Tag.Argument first = pairs.getFirst();
        if (!BINDINGS.contains(first.key())) {
            problems.add(
                    ScenarioError.BLOCK,
                    first.place(),
                    "'"
                            + SourceText.brief(first.key())
                            + ":' binds nothing, expected step, sink or dlq",
                    Nearest.to(first.key(), BINDINGS)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("bind it to one of them, or say it without the colon"));
            return;
        }
        List<Tag.Argument> arguments = new ArrayList<>(pairs.subList(1, pairs.size()));
        arguments.addFirst(new Tag.Argument("", first.value(), first.place()));
        take(new Tag(first.key(), arguments, place), taker);
    }

    /**
     * Parses {@code (key: value, …)}.
     *
     * @param keyFirst whether the first needs a key
     * @return false if it cannot be read, which a problem then says
     */
    private boolean pairs(List<Tag.Argument> into, boolean keyFirst) {
        Location open = line.here();
        line.advance();
        while (into.size() < TagParser.ARGUMENTS_MAX) {
            line.skipBlanks();
            Location place = line.here();
            boolean unnamed = quoted() && !(keyFirst && into.isEmpty());
            Tag.Argument argument = unnamed ? valueOf("", place) : pair(place, ",)");
            if (argument == null) {
                return false;
            }
            into.add(argument);
            line.skipBlanks();
            if (line.peek() == ')') {
                line.advance();
                return true;
            }
            if (line.peek() != ',') {
                problems.add(
                        ScenarioError.BLOCK,
                        line.here(),
                        "found " + line.shown() + ", expected ',' or ')'",
                        "put a value that holds such characters in double quotes");
                return false;
            }
            line.advance();
        }
        problems.add(
                ScenarioError.TOO_MANY,
                open,
                "more than " + TagParser.ARGUMENTS_MAX + " values stand in parentheses",
                "give fewer");
        return false;
    }

    /** {@code key: value}, the value up to one of the characters; null if it cannot be read. */
    private Tag.@Nullable Argument pair(Location place, String stops) {
        String key = line.key();
        line.skipBlanks();
        if (key.isEmpty() || line.peek() != ':') {
            problems.add(
                    ScenarioError.BLOCK,
                    key.isEmpty() ? place : line.here(),
                    "found " + line.shown() + ", expected 'key: value'",
                    "write what stands there as key: value");
            return null;
        }
        line.advance();
        line.skipBlanks();
        if (quoted()) {
            return valueOf(key, place);
        }
        Location at = line.here();
        String plain = plain(stops);
        if (plain.isEmpty()) {
            problems.add(
                    ScenarioError.BLOCK,
                    at,
                    "'" + SourceText.brief(key) + ":' is followed by nothing, expected a value",
                    "write the value behind the colon");
            return null;
        }
        return new Tag.Argument(key, value(plain), place);
    }

    /** Whether a value begins here that is written as in a tag. */
    private boolean quoted() {
        return "\"[@".indexOf(line.peek()) >= 0;
    }

    private Tag.@Nullable Argument valueOf(String key, Location place) {
        Tag.Value value = values.value(0);
        return value == null ? null : new Tag.Argument(key, value, place);
    }

    /** Words without quotes: up to one of the characters, or a comment, or the end of the line. */
    private String plain(String stops) {
        int start = line.offset();
        while (!line.end() && stops.indexOf(line.peek()) < 0) {
            boolean blank = line.peek() == ' ' || line.peek() == '\t';
            line.advance();
            if (blank && line.peek() == '#' && stops.isEmpty()) {
                break;
            }
        }
        return line.since(start).strip();
    }

    private static Tag.Value value(String plain) {
        if (plain.equals("true") || plain.equals("false")) {
            return new Tag.Value.Bool(plain.equals("true"));
        }
        Tag.Value amount = ValueParser.amount(plain);
        return amount == null ? new Tag.Value.Text(plain) : amount;
    }

    /** Whether nothing but a comment is left; else a problem says what is. */
    private boolean ended() {
        if (blank(line.line())) {
            return true;
        }
        line.skipBlanks();
        problems.add(
                ScenarioError.BLOCK,
                line.here(),
                "found '" + SourceText.brief(line.restOfLine()) + "', expected the end of the line",
                "put it on a line of its own");
        return false;
    }

    private static boolean blank(SourceText rest) {
        rest.skipBlanks();
        return rest.end() || rest.peek() == '#';
    }
}
