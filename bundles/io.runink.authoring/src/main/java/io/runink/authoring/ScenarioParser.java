package io.runink.authoring;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.Location;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Sentence;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses a scenario file line by line, and reports everything that is wrong with it. */
final class ScenarioParser {

    /** Characters of a file. Scenarios are written by hand: more is a mistake or an attack. */
    static final int SIZE_MAX = 1024 * 1024;

    /** Tags of a file. */
    static final int TAGS_MAX = 1_000;

    /** Problems reported of one file; who has more starts with these. */
    static final int PROBLEMS_MAX = 100;

    private static final List<String> KEYWORDS =
            List.of("Given", "When", "Then", "And", "But", "Do");

    private static final Set<String> FLOW = Set.of("source", "step", "sink", "dlq");

    private static final Pattern SENTENCE =
            Pattern.compile("(Given|When|Then|And|But|Do)(?:[ \\t]+(.*))?");

    /** Gherkin that this language does not have; not to be mistaken for a description. */
    private static final Pattern FOREIGN =
            Pattern.compile("(Scenario Outline|Background|Examples|Rule|Example)[ \\t]*:.*");

    private static final Location NOWHERE = Location.of("");

    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparing(
                    problem -> Objects.requireNonNullElse(problem.place(), NOWHERE),
                    Comparator.comparingInt(Location::line).thenComparingInt(Location::column));

    private final SourceText source;
    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Scenario> scenarios = new ArrayList<>();
    private final TagParser tagParser;

    /** Tags above {@code Feature:}: they bind every scenario of the file. */
    private final List<Tag> shared = new ArrayList<>();

    /**
     * The last tags without a blank line or sentence between them. Before a second {@code
     * Scenario:} they belong to it if they are parted from what is above and none is of the flow.
     */
    private final List<Tag> run = new ArrayList<>();

    private final List<Tag> tags = new ArrayList<>();
    private final List<Sentence> sentences = new ArrayList<>();
    private final Map<String, Location> names = new HashMap<>();
    private @Nullable Location featurePlace;
    private @Nullable Location scenarioPlace;
    private String feature = "";
    private String scenario = "";

    /** Whether a blank line or a sentence parts the next tag from those above. */
    private boolean gap;

    /** Whether one parted {@link #run} from what was above it. */
    private boolean apart;

    private boolean described;
    private boolean inBlock;
    private int tagCount;

    private ScenarioParser(String file, String text) {
        this.file = file;
        this.source = new SourceText(file, text);
        this.tagParser = new TagParser(source, problems);
    }

    static Outcome<List<Scenario>> parse(String file, String text) {
        if (text.length() > SIZE_MAX) {
            return Outcome.refused(
                    ScenarioError.TOO_LARGE.at(
                            Location.of(file),
                            "the file has " + text.length() + " characters, at most " + SIZE_MAX,
                            "split it into several scenario files"));
        }
        ScenarioParser parser = new ScenarioParser(file, text);
        parser.controls(text);
        parser.lines();
        return parser.outcome();
    }

    private Outcome<List<Scenario>> outcome() {
        if (scenarios.isEmpty() && problems.isEmpty()) {
            problems.add(
                    ScenarioError.NO_SCENARIO.at(
                            Location.of(file),
                            "the file holds no scenario",
                            "write 'Scenario:' and a name, then @source, @step and @sink lines"));
        }
        if (problems.isEmpty()) {
            return Outcome.done(List.copyOf(scenarios));
        }
        problems.sort(BY_PLACE);
        if (problems.size() > PROBLEMS_MAX) {
            problems.subList(PROBLEMS_MAX, problems.size()).clear();
            problems.add(
                    ScenarioError.TOO_MANY.at(
                            Location.of(file),
                            "more than " + PROBLEMS_MAX + " problems",
                            "correct these first"));
        }
        return Outcome.refused(problems);
    }

    private void controls(String text) {
        SourceText all = new SourceText(file, text);
        while (!all.end()) {
            char c = all.peek();
            if ((Character.isISOControl(c) && c != '\t' && !all.newline())
                    || c == '\uFEFF'
                    || c == SourceText.END) {
                problem(
                        ScenarioError.CONTROL_CHARACTER,
                        all.here(),
                        String.format("the file holds the control character U+%04X", (int) c),
                        "remove it; inside a text write it as an escape");
            }
            all.advance();
        }
    }

    private void lines() {
        boolean fresh = true;
        while (!source.end() && problems.size() <= PROBLEMS_MAX) {
            source.skipBlanks();
            if (source.end()) {
                break;
            }
            if (source.newline()) {
                gap |= fresh;
                source.advance();
                fresh = true;
            } else if (source.peek() == '#') {
                source.skipLine();
                fresh = false;
            } else if (source.peek() == '@') {
                tag();
                fresh = false;
            } else {
                Location place = source.here();
                String line = source.restOfLine();
                if (fresh) {
                    line(line, place);
                } else {
                    unexpected(line, place, "expected the end of the line or another tag");
                }
                fresh = false;
            }
        }
        endScenario();
    }

    private void tag() {
        inBlock = false;
        described = false;
        tagCount++;
        if (tagCount == TAGS_MAX + 1) {
            problem(
                    ScenarioError.TOO_MANY,
                    source.here(),
                    "the file has more than " + TAGS_MAX + " tags",
                    "split it into several scenario files");
        }
        if (gap) {
            tags.addAll(run);
            run.clear();
            apart = true;
            gap = false;
        }
        Tag tag = tagParser.tag(0);
        if (tag != null && tagCount <= TAGS_MAX) {
            run.add(tag);
        }
    }

    private void line(String line, Location place) {
        if (line.startsWith("Feature:")) {
            feature(line.substring("Feature:".length()).strip(), place);
        } else if (line.startsWith("Scenario:")) {
            scenario(line.substring("Scenario:".length()).strip(), place);
        } else if (FOREIGN.matcher(line).matches()) {
            unexpected(line, place, "which this language does not have");
        } else if (block(line, place)) {
            inBlock = true;
        } else if (!described && !(inBlock && !SENTENCE.matcher(line).matches())) {
            sentence(line, place);
        }
    }

    private boolean block(String line, Location place) {
        Optional<String> tag = BlockForm.sameAs(line);
        if (tag.isEmpty()) {
            return false;
        }
        if (inBlock && BlockForm.item(line)) {
            return true;
        }
        problem(
                ScenarioError.BLOCK_FORM,
                place,
                "'" + brief(line) + "' is the block form, which this version does not read",
                "write " + tag.get());
        return true;
    }

    private void feature(String text, Location place) {
        inBlock = false;
        Location first = featurePlace;
        if (first != null) {
            problem(
                    ScenarioError.DUPLICATE_NAME,
                    place,
                    "'Feature:' stands twice, first at " + first,
                    "keep one feature in a file");
            return;
        }
        if (scenarioPlace != null) {
            unexpected("Feature:", place, "expected before the first 'Scenario:'");
            return;
        }
        featurePlace = place;
        feature = text;
        shared.addAll(tags);
        shared.addAll(run);
        tags.clear();
        run.clear();
        gap = false;
        described = true;
    }

    private void scenario(String name, Location place) {
        inBlock = false;
        described = false;
        List<Tag> next = new ArrayList<>(shared);
        if (scenarioPlace == null) {
            next.addAll(tags);
            next.addAll(run);
        } else {
            if (apart && run.stream().noneMatch(tag -> FLOW.contains(tag.name()))) {
                next.addAll(run);
                run.clear();
            }
            endScenario();
        }
        tags.clear();
        run.clear();
        apart = false;
        gap = false;
        tags.addAll(next);
        scenarioPlace = place;
        scenario = name;
        if (name.isEmpty()) {
            problem(
                    ScenarioError.NAME_MISSING,
                    place,
                    "'Scenario:' has no name",
                    "write a name behind it");
        }
        Location first = names.putIfAbsent(name, place);
        if (first != null && !name.isEmpty()) {
            problem(
                    ScenarioError.DUPLICATE_NAME,
                    place,
                    "the scenario '" + brief(name) + "' stands twice, first at " + first,
                    "give each scenario a name of its own");
        }
    }

    private void endScenario() {
        tags.addAll(run);
        Location place = scenarioPlace;
        if (place != null) {
            scenarios.add(new Scenario(feature, scenario, tags, sentences, place));
            sentences.clear();
        } else if (!tags.isEmpty()) {
            Tag first = tags.getFirst();
            problem(
                    ScenarioError.NO_SCENARIO,
                    first.place(),
                    "'@" + first.name() + "' belongs to no scenario",
                    "write 'Scenario:' and a name below it");
        }
    }

    private void sentence(String line, Location place) {
        Matcher matcher = SENTENCE.matcher(line);
        if (!matcher.matches()) {
            String word = line.split("[ \\t:]", 2)[0];
            unexpected(
                    line,
                    place,
                    "expected a tag, 'Scenario:' or a sentence that begins with "
                            + String.join(", ", KEYWORDS)
                            + Nearest.to(word, keywords())
                                    .map(near -> " (perhaps '" + near + "')")
                                    .orElse(""));
            return;
        }
        inBlock = false;
        if (scenarioPlace == null) {
            unexpected(line, place, "expected 'Scenario:' before it");
            return;
        }
        String text = matcher.group(2) == null ? "" : matcher.group(2).strip();
        if (text.isEmpty()) {
            problem(
                    ScenarioError.NAME_MISSING,
                    place,
                    "'" + matcher.group(1) + "' says nothing",
                    "write a sentence behind it, or remove it");
            return;
        }
        gap = true;
        sentences.add(new Sentence(matcher.group(1), text, place));
    }

    private static List<String> keywords() {
        List<String> all = new ArrayList<>(KEYWORDS);
        all.add("Scenario");
        all.add("Feature");
        return all;
    }

    private void unexpected(String line, Location place, String expected) {
        problem(
                ScenarioError.UNEXPECTED_LINE,
                place,
                "found '" + brief(line) + "', " + expected,
                "correct the line, or make it a comment with '#'");
    }

    private static String brief(String line) {
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }

    private void problem(ErrorCode code, Location place, String message, String remedy) {
        problems.add(code.at(place, message, remedy));
    }
}
