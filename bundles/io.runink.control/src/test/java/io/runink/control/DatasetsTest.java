package io.runink.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.dag.Dag;
import io.runink.api.dag.DagArchive;
import io.runink.api.dag.Node;
import io.runink.api.error.ExitStatus;
import io.runink.api.error.RuninkException;
import io.runink.api.run.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetsTest {

    @TempDir Path workspace;

    @BeforeEach
    void makeInput() throws IOException {
        Files.writeString(workspace.resolve("in.json"), "{}");
    }

    private RunRequest request(
            Map<String, String> inputs, Map<String, String> outputs, boolean dryRun) {
        Dag dag =
                new Dag(
                        Dag.FORMAT,
                        "s",
                        "",
                        new TreeMap<>(),
                        List.of(),
                        List.of(
                                new Node.Source("source", "json://in.json", "C", true),
                                new Node.Sink("sink", "json://out/good.json", "C"),
                                new Node.Dlq("dlq", "json://out/bad.json")),
                        List.of(),
                        List.of(),
                        new TreeMap<>());
        return new RunRequest(
                new DagArchive(dag, "sha256:00", workspace.resolve("d.jar")),
                inputs,
                outputs,
                null,
                false,
                dryRun,
                dryRun ? workspace.resolve("rejected.json") : null,
                workspace);
    }

    @Test
    void pathsAreRelativeToTheWorkspace() {
        assertThat(Datasets.resolve(request(Map.of(), Map.of(), false)))
                .containsEntry("source", "json://" + workspace.resolve("in.json"))
                .containsEntry("sink", "json://" + workspace.resolve("out/good.json"))
                .containsEntry("dlq", "json://" + workspace.resolve("out/bad.json"));
    }

    @Test
    void aDryRunDiscardsRowsAndKeepsRejections() {
        assertThat(Datasets.resolve(request(Map.of(), Map.of(), true)))
                .containsEntry("sink", "json:///dev/null")
                .containsEntry("dlq", "json://" + workspace.resolve("rejected.json"));
    }

    @Test
    void everyProblemIsReportedTogether() {
        assertThatThrownBy(() ->
                        Datasets.resolve(
                                request(
                                        Map.of("source", "json://gone.json", "x", "json://y"),
                                        Map.of("dlq", "no uri"),
                                        false)))
                .isInstanceOfSatisfying(
                        RuninkException.class,
                        e ->
                                assertThat(e.problems())
                                        .extracting(problem -> problem.code())
                                        .containsExactlyInAnyOrder(
                                                "RNK-CONTROL-003",
                                                "RNK-CONTROL-004",
                                                "RNK-CONTROL-007"));
    }

    @Test
    void oneFileIsNotWrittenTwiceNorReadAndWritten() {
        assertThatThrownBy(() ->
                        Datasets.resolve(
                                request(Map.of(), Map.of("dlq", "json://out/good.json"), false)))
                .hasMessageContaining("RNK-CONTROL-006");
        assertThatThrownBy(() ->
                        Datasets.resolve(
                                request(Map.of(), Map.of("sink", "json://in.json"), false)))
                .isInstanceOfSatisfying(
                        RuninkException.class,
                        e -> assertThat(e.exit()).isEqualTo(ExitStatus.BAD_INPUT));
    }
}
