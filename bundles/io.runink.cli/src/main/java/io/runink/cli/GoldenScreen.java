package io.runink.cli;

import io.runink.api.run.RunReport;
import io.runink.cli.golden.GoldenRow;
import io.runink.cli.golden.RowDiff;
import java.util.List;
import java.util.Objects;

/** Shows golden tests to people. */
final class GoldenScreen {

    /** Rows of one kind that are shown; the rest is counted. */
    private static final int ROWS_MAX = 20;

    private static final int ROW_CHARS_MAX = 160;

    private final Console console;
    private final Figures figures;

    GoldenScreen(Session session) {
        // Under --json the differences are in the document.
        this.console = session.console().aside();
        this.figures = console.figures();
    }

    /** A test that ran. */
    void show(GoldenResult result) {
        console.line(
                (result.same() ? "same     " : "differs  ")
                        + result.scenario()
                        + "  ("
                        + result.folder()
                        + ")");
        if (result.same()) {
            return;
        }
        for (GoldenFolder.Output output : result.outputs()) {
            if (!output.same()) {
                show(output);
            }
        }
    }

    private void show(GoldenFolder.Output output) {
        RowDiff diff = output.diff();
        if (output.expected() < 0) {
            console.line(
                    "  "
                            + output.name()
                            + ": "
                            + figures.count(output.came(), "row")
                            + " came, none on record yet");
        } else {
            console.line(
                    "  "
                            + output.name()
                            + ": "
                            + figures.count(output.expected(), "row")
                            + " expected, "
                            + figures.count(output.came())
                            + " came: "
                            + figures.count(diff.changed().size())
                            + " changed, "
                            + figures.count(diff.missing().size())
                            + " missing, "
                            + figures.count(diff.unexpected().size())
                            + " unexpected");
        }
        changed(diff.changed());
        rows("-", diff.missing());
        rows("+", diff.unexpected());
    }

    private void changed(List<RowDiff.Changed> changed) {
        if (changed.isEmpty()) {
            return;
        }
        Table table = new Table("  ROW", "COLUMN", "EXPECTED", "CAME");
        for (RowDiff.Changed row : changed.subList(0, Math.min(ROWS_MAX, changed.size()))) {
            for (RowDiff.Cell cell : row.cells()) {
                table.row(
                        "~ " + row.key(),
                        cell.column(),
                        shortened(Objects.requireNonNullElse(cell.expected(), "-")),
                        shortened(Objects.requireNonNullElse(cell.actual(), "-")));
            }
        }
        table.print(console.out(), "    ");
        more(changed.size());
    }

    private void rows(String sign, List<GoldenRow> rows) {
        rows.stream()
                .limit(ROWS_MAX)
                .forEach(row -> console.line("    " + sign + " " + shortened(row.json())));
        more(rows.size());
    }

    private void more(int rows) {
        if (rows > ROWS_MAX) {
            console.line("    and " + figures.count(rows - ROWS_MAX) + " more");
        }
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= ROW_CHARS_MAX
                ? text
                : text.substring(0, text.offsetByCodePoints(0, ROW_CHARS_MAX)) + "...";
    }

    /** A test whose run failed. */
    void failed(GoldenResult result, RunReport report) {
        console.line("failed   " + result.scenario() + "  (" + result.folder() + ")");
        console.explain(report.problems());
    }

    /** The last lines. */
    void end(List<GoldenResult> results) {
        long same = results.stream().filter(GoldenResult::same).count();
        boolean updated = results.stream().anyMatch(it -> it.status().equals("updated"));
        console.line("");
        console.line(
                figures.count(results.size(), "golden test")
                        + ": "
                        + figures.count(same)
                        + " same, "
                        + figures.count(results.size() - same)
                        + (updated ? " updated" : " not"));
        if (!updated && results.stream().anyMatch(it -> it.status().equals("differs"))) {
            console.line("If what came is right, add --update and commit the folder.");
        }
    }
}
