package io.runink.audit;

import io.runink.api.run.RunProgress;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunRequest;
import io.runink.api.run.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Says what a test wants a run to say, and writes the rejected rows that it names. */
final class FakeRuns implements Runs {

    final List<RunRequest> requests = new ArrayList<>();
    final List<String> rejections = new ArrayList<>();
    String status = "completed";
    List<io.runink.api.error.Problem> problems = List.of();
    long rows = 100;
    byte[] jar = new byte[0];

    /** A row that broke rules at a step. */
    void reject(long line, String step, String... rules) {
        List<String> violations = new ArrayList<>();
        for (String rule : rules) {
            violations.add(
                    "{\"rule\":\""
                            + rule
                            + "\",\"field\":\"f\",\"expected\":\"e\",\"actual\":\"a\"}");
        }
        rejections.add(
                "{\"run\":\"r\",\"source\":\"in\",\"line\":"
                        + line
                        + ",\"step\":\""
                        + step
                        + "\",\"record\":{},\"violations\":["
                        + String.join(",", violations)
                        + "]}");
    }

    @Override
    public RunReport run(RunRequest request, Consumer<RunProgress> progress) {
        requests.add(request);
        progress.accept(new RunProgress(rows, 0, 0, 0, 0));
        try {
            jar = Files.readAllBytes(request.archive().jar());
            Path file = request.rejections();
            if (file != null && !rejections.isEmpty()) {
                Files.write(file, rejections);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RunReport(
                "r",
                "h",
                status,
                "sha256:00",
                "full",
                new RunReport.Rows(rows, rows - rejections.size(), rejections.size(), 0),
                List.of(),
                List.of(),
                new RunReport.DlqFigures("", rejections.size(), new TreeMap<>()),
                1,
                problems);
    }

    @Override
    public RunReport publish(String run) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RunReport discard(String run) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<RunRecord> list() {
        return List.of();
    }

    @Override
    public Optional<RunRecord> find(String id) {
        return Optional.empty();
    }
}
