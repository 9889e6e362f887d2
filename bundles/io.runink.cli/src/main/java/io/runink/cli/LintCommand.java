package io.runink.cli;

import io.runink.api.dag.DagCompiler;
import io.runink.api.error.ExitStatus;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.ScenarioReader;
import io.runink.api.scenario.ScenarioStyle;
import io.runink.api.scenario.Sentence;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds what is right in scenario files and yet not as one would have it. */
@Command(
        name = "lint",
        description = {
            "Find what compiles and a person would yet want to know.",
            "",
            "Ends with 1 if there is a finding; what is only for information does not count."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  runi lint features/orders.dsl", "  runi lint --fix features/*.dsl"})
final class LintCommand implements Callable<Integer> {

    @Mixin Habits habits = new Habits();

    @Option(
            names = "--contract",
            paramLabel = "FILE",
            description = "A contract file, as of 'compile'; may be given several times.")
    List<String> contracts = new ArrayList<>();

    @Option(
            names = "--fix",
            description = "Correct blanks and old spellings in place; meaning stays.")
    boolean fix;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Scenario files.")
    List<String> files = new ArrayList<>();

    private final Session session;

    LintCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ScenarioFiles all = new ScenarioFiles(session.folders());
        ScenarioStyle style = session.services().need(ScenarioStyle.class);
        List<String> fixed = new ArrayList<>();
        List<Problem> findings = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String file : files) {
            String text = all.read(file);
            Outcome<String> corrected = fix ? style.fix(file, text) : Outcome.done(text);
            if (corrected instanceof Outcome.Done<String> done && !done.value().equals(text)) {
                all.write(file, done.value());
                fixed.add(file);
                text = done.value();
            }
            switch (style.lint(file, text, surroundings(file, text))) {
                case Outcome.Done<List<Problem>> done -> findings.addAll(done.value());
                case Outcome.Refused<List<Problem>> refused -> problems.addAll(refused.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new RuninkException(problems);
        }
        answer(findings, fixed);
        return count(findings) > 0 ? 1 : 0;
    }

    private ScenarioStyle.Surroundings surroundings(String file, String text) {
        return new ScenarioStyle.Surroundings(this::folder, bound(file, text));
    }

    private boolean folder(String path) {
        try {
            return Files.isDirectory(session.folders().workspace().resolve(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The compiler knows; of a scenario that does not compile nothing is said. */
    private Predicate<Sentence> bound(String file, String text) {
        Set<String> lines = new HashSet<>();
        Outcome<List<Scenario>> read =
                session.services().need(ScenarioReader.class).read(file, text);
        if (read instanceof Outcome.Done<List<Scenario>> done) {
            for (Scenario scenario : done.value()) {
                if (!scenario.sentences().isEmpty()) {
                    lines.addAll(explanations(file, scenario));
                }
            }
        }
        return sentence ->
                !lines.contains(
                        "sentence '"
                                + sentence.keyword()
                                + " "
                                + sentence.text()
                                + "' is documentation");
    }

    private List<String> explanations(String file, Scenario scenario) {
        Folders folders = session.folders();
        DagCompiler.Request request =
                new DagCompiler.Request(
                        folders.fromWorkspace(file),
                        scenario.name(),
                        contracts.stream().map(folders::fromWorkspace).toList(),
                        "",
                        folders.workspace());
        return session.compiler().compile(request)
                        instanceof Outcome.Done<DagCompiler.Compiled> done
                ? done.value().explanations()
                : List.of();
    }

    /** Those that count: not for information alone. */
    private static long count(List<Problem> findings) {
        return findings.stream().filter(it -> it.exit() == ExitStatus.FINDINGS).count();
    }

    private void answer(List<Problem> findings, List<String> fixed) {
        Console console = session.console();
        console.answer(
                Map.of("findings", Documents.problems(findings), "fixed", fixed),
                () -> {
                    fixed.forEach(file -> console.line("Corrected: " + file));
                    for (Problem finding : findings) {
                        boolean counts = finding.exit() == ExitStatus.FINDINGS;
                        console.line((counts ? "" : "info ") + finding.text());
                    }
                    long counted = count(findings);
                    console.line(
                            counted == 0
                                    ? "No findings."
                                    : console.figures().count(counted, "finding") + ".");
                });
    }
}
