package io.runink.authoring;

import io.runink.api.error.Location;
import io.runink.api.error.Outcome;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Sentence;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses a scenario file line by line, and reports everything that is wrong with it. */
final class ScenarioParser {

    /** Characters of a file. Scenarios are written by hand: more is a mistake or an attack. */
    static final int SIZE_MAX = 1024 * 1024;

    /** Lines of a file, for the same reason. */
    static final int LINES_MAX = 50_000;

    /** Tags of a file. */
    static final int TAGS_MAX = 5_000;

    /** What a sentence begins with. */
    static final List<String> KEYWORDS = List.of("Given", "When", "Then", "And", "But", "Do");

    private static final Pattern SENTENCE =
            Pattern.compile("(?s)(Given|When|Then|And|But|Do)(?:[ \\t]+(.*))?");

    /** Gherkin that this language does not have; not to be mistaken for a description. */
    private static final Pattern FOREIGN =
            Pattern.compile("(Scenario Outline|Background|Examples|Rule|Example)[ \\t]*:.*");

    private final SourceText source;
    private final String file;
    private final Diagnostics problems = new Diagnostics();
    private final ScenarioAssembly assembly = new ScenarioAssembly(problems);
    private final List<Piece> pieces = new ArrayList<>();
    private final TagParser tagParser;

    /** The piece with which the tags begin that may belong to the scenario below them. */
    private int runStart;

    private boolean described;
    private int tagCount;

    private ScenarioParser(String file, String text) {
        this.file = file;
        this.source = new SourceText(file, text);
        this.tagParser = new TagParser(source, problems);
    }

    /**
     * What a file holds.
     *
     * @param outcome its scenarios, or what is wrong
     * @param pieces what it is made of, in order; not all of it where something is wrong
     */
    record Parsed(Outcome<List<Scenario>> outcome, List<Piece> pieces) {
        Parsed {
            pieces = List.copyOf(pieces);
        }
    }

    static Outcome<List<Scenario>> parse(String file, String text) {
        return read(file, text).outcome();
    }

    static Parsed read(String file, String text) {
        if (text.length() > SIZE_MAX) {
            return new Parsed(
                    Outcome.refused(
                            ScenarioError.TOO_LARGE.at(
                                    Location.of(file),
                                    "the file has "
                                            + text.length()
                                            + " characters, at most "
                                            + SIZE_MAX,
                                    "split it into several scenario files")),
                    List.of());
        }
        ScenarioParser parser = new ScenarioParser(file, text);
        TextGuard.check(file, text, parser.problems);
        parser.lines();
        return new Parsed(parser.outcome(), parser.pieces);
    }

    private Outcome<List<Scenario>> outcome() {
        List<Scenario> scenarios = assembly.scenarios();
        if (scenarios.isEmpty() && problems.none()) {
            problems.add(
                    ScenarioError.NO_SCENARIO,
                    Location.of(file),
                    "the file holds no scenario",
                    "write 'Scenario:' and a name, then @source, @step and @sink lines");
        }
        return problems.none() ? Outcome.done(scenarios) : Outcome.refused(problems.reported(file));
    }

    private void lines() {
        boolean fresh = true;
        while (!source.end() && problems.count() <= Diagnostics.REPORTED_MAX) {
            source.skipBlanks();
            int start = source.offset();
            if (source.lineNumber() > LINES_MAX) {
                tooMany("lines", LINES_MAX);
                break;
            }
            if (source.end()) {
                break;
            }
            if (source.newline()) {
                if (fresh) {
                    assembly.blank();
                    piece(Piece.Kind.BLANK, start, 0);
                }
                source.advance();
                fresh = true;
                continue;
            }
            if (source.peek() == '#') {
                comment(fresh);
            } else if (source.peek() == '@') {
                tag();
            } else if (fresh) {
                line();
            } else {
                Location place = source.here();
                unexpected(
                        source.restOfLine(), place, "expected the end of the line or another tag");
            }
            fresh = false;
        }
        assembly.end();
    }

    private void comment(boolean fresh) {
        int start = source.offset();
        source.restOfLine();
        piece(fresh ? Piece.Kind.COMMENT : Piece.Kind.REMARK, start, 0);
    }

    private void piece(Piece.Kind kind, int start, int level) {
        pieces.add(new Piece(kind, start, source.offset(), source.lineNumber(), level));
    }

    private int level() {
        return assembly.inScenario() ? 1 : 0;
    }

    private void tag() {
        described = false;
        count();
        parted();
        int start = source.offset();
        int line = source.lineNumber();
        Tag tag = tagParser.tag(0);
        pieces.add(new Piece(Piece.Kind.TAG, start, source.offset(), line, level()));
        if (tag != null && tagCount <= TAGS_MAX) {
            assembly.tag(tag);
        }
    }

    private void count() {
        tagCount++;
        if (tagCount == TAGS_MAX + 1) {
            tooMany("tags", TAGS_MAX);
        }
    }

    private void tooMany(String what, int most) {
        problems.add(
                ScenarioError.TOO_MANY,
                source.here(),
                "the file has more than " + most + " " + what,
                "split it into several scenario files");
    }

    /** Notes where the tags begin that may belong to the next scenario: with their comments. */
    private void parted() {
        if (assembly.parted()) {
            runStart = pieces.size();
            while (runStart > 0 && pieces.get(runStart - 1).kind() == Piece.Kind.COMMENT) {
                runStart--;
            }
        }
    }

    private void line() {
        Location place = source.here();
        int start = source.offset();
        SourceText.Mark mark = source.mark();
        String line = source.restOfLine();
        Optional<String> header =
                BlockParser.header(line)
                        .filter(it -> !described || it.equals(BlockParser.METADATA));
        if (line.startsWith("Feature:")) {
            assembly.feature(line.substring("Feature:".length()).strip(), place);
            described = true;
            piece(Piece.Kind.FEATURE, start, 0);
        } else if (line.startsWith("Scenario:")) {
            if (assembly.scenario(line.substring("Scenario:".length()).strip(), place)) {
                pieces.subList(runStart, pieces.size()).replaceAll(Piece::outward);
            }
            described = false;
            piece(Piece.Kind.SCENARIO, start, 0);
        } else if (FOREIGN.matcher(line).matches()) {
            unexpected(line, place, "which this language does not have");
        } else if (header.isPresent()) {
            source.reset(mark);
            block(header.get());
        } else if (described) {
            piece(Piece.Kind.DESCRIPTION, start, 1);
        } else {
            sentence(line, place, start);
        }
    }

    private void block(String header) {
        described = false;
        boolean labels = header.equals(BlockParser.METADATA);
        if (labels) {
            parted();
        } else if (!assembly.inScenario()) {
            problems.add(
                    ScenarioError.UNEXPECTED_LINE,
                    source.here(),
                    "found '" + header + "', expected 'Scenario:' before it",
                    "move it below 'Scenario:'");
        }
        BlockParser.Taker taker =
                new BlockParser.Taker() {
                    @Override
                    public void tag(Tag tag) {
                        count();
                        if (tagCount <= TAGS_MAX && labels) {
                            assembly.tag(tag);
                        } else if (tagCount <= TAGS_MAX) {
                            assembly.bound(tag);
                        }
                    }

                    @Override
                    public void sentence(Sentence sentence) {
                        assembly.sentence(sentence);
                    }
                };
        new BlockParser(source, problems, pieces, level()).block(header, taker);
    }

    private void sentence(String line, Location place, int start) {
        Matcher matcher = SENTENCE.matcher(line);
        if (!matcher.matches()) {
            unknown(line, place);
            return;
        }
        if (!assembly.inScenario()) {
            unexpected(line, place, "expected 'Scenario:' before it");
            return;
        }
        String text = matcher.group(2) == null ? "" : matcher.group(2).strip();
        if (text.isEmpty()) {
            problems.add(
                    ScenarioError.NAME_MISSING,
                    place,
                    "'" + matcher.group(1) + "' says nothing",
                    "write a sentence behind it, or remove it");
            return;
        }
        piece(Piece.Kind.SENTENCE, start, level());
        assembly.sentence(new Sentence(matcher.group(1), text, place));
    }

    private void unknown(String line, Location place) {
        if (line.startsWith("-") || line.startsWith("(")) {
            unexpected(line, place, "expected a block such as 'Then:' above it");
            return;
        }
        String word = line.split("[ \\t:]", 2)[0];
        if (word.codePoints().anyMatch(TextGuard::invisible)) {
            // That such a character stands there is said already, and what it hides is unknown.
            return;
        }
        Optional<String> lookalike = Lookalikes.reason(word);
        if (lookalike.isPresent()) {
            problems.add(
                    ScenarioError.LOOKALIKE,
                    place,
                    "the word '" + SourceText.brief(word) + "' " + lookalike.get(),
                    "write it with the letters that it seems to have");
            return;
        }
        unexpected(
                line,
                place,
                "expected a tag, 'Scenario:' or a sentence that begins with "
                        + String.join(", ", KEYWORDS)
                        + Nearest.to(word, keywords())
                                .map(near -> " (perhaps '" + near + "')")
                                .orElse(""));
    }

    private static List<String> keywords() {
        List<String> all = new ArrayList<>(KEYWORDS);
        all.add("Scenario");
        all.add("Feature");
        all.addAll(BlockParser.HEADERS);
        return all;
    }

    private void unexpected(String line, Location place, String expected) {
        problems.add(
                ScenarioError.UNEXPECTED_LINE,
                place,
                "found '" + SourceText.brief(line) + "', " + expected,
                "correct the line, or make it a comment with '#'");
    }
}
