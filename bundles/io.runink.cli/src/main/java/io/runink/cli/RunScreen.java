package io.runink.cli;

import io.runink.api.contract.Action;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A run's end, for people. */
final class RunScreen {

    private final Console console;
    private final Folders folders;
    private final Figures figures;

    RunScreen(Console console, Folders folders) {
        this.console = console;
        this.folders = folders;
        this.figures = console.figures();
    }

    /** Prints everything a report holds but its problems and warnings, which go to {@code err}. */
    void print(RunReport report) {
        console.line(
                "Run "
                        + report.run()
                        + " of herd '"
                        + report.herd()
                        + "' "
                        + report.status()
                        + " after "
                        + figures.millis(report.millis())
                        + ", isolation '"
                        + report.isolation()
                        + "'.");
        RunReport.Rows rows = report.rows();
        console.line(
                "  rows: read "
                        + figures.count(rows.read())
                        + ", written "
                        + figures.count(rows.written())
                        + ", quarantined "
                        + figures.count(rows.quarantined())
                        + ", filtered "
                        + figures.count(rows.filtered()));
        steps(report);
        outputs(report);
        RunReport.DlqFigures dlq = report.dlq();
        if (dlq != null) {
            dlq(dlq);
        }
        rules(report);
        if (report.status().equals(RunStatus.HELD.text())) {
            console.line("");
            console.line("  Nothing is visible yet. Look at it, then either");
            console.line("    runi runs publish " + report.run());
            console.line("    runi runs discard " + report.run());
        }
    }

    /** Rules that did not send rows to the dead-letter queue, whose own table has those. */
    private void rules(RunReport report) {
        List<RunReport.RuleFigures> rules =
                report.rules().stream()
                        .filter(it -> !it.action().equals(Action.QUARANTINE.text()))
                        .toList();
        if (rules.isEmpty()) {
            return;
        }
        console.line("");
        Table table = new Table("RULE BROKEN", "AT", "ACTION", " ROWS");
        for (RunReport.RuleFigures rule : rules) {
            table.row(rule.rule(), rule.node(), rule.action(), figures.count(rule.rows()));
        }
        table.print(console.out(), "  ");
    }

    private void steps(RunReport report) {
        if (report.steps().isEmpty()) {
            return;
        }
        console.line("");
        Table table =
                new Table(
                        "STEP",
                        "SLICE",
                        " PID",
                        " IN",
                        " OUT",
                        " REJECTED",
                        " TIME",
                        " PEAK MEMORY",
                        " THROTTLED");
        for (RunReport.StepFigures step : report.steps()) {
            table.row(
                    step.step(),
                    step.slice(),
                    Long.toString(step.pid()),
                    figures.count(step.rowsIn()),
                    figures.count(step.rowsOut()),
                    figures.count(step.rejected()),
                    figures.millis(step.millis()),
                    memory(step),
                    step.throttledMillis() == 0 ? "-" : figures.millis(step.throttledMillis()));
        }
        table.print(console.out(), "  ");
    }

    private String memory(RunReport.StepFigures step) {
        return step.memoryPeakBytes() == 0
                ? "-"
                : figures.bytes(step.memoryPeakBytes())
                        + " of "
                        + figures.bytes(step.memoryLimitBytes());
    }

    private void outputs(RunReport report) {
        if (report.outputs().isEmpty()) {
            return;
        }
        console.line("");
        Table table = new Table("OUTPUT", " ROWS", " SIZE", "FILE");
        for (RunReport.Output output : report.outputs()) {
            table.row(
                    output.name(),
                    figures.count(output.rows()),
                    figures.bytes(output.bytes()),
                    shown(output.uri()));
        }
        table.print(console.out(), "  ");
    }

    private void dlq(RunReport.DlqFigures dlq) {
        console.line("");
        console.line(
                "  dead-letter queue: "
                        + figures.count(dlq.rows(), "row")
                        + (dlq.uri().isEmpty() ? ", kept nowhere" : " in " + shown(dlq.uri())));
        if (!dlq.byRule().isEmpty()) {
            Table table = new Table("RULE", " VIOLATIONS");
            dlq.byRule().forEach((rule, count) -> table.row(rule, figures.count(count)));
            table.print(console.out(), "    ");
        }
    }

    private String shown(String uri) {
        return uri.startsWith("file:") ? folders.shown(Path.of(URI.create(uri))) : uri;
    }
}
