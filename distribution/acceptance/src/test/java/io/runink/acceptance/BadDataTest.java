package io.runink.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad data never decides an exit code: it goes to the dead-letter queue with its line. */
final class BadDataTest {

    @TempDir Path temporary;

    private Runi runi;
    private Path input;

    @BeforeEach
    void prepare() throws IOException {
        runi = Trade.workspace(Files.createDirectory(temporary.resolve("workspace")));
        Trade.compile(runi).exits(0);
        Trade.synth(runi, "--rows", "3", "--invalid", "0").exits(0);
        input = runi.folder().resolve(Trade.GOLDEN);
    }

    private Runi.Result run() {
        return runi.run(
                "run", "--dag", Trade.DAG, "--isolation", FiveCommandsTest.level(), "--json");
    }

    @Test
    void unparsableOverlongAndUndecodableLinesAreQuarantinedWithTheirLine() throws IOException {
        byte[] good = Files.readAllBytes(input);
        try (OutputStream out = Files.newOutputStream(input)) {
            out.write("{\"raw_payload\": \n".getBytes(StandardCharsets.UTF_8));
            out.write(good);
            out.write("{\"raw_payload\": \"".getBytes(StandardCharsets.UTF_8));
            byte[] block = new byte[1 << 20];
            Arrays.fill(block, (byte) 'x');
            for (int i = 0; i < 17; i++) {
                out.write(block);
            }
            out.write("\"}\n".getBytes(StandardCharsets.UTF_8));
            out.write(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '(', '"', '}', '\n'});
        }
        JsonNode report = run().exits(0).json();
        assertThat(report.at("/rows/read").asLong()).isEqualTo(6);
        assertThat(report.at("/rows/written").asLong()).isEqualTo(3);
        assertThat(report.at("/rows/quarantined").asLong()).isEqualTo(3);
        Map<Long, String> byLine = new TreeMap<>();
        ObjectMapper mapper = new ObjectMapper();
        Path dlq = Path.of(java.net.URI.create(report.at("/dlq/uri").asText()));
        for (String line : Files.readAllLines(dlq)) {
            JsonNode rejection = mapper.readTree(line);
            byLine.put(
                    rejection.path("line").asLong(), rejection.at("/violations/0/rule").asText());
        }
        assertThat(byLine)
                .isEqualTo(Map.of(1L, "row.syntax", 5L, "row.length", 6L, "row.encoding"));
    }

    @Test
    void anEmptyInputIsNoRowsAndNoError() throws IOException {
        Files.write(input, new byte[0]);
        JsonNode report = run().exits(0).json();
        assertThat(report.at("/rows/read").asLong()).isZero();
        assertThat(Path.of(java.net.URI.create(report.at("/outputs/0/uri").asText())))
                .isEmptyFile();
    }

    @Test
    void aFullDiskFailsTheRunAndLeavesNothing() throws Exception {
        assumeTrue(Runi.root(), "mounting a small file system needs root");
        Trade.synth(runi, "--rows", "60000", "--invalid", "1").exits(0);
        Path small = Files.createDirectory(temporary.resolve("small"));
        shell("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", small.toString());
        try {
            Runi.Result result =
                    runi.run(
                                    "run",
                                    "--dag",
                                    Trade.DAG,
                                    "--isolation",
                                    FiveCommandsTest.level(),
                                    "--output",
                                    "sink=json://" + small.resolve("out.json"),
                                    "--json")
                            .exits(5);
            assertThat(result.json().path("problems").toString()).containsIgnoringCase("space");
            try (var files = Files.list(small)) {
                assertThat(files).isEmpty();
            }
        } finally {
            shell("umount", small.toString());
        }
    }

    private static void shell(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
