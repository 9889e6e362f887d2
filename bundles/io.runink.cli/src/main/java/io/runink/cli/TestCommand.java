package io.runink.cli;

import io.runink.api.dag.DagArchive;
import io.runink.api.dag.DagCompiler;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunRequest;
import io.runink.api.run.RunStatus;
import io.runink.api.run.Runs;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.ScenarioReader;
import io.runink.api.scenario.Tag;
import io.runink.cli.golden.GoldenError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the golden tests of a scenario file. */
@Command(
        name = "test",
        description = {
            "Run scenarios on committed inputs and hold what comes against what is expected.",
            "",
            "A scenario with @golden(\"folder\") is a test. The folder holds in/NAME.SCHEME for"
                    + " sources (others read what the scenario says) and out/NAME.json for sinks"
                    + " and the dead-letter queue, a JSON object a line."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  runi test --scenario features/orders.dsl",
            "  runi test --scenario features/orders.dsl --update"
        })
final class TestCommand implements Callable<Integer> {

    @Mixin Habits habits = new Habits();

    @Mixin Compilation compilation = new Compilation();

    @Option(
            names = "--golden",
            paramLabel = "DIR",
            description = "The golden's folder, where the file holds one scenario.")
    @Nullable String folder;

    @Option(
            names = "--update",
            description = "Write what came as what is expected, after showing the difference.")
    boolean update;

    @Option(
            names = "--isolation",
            paramLabel = "LEVEL",
            converter = Levels.class,
            description = "full, sandbox, process or none; what the herd demands unless given.")
    @Nullable IsolationLevel isolation;

    private final Session session;
    private final boolean continuousIntegration;

    TestCommand(Session session) {
        this(session, "true".equals(System.getenv("CI")));
    }

    /**
     * The command.
     *
     * @param continuousIntegration whether nobody looks at what is shown, so nothing may be updated
     */
    TestCommand(Session session, boolean continuousIntegration) {
        this.session = session;
        this.continuousIntegration = continuousIntegration;
    }

    /**
     * A scenario with its golden.
     *
     * @param scenario its name
     * @param folder as the user named it
     */
    private record Test(String scenario, String folder, Path path) {}

    @Override
    public Integer call() {
        if (update && continuousIntegration) {
            throw GoldenError.UPDATE_IN_CI.exception(
                    "'--update' where the environment says CI=true, expected a person who looks",
                    "update on a workstation and commit the golden");
        }
        GoldenScreen screen = new GoldenScreen(session);
        List<GoldenResult> results = new ArrayList<>();
        for (Test test : tests()) {
            results.add(run(test, screen));
        }
        session.console()
                .answer(
                        Map.of("tests", results.stream().map(GoldenResult::document).toList()),
                        () -> screen.end(results));
        return results.stream().mapToInt(GoldenResult::exit).max().orElse(0);
    }

    private List<Test> tests() {
        String file = compilation.scenario;
        String text = text(file);
        List<Scenario> scenarios =
                session.value(session.services().need(ScenarioReader.class).read(file, text));
        List<Test> tests = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            Optional<String> named =
                    folder != null && scenarios.size() == 1
                            ? Optional.of(folder)
                            : scenario.tags("golden").findFirst().flatMap(Tag::text);
            named.ifPresent(it ->
                    tests.add(
                            new Test(
                                    scenario.name(),
                                    it,
                                    folder != null
                                            ? session.folders().file(it)
                                            : session.folders().workspace().resolve(it))));
        }
        if (tests.isEmpty()) {
            throw GoldenError.NONE.exception(
                    "no scenario of '" + file + "' has a golden, expected one at least",
                    "write @golden(\"golden/NAME\") on a scenario, put inputs into"
                            + " golden/NAME/in, and run this with --update");
        }
        return tests;
    }

    private String text(String file) {
        try {
            return Files.readString(session.folders().file(file));
        } catch (IOException e) {
            throw AtomicFile.unreadable(file, e);
        }
    }

    private GoldenResult run(Test test, GoldenScreen screen) {
        DagCompiler.Compiled compiled = compilation.compile(session, test.scenario());
        GoldenFolder golden = new GoldenFolder(test.path(), test.folder(), compiled.dag());
        Path scratch = scratch();
        try {
            RunReport report = run(compiled, golden, scratch);
            if (!report.status().equals(RunStatus.COMPLETED.text())) {
                GoldenResult failed = GoldenResult.failed(test.scenario(), test.folder(), report);
                screen.failed(failed, report);
                return failed;
            }
            GoldenResult result =
                    new GoldenResult(
                            test.scenario(), test.folder(), golden.compare(scratch), update, 0);
            screen.show(result);
            if (update && !result.same()) {
                golden.update(scratch);
            }
            return result;
        } finally {
            delete(scratch);
        }
    }

    private RunReport run(DagCompiler.Compiled compiled, GoldenFolder golden, Path scratch) {
        DagArchive archive = Pipeline.keep(session, compiled);
        RunRequest request =
                new RunRequest(
                        archive,
                        golden.inputs(),
                        golden.outputs(scratch),
                        isolation,
                        false,
                        false,
                        null,
                        session.folders().workspace());
        try (Progress progress = new Progress(session.console())) {
            return session.services().need(Runs.class).run(request, progress::run);
        }
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("runink-golden");
        } catch (IOException e) {
            throw AtomicFile.unwritable("a temporary folder", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw AtomicFile.unwritable(folder.toString(), e);
        }
    }
}
