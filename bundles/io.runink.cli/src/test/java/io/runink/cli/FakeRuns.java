package io.runink.cli;

import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import io.runink.api.run.RunProgress;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunRequest;
import io.runink.api.run.RunStatus;
import io.runink.api.run.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ends every run at once, as it was told. */
final class FakeRuns implements Runs {

    final List<RunRequest> requests = new ArrayList<>();
    final List<RunRecord> records = new ArrayList<>();
    final List<String> released = new ArrayList<>();
    String status = "completed";

    /** What outputs that lie elsewhere get, by node. */
    Map<String, String> writes = Map.of();

    List<Problem> problems = List.of();
    @Nullable Problem refusal;
    @Nullable RuntimeException defect;

    @Override
    public RunReport run(RunRequest request, Consumer<RunProgress> progress) {
        requests.add(request);
        if (refusal != null) {
            throw new RuninkException(refusal);
        }
        if (defect != null) {
            throw defect;
        }
        progress.accept(new RunProgress(10, 9, 1, 50, 100));
        Path out = request.workspace().resolve("out");
        try {
            Files.createDirectories(out);
            Files.writeString(out.resolve("orders.json"), "{\"id\":\"1\"}\n".repeat(5));
            Files.writeString(out.resolve("bad.json"), "{\"line\":7}\n");
            for (Map.Entry<String, String> output : request.outputs().entrySet()) {
                String text = writes.get(output.getKey());
                if (text != null) {
                    Path file = Path.of(output.getValue().substring("json://".length()));
                    Files.writeString(file, text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Samples.report(status, request.workspace().toString(), problems);
    }

    @Override
    public RunReport publish(String run) {
        return released(run, RunStatus.COMPLETED);
    }

    @Override
    public RunReport discard(String run) {
        return released(run, RunStatus.CANCELLED);
    }

    private RunReport released(String run, RunStatus to) {
        if (refusal != null) {
            throw new RuninkException(refusal);
        }
        released.add(to.text() + " " + run);
        return Samples.report(to.text(), "/work", List.of());
    }

    @Override
    public List<RunRecord> list() {
        return List.copyOf(records);
    }

    @Override
    public Optional<RunRecord> find(String id) {
        return records.stream().filter(run -> run.run().startsWith(id)).findFirst();
    }

    static RunRecord record(String id, RunStatus status, @Nullable RunReport report) {
        return new RunRecord(
                id,
                "demo",
                "orders",
                Samples.DIGEST,
                List.of("io.runink.connector.file 1.0.0 cdcd"),
                Instant.parse("2026-01-02T03:04:05.678Z"),
                status,
                List.of(),
                report);
    }
}
