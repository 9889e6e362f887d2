package io.runink.cli;

import io.runink.api.error.ExitStatus;
import io.runink.api.run.RunReport;
import io.runink.cli.golden.GoldenRow;
import io.runink.cli.golden.RowDiff;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of one golden test.
 *
 * @param folder as the user named it
 * @param outputs each held against what is expected; empty if the run failed
 * @param updated whether what came is what is expected from now on
 * @param failure exit status of a run that failed; 0 if it did not
 */
record GoldenResult(
        String scenario,
        String folder,
        List<GoldenFolder.Output> outputs,
        boolean updated,
        int failure) {

    /** Rows of one kind that a JSON answer holds. */
    private static final int ROWS_MAX = 1000;

    static GoldenResult failed(String scenario, String folder, RunReport report) {
        return new GoldenResult(scenario, folder, List.of(), false, RunCommand.exit(report));
    }

    boolean same() {
        return failure == 0 && outputs.stream().allMatch(GoldenFolder.Output::same);
    }

    /** The exit status it asks for: an update leaves nothing to find. */
    int exit() {
        if (failure != 0) {
            return failure;
        }
        return same() || updated ? ExitStatus.DONE.code() : ExitStatus.FINDINGS.code();
    }

    String status() {
        if (failure != 0) {
            return "failed";
        }
        return same() ? "same" : updated ? "updated" : "differs";
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("scenario", scenario);
        document.put("folder", folder);
        document.put("status", status());
        document.put("outputs", outputs.stream().map(GoldenResult::document).toList());
        return document;
    }

    private static Map<String, Object> document(GoldenFolder.Output output) {
        RowDiff diff = output.diff();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", output.name());
        document.put("expected", output.expected());
        document.put("came", output.came());
        document.put("changed", diff.changed().stream().limit(ROWS_MAX).toList());
        document.put("missing", rows(diff.missing()));
        document.put("unexpected", rows(diff.unexpected()));
        return document;
    }

    private static List<String> rows(List<GoldenRow> rows) {
        return rows.stream().limit(ROWS_MAX).map(GoldenRow::json).toList();
    }
}
