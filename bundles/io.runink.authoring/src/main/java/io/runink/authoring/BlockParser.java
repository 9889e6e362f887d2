package io.runink.authoring;

import io.runink.api.error.Location;
import io.runink.api.scenario.Sentence;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses a block: a header line that ends with a colon, and the lines below that belong to it. What
 * they say is said in tags and sentences, with the places of the block's lines.
 */
final class BlockParser {

    /** A line that is a source and reads as a sentence. */
    static final String SOURCE = "source";

    static final String METADATA = "Metadata";
    static final String ASSERTIONS = "Assertions";
    static final String GOLDEN = "GoldenTest";
    static final String NOTIFICATIONS = "Notifications";

    /**
     * A kind of line in blocks.
     *
     * @param header of the block
     * @param line how it is written
     * @param means the tag or sentence that means the same
     */
    record Form(String header, String line, String means) {}

    /** Every kind of line, by the header that it stands below. */
    static final List<Form> FORMS =
            List.of(
                    new Form(METADATA, "key: value", "@module(key=value)"),
                    new Form(METADATA, "herd: name", "@herd(\"name\")"),
                    new Form("Then", "- Name", "@step(\"Name\")"),
                    new Form("Then", "- Name (key: value, …)", "@step(\"Name\", key=value, …)"),
                    new Form("Then", "- words (step: Name, …)", "@step(\"Name\", …)"),
                    new Form("Then", "- words (sink: uri, …)", "@sink(\"uri\", …)"),
                    new Form("Then", "- words (dlq: uri)", "@dlq(\"uri\")"),
                    new Form(
                            "Then",
                            "- source stream \"name\" from \"uri\"",
                            "@source(\"uri\", name=\"name\")"),
                    new Form("Then", "- words", "Then words"),
                    new Form(ASSERTIONS, "- condition", "@assert(\"condition\")"),
                    new Form(GOLDEN, "folder: path", "@golden(\"path\")"),
                    new Form(NOTIFICATIONS, "- event", "@emits(\"event\")"),
                    new Form(
                            NOTIFICATIONS,
                            "- On words, … \"event\"",
                            "@emits(\"event\", on=\"words\")"));

    /** Headers that are no word of a sentence. */
    static final List<String> HEADERS = List.of(METADATA, ASSERTIONS, GOLDEN, NOTIFICATIONS);

    /** {@code Golden Test:} is an old spelling. */
    private static final Pattern HEADER =
            Pattern.compile(
                    "(Golden Test|"
                            + String.join("|", HEADERS)
                            + "|"
                            + String.join("|", ScenarioParser.KEYWORDS)
                            + ")[ \\t]*:.*");

    private static final Pattern STREAM =
            Pattern.compile("(?:Given|And)[ \\t]+source(?:[ \\t]+stream)?[ \\t]+\".*");

    /** A line {@code key: value} that is not the header of something else. */
    private static final Pattern KEY =
            Pattern.compile(
                    "(?!(?:Feature|Scenario|Background|Examples?|Rule)[ \\t]*:)"
                            + "[\\p{L}_][\\p{L}\\p{N}_.-]*[ \\t]*:.*");

    /** {@code On an event, alert "somebody"}. */
    private static final Pattern ON =
            Pattern.compile("On[ \\t]+([^,\"]+),(?:[^\"]*[ \\t])?[ \\t]*\"([^\"]*)\"");

    /** Tags that make the flow: where they stand matters, so no label may mean them. */
    private static final Set<String> PLACED = Set.of("source", "step", "sink", "window");

    private final SourceText source;
    private final Diagnostics problems;
    private final List<Piece> pieces;
    private final int level;

    BlockParser(SourceText source, Diagnostics problems, List<Piece> pieces, int level) {
        this.source = source;
        this.problems = problems;
        this.pieces = pieces;
        this.level = level;
    }

    /** Takes what the lines of a block say, in order. */
    interface Taker {
        void tag(Tag tag);

        void sentence(Sentence sentence);
    }

    /** The header of the block that a line begins; {@link #SOURCE} for a source. */
    static Optional<String> header(String line) {
        if (STREAM.matcher(line).matches()) {
            return Optional.of(SOURCE);
        }
        Matcher matcher = HEADER.matcher(line);
        return matcher.matches()
                ? Optional.of(matcher.group(1).replace(" ", ""))
                : Optional.empty();
    }

    /** Parses from the header's line to the end of the block's last line. */
    void block(String header, Taker taker) {
        Location place = source.here();
        SourceText line = source.line();
        if (header.equals(SOURCE)) {
            piece(Piece.Kind.BLOCK, level, () -> new BlockLine(line, problems).stream(taker));
            return;
        }
        piece(Piece.Kind.BLOCK, level, () -> headerLine(header, line));
        int before = problems.count();
        int lines =
                switch (header) {
                    case METADATA -> metadata(taker);
                    case GOLDEN -> golden(place, taker);
                    case ASSERTIONS -> items("-", it -> it.words("assert", taker));
                    case NOTIFICATIONS -> items("-", it -> notification(it, taker));
                    default -> items("-(", it -> it.item(header, taker));
                };
        if (lines == 0 && problems.count() == before) {
            problems.add(
                    ScenarioError.BLOCK,
                    place,
                    "the block '" + header + ":' holds nothing, expected " + expected(header),
                    "write a line below it, or remove it");
        }
    }

    private static String expected(String header) {
        return header.equals(METADATA) || header.equals(GOLDEN)
                ? "lines of the form 'key: value'"
                : "lines that begin with '-'";
    }

    private void headerLine(String header, SourceText line) {
        while (line.peek() != ':') {
            line.advance();
        }
        line.advance();
        Location behind = line.here();
        line.skipBlanks();
        if (!line.end() && line.peek() != '#') {
            problems.add(
                    ScenarioError.BLOCK,
                    behind,
                    "'"
                            + header
                            + ":' is followed by '"
                            + SourceText.brief(line.restOfLine())
                            + "', expected the end of the line",
                    "put it on a line of its own below");
        }
    }

    /** What a line without its comment is read by. */
    private interface Reading {
        void read();
    }

    private interface Keys {
        void key(BlockLine line);
    }

    /** Takes the line here as a piece, and what stands behind it as a remark. */
    private void piece(Piece.Kind kind, int depth, Reading reading) {
        int start = source.offset();
        int number = source.lineNumber();
        reading.read();
        source.skipLine();
        pieces.add(
                new Piece(
                        kind,
                        start,
                        start + source.since(start).stripTrailing().length(),
                        number,
                        depth));
    }

    /** Reads the lines below that begin with one of the characters; answers how many. */
    private int items(String first, Keys reading) {
        int lines = 0;
        while (next(line -> first.indexOf(line.charAt(0)) >= 0)) {
            lines++;
            item(reading);
        }
        return lines;
    }

    private int keys(String header, Keys reading) {
        int lines = 0;
        while (next(it -> it.startsWith("-") || (key(it) && header(it).isEmpty()))) {
            lines++;
            if (source.peek() == '-') {
                problems.add(
                        ScenarioError.BLOCK,
                        source.here(),
                        "an item stands in '" + header + ":', expected 'key: value'",
                        "write a list as key: [\"a\", \"b\"]");
                source.skipLine();
            } else {
                item(reading);
            }
        }
        return lines;
    }

    private static boolean key(String line) {
        return KEY.matcher(line).matches();
    }

    private void item(Keys reading) {
        SourceText line = source.line();
        piece(Piece.Kind.ITEM, level + 1, () -> reading.key(new BlockLine(line, problems)));
    }

    private interface Belongs {
        boolean test(String line);
    }

    /**
     * Goes to the next line of this block over blank lines and comments; stays if there is none.
     */
    private boolean next(Belongs belongs) {
        SourceText.Mark mark = source.mark();
        List<Piece> between = new ArrayList<>();
        boolean fresh = false;
        while (!source.end()) {
            int start = source.offset();
            if (source.newline()) {
                if (fresh) {
                    between.add(new Piece(Piece.Kind.BLANK, start, start, source.lineNumber(), 0));
                }
                source.advance();
                fresh = true;
                source.skipBlanks();
                continue;
            }
            SourceText.Mark begin = source.mark();
            String line = source.restOfLine();
            if (line.startsWith("#")) {
                between.add(
                        new Piece(
                                Piece.Kind.COMMENT,
                                start,
                                start + line.length(),
                                source.lineNumber(),
                                0));
                fresh = false;
                continue;
            }
            if (!line.isEmpty() && belongs.test(line)) {
                source.reset(begin);
                pieces.addAll(between);
                return true;
            }
            break;
        }
        source.reset(mark);
        return false;
    }

    private int metadata(Taker taker) {
        Map<String, Location> seen = new HashMap<>();
        return keys(
                METADATA,
                line -> {
                    Location place = line.here();
                    Tag.Argument label = line.keyAndValue();
                    Location first = label == null ? null : seen.putIfAbsent(label.key(), place);
                    if (first != null) {
                        problems.add(
                                ScenarioError.DUPLICATE_ARGUMENT,
                                place,
                                "'Metadata:' says this twice, first at " + first,
                                "say it once");
                    } else if (label != null) {
                        label(line, label, place, taker);
                    }
                });
    }

    /** A label, or the tag that the key names. */
    private void label(BlockLine line, Tag.Argument label, Location place, Taker taker) {
        String key = label.key();
        if (PLACED.contains(key)) {
            problems.add(
                    ScenarioError.BLOCK,
                    place,
                    "'" + key + "' is no label: where it stands says what it takes from",
                    "write @" + key + "(…) where it belongs");
        } else if (KnownTags.knows(key)) {
            for (Tag.Value value : each(label.value(), key)) {
                line.take(
                        new Tag(key, List.of(new Tag.Argument("", value, label.place())), place),
                        taker);
            }
        } else {
            line.take(new Tag("module", List.of(label), place), taker);
        }
    }

    /** A list of contract files is one tag for each. */
    private static List<Tag.Value> each(Tag.Value value, String key) {
        return key.equals("contract") && value instanceof Tag.Value.Items items
                ? items.values()
                : List.of(value);
    }

    private int golden(Location place, Taker taker) {
        List<Tag.Argument> arguments = new ArrayList<>();
        int before = problems.count();
        int lines =
                keys(
                        GOLDEN,
                        line -> {
                            Tag.Argument argument = line.keyAndValue();
                            if (argument != null) {
                                boolean folder = argument.key().equals("folder");
                                arguments.add(
                                        new Tag.Argument(
                                                folder ? "" : argument.key(),
                                                argument.value(),
                                                argument.place()));
                            }
                        });
        Tag tag = new Tag("golden", arguments, place);
        if (lines > 0 && problems.count() == before && new ArgumentCheck(problems).fits(tag)) {
            taker.tag(tag);
        }
        return lines;
    }

    private void notification(BlockLine line, Taker taker) {
        line.dash();
        Location place = line.here();
        String said = line.quotedOrRest();
        if (said == null) {
            return;
        }
        Matcher on = ON.matcher(said);
        List<Tag.Argument> arguments = new ArrayList<>();
        if (on.matches()) {
            arguments.add(new Tag.Argument("", new Tag.Value.Text(on.group(2)), place));
            arguments.add(new Tag.Argument("on", new Tag.Value.Text(on.group(1).strip()), place));
        } else {
            arguments.add(new Tag.Argument("", new Tag.Value.Text(said), place));
        }
        line.take(new Tag("emits", arguments, place), taker);
    }
}
