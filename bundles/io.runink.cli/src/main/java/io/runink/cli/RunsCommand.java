package io.runink.cli;

import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import io.runink.api.run.Runs;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at runs, and ends those that are held. */
@Command(
        name = "runs",
        description = "List runs, show one, publish or discard one that is held.",
        synopsisSubcommandLabel = "(list | show | publish | discard)",
        footerHeading = "%nExample:%n",
        footer = "  runi runs list")
final class RunsCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    private final Session session;

    RunsCommand(Session session) {
        this.session = session;
    }

    private Runs runs() {
        return session.services().need(Runs.class);
    }

    @Command(
            name = "list",
            description = "List every run, newest first.",
            footerHeading = "%nExample:%n",
            footer = "  runi runs list --json")
    int list(@Mixin Habits habits) {
        List<RunRecord> all = runs().list();
        Console console = session.console();
        console.answer(
                Map.of("runs", all.stream().map(Documents::run).toList()),
                () -> {
                    if (all.isEmpty()) {
                        console.line("No runs yet.");
                        return;
                    }
                    Figures figures = console.figures();
                    Table table =
                            new Table(
                                    "RUN",
                                    "HERD",
                                    "SCENARIO",
                                    "STATUS",
                                    "STARTED",
                                    " READ",
                                    " WRITTEN",
                                    " QUARANTINED",
                                    " TIME");
                    for (RunRecord run : all) {
                        RunReport report = run.report();
                        table.row(
                                run.run(),
                                run.herd(),
                                run.scenario(),
                                run.status().text(),
                                started(run),
                                report == null ? "-" : figures.count(report.rows().read()),
                                report == null ? "-" : figures.count(report.rows().written()),
                                report == null ? "-" : figures.count(report.rows().quarantined()),
                                report == null ? "-" : figures.millis(report.millis()));
                    }
                    table.print(console.out(), "");
                });
        return 0;
    }

    @Command(
            name = "show",
            description = "Show one run: its counts per step, outputs and rejected rows.",
            footerHeading = "%nExample:%n",
            footer = "  runi runs show 01J9")
    int show(
            @Mixin Habits habits,
            @Parameters(
                            paramLabel = "ID",
                            description = "The run's id, or an unambiguous beginning of it.")
                    String id) {
        RunRecord run = run(id);
        Console console = session.console();
        RunReport report = run.report();
        Map<String, @Nullable Object> document = new LinkedHashMap<>(Documents.run(run));
        document.put("lock", run.lock());
        document.put("publications", run.publications());
        document.put("report", report == null ? null : Documents.report(report));
        console.answer(document, () -> print(console, run));
        return 0;
    }

    private RunRecord run(String id) {
        return runs().find(id)
                .orElseThrow(() ->
                        CliError.RUN_UNKNOWN.exception(
                                "run '"
                                        + id
                                        + "' is not known, expected the id of a"
                                        + " run or an unambiguous beginning of one",
                                "list the runs with 'runi runs list'"));
    }

    @Command(
            name = "publish",
            description = {
                "Let what a held run wrote become visible.",
                "",
                "A run is held where a rule over a whole dataset says that a person must look"
                        + " first: 'runi runs show ID' says why. What is at the outputs' places is"
                        + " replaced, also if a later run put it there."
            },
            footerHeading = "%nExample:%n",
            footer = "  runi runs publish 01J9")
    int publish(
            @Mixin Habits habits,
            @Parameters(
                            paramLabel = "ID",
                            description = "The run's id, or an unambiguous beginning of it.")
                    String id) {
        return ended(runs().publish(run(id).run()));
    }

    @Command(
            name = "discard",
            description = "Throw away what a held run wrote.",
            footerHeading = "%nExample:%n",
            footer = "  runi runs discard 01J9")
    int discard(
            @Mixin Habits habits,
            @Parameters(
                            paramLabel = "ID",
                            description = "The run's id, or an unambiguous beginning of it.")
                    String id) {
        return ended(runs().discard(run(id).run()));
    }

    private int ended(RunReport report) {
        Console console = session.console();
        console.answer(
                Documents.report(report),
                () -> new RunScreen(console, session.folders()).print(report));
        console.warn(report.warnings());
        return 0;
    }

    private void print(Console console, RunRecord run) {
        RunReport report = run.report();
        if (report == null) {
            console.line(
                    "Run "
                            + run.run()
                            + " of herd '"
                            + run.herd()
                            + "' is "
                            + run.status().text()
                            + ".");
        } else {
            new RunScreen(console, session.folders()).print(report);
        }
        console.line("");
        console.line("  scenario: " + run.scenario());
        console.line("  dag:      " + run.dagDigest());
        console.line("  started:  " + started(run));
        for (String line : run.lock()) {
            console.line("  plug-in:  " + line);
        }
        if (run.status() == RunStatus.HELD) {
            run.publications().forEach(it -> console.line("  staged:   " + it.staged()));
        }
        if (report != null) {
            report.problems().forEach(problem -> console.line("  " + problem.text()));
            report.warnings().forEach(it -> console.line("  warning " + it.text()));
        }
    }

    /** In UTC: whoever reads it may be elsewhere than the kernel. */
    private static String started(RunRecord run) {
        return run.started().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
