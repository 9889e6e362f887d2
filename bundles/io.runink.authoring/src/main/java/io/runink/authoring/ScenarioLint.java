package io.runink.authoring;

import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.ScenarioStyle;
import io.runink.api.scenario.Sentence;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds what is right in a scenario file and yet not as one would have it. */
final class ScenarioLint {

    /** Findings of one file. */
    static final int FINDINGS_MAX = 1_000;

    /** Arguments that name steps. */
    private static final List<String> NAMING = List.of("from", "references", "colocate_with");

    private final String file;
    private final ScenarioStyle.Surroundings around;
    private final List<Problem> findings = new ArrayList<>();

    private ScenarioLint(String file, ScenarioStyle.Surroundings around) {
        this.file = file;
        this.around = around;
    }

    /** The findings of a file that parses, from top to bottom. */
    static List<Problem> of(
            String file,
            String text,
            List<Scenario> scenarios,
            List<Piece> pieces,
            ScenarioStyle.Surroundings around) {
        ScenarioLint lint = new ScenarioLint(file, around);
        scenarios.forEach(lint::scenario);
        LineTidy.find(file, text, lint::blanks);
        pieces.forEach(piece -> lint.spelling(piece, text));
        lint.findings.sort(
                Comparator.comparing(
                        it -> Objects.requireNonNull(it.place(), "every finding has a place"),
                        Comparator.comparingInt(Location::line)
                                .thenComparingInt(Location::column)));
        return lint.findings.stream().distinct().limit(FINDINGS_MAX).toList();
    }

    private void add(LintFinding finding, Location place, String message, String remedy) {
        findings.add(finding.at(place, message, remedy));
    }

    private void scenario(Scenario scenario) {
        String name = SourceText.brief(scenario.name());
        missing(
                scenario,
                "dlq",
                LintFinding.NO_DLQ,
                "the scenario '"
                        + name
                        + "' has no @dlq: what it rejects is counted and kept nowhere",
                "add @dlq(\"json://…\")");
        missing(
                scenario,
                "herd",
                LintFinding.NO_HERD,
                "the scenario '" + name + "' has no @herd: nobody is named to run it",
                "add @herd(\"…\"), or give --herd to every command");
        scenario.tags("step").forEach(step -> unused(step, scenario));
        scenario.tags("golden").forEach(this::golden);
        sentences(scenario);
    }

    private void missing(
            Scenario scenario, String tag, LintFinding finding, String message, String remedy) {
        if (scenario.tags(tag).findAny().isEmpty()) {
            add(finding, scenario.place(), message, remedy);
        }
    }

    /** Names of sources and sinks are for the command line as well; a step's is for the file. */
    private void unused(Tag step, Scenario scenario) {
        Optional<Tag.Argument> named = step.argument("name");
        String name = step.text("name").orElse("");
        if (named.isPresent() && !used(name, scenario)) {
            add(
                    LintFinding.NAME_UNUSED,
                    named.get().place(),
                    "the name '" + SourceText.brief(name) + "' is used nowhere in the scenario",
                    "take from it with from=\"…\", or leave it out");
        }
    }

    private static boolean used(String name, Scenario scenario) {
        boolean taken =
                scenario.tags().stream()
                        .flatMap(tag -> NAMING.stream().flatMap(key -> tag.texts(key).stream()))
                        .anyMatch(it -> it.equals(name) || it.startsWith(name + "."));
        return taken
                || scenario.tags("assert")
                        .flatMap(tag -> tag.texts("").stream())
                        .anyMatch(it ->
                                it.contains("\"" + name + "\"") || it.contains("'" + name + "'"));
    }

    private void golden(Tag golden) {
        Optional<String> folder = golden.text();
        if (folder.isEmpty()) {
            add(
                    LintFinding.GOLDEN_FOLDER,
                    golden.place(),
                    "'@golden' names no folder: it tests nothing",
                    "write @golden(\"golden/NAME\")");
        } else if (!around.folder().test(folder.get())) {
            add(
                    LintFinding.GOLDEN_FOLDER,
                    golden.place(),
                    "the golden's folder '" + SourceText.brief(folder.get()) + "' is not there",
                    "put inputs into its folder 'in' and run 'runi test --update'");
        }
    }

    private void sentences(Scenario scenario) {
        Map<String, Location> seen = new HashMap<>();
        for (Sentence sentence : scenario.sentences()) {
            String shown = "'" + sentence.keyword() + " " + SourceText.brief(sentence.text()) + "'";
            Location first = seen.putIfAbsent(sentence.text(), sentence.place());
            if (first != null) {
                add(
                        LintFinding.SENTENCE_TWICE,
                        sentence.place(),
                        "the sentence " + shown + " stands twice, first at " + first,
                        "say it once");
            }
            if (!around.bound().test(sentence)) {
                add(
                        LintFinding.SENTENCE_UNBOUND,
                        sentence.place(),
                        "the sentence " + shown + " means no step: it is documentation",
                        "nothing need be done");
            }
        }
    }

    private void blanks(LintFinding finding, Location place) {
        if (findings.size() >= FINDINGS_MAX) {
            return;
        }
        if (finding == LintFinding.TAB) {
            add(finding, place, "a tab indents the line", "indent with blanks, or run with --fix");
        } else {
            add(finding, place, "the line ends with blanks", "remove them, or run with --fix");
        }
    }

    private void spelling(Piece piece, String text) {
        OldSpelling.of(piece, text)
                .ifPresent(it ->
                        add(
                                LintFinding.OLD_SPELLING,
                                piece.place(file, text),
                                "'" + it.old() + "' is an old spelling",
                                "write '" + it.now() + "', or run with --fix"));
    }
}
