package io.runink.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million rows (three with {@code -Plong}): every one accounted for, in bounded memory. */
final class ManyRowsTest {

    @TempDir Path temporary;

    private Runi runi;

    @BeforeEach
    void prepare() throws IOException {
        runi = Trade.workspace(Files.createDirectory(temporary.resolve("workspace")));
    }

    @Test
    void everyRowIsAccountedForAndMemoryStaysUnderItsLimit() {
        String rows = System.getProperty("runink.rows", "1000000");
        Trade.compile(runi).exits(0);
        JsonNode synth = Trade.synth(runi, "--rows", rows, "--invalid", "2").exits(0).json();
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
        long read = Long.parseLong(rows);
        assertThat(synth.path("invalid").asLong()).isEqualTo(read / 50);
        assertThat(run.at("/rows/read").asLong()).isEqualTo(read);
        assertThat(run.at("/rows/quarantined").asLong()).isEqualTo(read / 50);
        assertThat(run.at("/rows/written").asLong()).isEqualTo(read - read / 50);
        assertThat(run.at("/dlq/byRule")).isEqualTo(synth.path("byRule"));
        for (JsonNode step : run.path("steps")) {
            assertThat(step.path("memoryPeakBytes").asLong())
                    .as("peak of %s", step.path("step").asText())
                    .isLessThan(step.path("memoryLimitBytes").asLong());
        }
    }
}
