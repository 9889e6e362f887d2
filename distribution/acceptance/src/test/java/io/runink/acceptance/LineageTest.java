package io.runink.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every run tells where its data came from and went. */
final class LineageTest {

    @TempDir Path temporary;

    @Test
    void aRunLeavesStartAndCompleteOfItselfAndEachStep() throws Exception {
        Runi runi = Trade.workspace(Files.createDirectory(temporary.resolve("workspace")));
        Trade.compile(runi).exits(0);
        Trade.synth(runi, "--rows", "50").exits(0);
        JsonNode run =
                runi.run(
                                "run",
                                "--dag",
                                Trade.DAG,
                                "--isolation",
                                FiveCommandsTest.level(),
                                "--json")
                        .exits(0)
                        .json();
        Path events =
                runi.folder()
                        .resolve(".runink/lineage")
                        .resolve(run.path("run").asText() + ".jsonl");
        assertThat(events)
                .content()
                .contains("\"START\"")
                .contains("\"COMPLETE\"")
                .contains("MaskSensitiveFields");
        assertThat(runi.folder().resolve(".runink/logs/runink.jsonl")).exists();
    }
}
