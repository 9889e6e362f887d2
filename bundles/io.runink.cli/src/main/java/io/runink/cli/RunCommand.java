package io.runink.cli;

import io.runink.api.dag.Dag;
import io.runink.api.dag.DagArchive;
import io.runink.api.dag.DatasetUri;
import io.runink.api.dag.Node;
import io.runink.api.error.ExitStatus;
import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunRequest;
import io.runink.api.run.RunStatus;
import io.runink.api.run.Runs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a DAG. */
@Command(
        name = "run",
        description = {
            "Run a DAG in isolated processes, to its end.",
            "",
            "Outputs and the dead-letter queue become visible together, or not at all. Rejected"
                    + " rows do not make a run fail. Scenarios of one file run in the order of"
                    + " their data, until one does not complete."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  runi run --dag dags/orders.jar",
            "  runi run --dag dags/orders.jar --isolation sandbox \\",
            "    --output orders=json://out/today.json",
            "  runi run --scenario features/orders.dsl --contract contracts/Orders.java --json"
        })
final class RunCommand implements Callable<Integer> {

    @Mixin Habits habits = new Habits();

    @Mixin Pipeline pipeline = new Pipeline();

    @Option(
            names = "--input",
            paramLabel = "NAME=URI",
            description =
                    "Read a source from elsewhere; a relative path starts from the current folder."
                            + " May be repeated.")
    List<String> inputs = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "NAME=URI",
            description = "Write a sink or the dead-letter queue elsewhere. May be repeated.")
    List<String> outputs = new ArrayList<>();

    @Option(
            names = "--isolation",
            paramLabel = "LEVEL",
            converter = Levels.class,
            description =
                    "full, sandbox, process or none; what the herd demands unless given. A level"
                            + " below that is refused.")
    @Nullable IsolationLevel isolation;

    private final Session session;
    private final boolean best;
    private @Nullable RunReport report;

    /**
     * The command.
     *
     * @param best whether it takes a weaker level where the machine lacks the demanded one
     */
    RunCommand(Session session, boolean best) {
        this.session = session;
        this.best = best;
    }

    /** What came of it, once it was called. */
    Optional<RunReport> report() {
        return Optional.ofNullable(report);
    }

    @Override
    public Integer call() {
        List<DagArchive> archives = pipeline.archives(session);
        if (archives.size() > 1 && !(inputs.isEmpty() && outputs.isEmpty())) {
            throw CliError.WRONG_USAGE.exception(
                    "options '--input' and '--output' are given for "
                            + archives.size()
                            + " scenarios, expected one scenario",
                    "choose it with --name");
        }
        Console console = session.console();
        List<RunReport> reports = new ArrayList<>();
        int exit = ExitStatus.DONE.code();
        for (DagArchive archive : archives) {
            RunReport ended = run(request(archive));
            reports.add(ended);
            report = ended;
            if (!console.json()) {
                if (archives.size() > 1) {
                    console.line("Scenario '" + archive.dag().scenario() + "'");
                }
                new RunScreen(console, session.folders()).print(ended);
            }
            console.warn(ended.warnings());
            console.explain(ended.problems());
            exit = exit(ended);
            if (exit != ExitStatus.DONE.code()) {
                break;
            }
        }
        console.answer(document(archives, reports), () -> unrun(archives, reports));
        return exit;
    }

    private static Map<String, ?> document(List<DagArchive> archives, List<RunReport> reports) {
        return archives.size() == 1
                ? Documents.report(reports.getFirst())
                : Map.of("runs", reports.stream().map(Documents::report).toList());
    }

    /** Says which scenarios were not run because one before them did not complete. */
    private void unrun(List<DagArchive> archives, List<RunReport> reports) {
        for (DagArchive archive : archives.subList(reports.size(), archives.size())) {
            session.console().line("Scenario '" + archive.dag().scenario() + "' was not run.");
        }
    }

    private RunRequest request(DagArchive archive) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> sources =
                datasets("--input", inputs, archive.dag(), Node.Source.class::isInstance, problems);
        Map<String, String> sinks =
                datasets(
                        "--output",
                        outputs,
                        archive.dag(),
                        node -> node instanceof Node.Sink || node instanceof Node.Dlq,
                        problems);
        if (!problems.isEmpty()) {
            throw new RuninkException(problems);
        }
        return new RunRequest(
                archive,
                sources,
                sinks,
                isolation,
                best,
                false,
                null,
                session.folders().workspace());
    }

    private RunReport run(RunRequest request) {
        try (Progress progress = new Progress(session.console())) {
            return session.services().need(Runs.class).run(request, progress::run);
        }
    }

    /** The gravest of the problems decides; a failure that has none is still a failure. */
    static int exit(RunReport report) {
        if (report.status().equals(RunStatus.COMPLETED.text())) {
            return ExitStatus.DONE.code();
        }
        if (report.status().equals(RunStatus.HELD.text())) {
            return ExitStatus.FINDINGS.code();
        }
        int gravest =
                report.problems().isEmpty()
                        ? 0
                        : new RuninkException(report.problems()).exit().code();
        return gravest < ExitStatus.BAD_INPUT.code() ? ExitStatus.RUN_FAILED.code() : gravest;
    }

    /** What {@code NAME=URI} options say, held against the datasets that the DAG has. */
    private Map<String, String> datasets(
            String option,
            List<String> values,
            Dag dag,
            Predicate<Node> kind,
            List<Problem> problems) {
        List<String> names = dag.nodes().stream().filter(kind).map(Node::name).toList();
        Map<String, String> datasets = new LinkedHashMap<>();
        for (String value : values) {
            int equals = value.indexOf('=');
            String name = equals < 0 ? "" : value.substring(0, equals);
            String uri = value.substring(equals + 1);
            Optional<DatasetUri> address = DatasetUri.parse(uri);
            if (equals < 1 || address.isEmpty()) {
                problems.add(
                        CliError.WRONG_USAGE.problem(
                                "option '" + option + "' is '" + value + "', expected NAME=URI",
                                "write it like " + option + " orders=json://folder/file.json"));
            } else if (!names.contains(name)) {
                problems.add(
                        CliError.DATASET_UNKNOWN.problem(
                                "option '"
                                        + option
                                        + "' names '"
                                        + name
                                        + "', expected one of "
                                        + String.join(", ", names),
                                Nearest.to(name, names)
                                        .map(near -> "did you mean '" + near + "'?")
                                        .orElse("name one of them")));
            } else {
                datasets.put(name, address.get().resolve(session.folders().directory()).toString());
            }
        }
        return datasets;
    }
}
