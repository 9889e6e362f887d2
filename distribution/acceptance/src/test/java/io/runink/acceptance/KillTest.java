package io.runink.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves when its processes are killed: nothing, and the truth in the Barn. */
final class KillTest {

    @TempDir Path temporary;

    private Runi runi;
    private Path out;

    @BeforeEach
    void prepare() throws IOException {
        runi = Trade.workspace(Files.createDirectory(temporary.resolve("workspace")));
        Trade.compile(runi).exits(0);
        Trade.synth(runi, "--rows", "400000", "--invalid", "2").exits(0);
        out = runi.folder().resolve("out");
    }

    private Process run() throws IOException {
        return runi.start(
                "run", "--dag", Trade.DAG, "--isolation", FiveCommandsTest.level(), "--json");
    }

    @Test
    void aKilledSliceFailsTheRunAndTheSameCommandSucceedsAfterwards() throws Exception {
        Process command = run();
        List<Long> slices = atWork(command);
        Slices.kill(slices.get(1));
        Runi.Result result = runi.result(command).exits(5);
        assertThat(result.json().path("status").asText()).isEqualTo("failed");
        assertThat(result.json().path("problems").toString())
                .contains("signal 9 (SIGKILL)")
                .contains("RNK-AGENT-003");
        nothingIsLeft();
        assertThat(runi.run("runs", "list", "--json").exits(0).out()).contains("failed");

        runi.result(run()).exits(0);
        assertThat(out).isNotEmptyDirectory();
    }

    @Test
    void killingEveryProcessAtOnceLeavesAFailedRunAndNoFile() throws Exception {
        Process command = run();
        List<Long> slices = atWork(command);
        List<ProcessHandle> all = command.descendants().toList();
        command.toHandle().destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        command.waitFor();
        theyEnd(slices);
        Runi.Result runs = runi.run("runs", "list", "--json").exits(0);
        assertThat(runs.out()).contains("failed").doesNotContain("running");
        nothingIsLeft();
    }

    @Test
    void slicesDieWithTheCommandThatStartedThem() throws Exception {
        Process command = run();
        List<Long> slices = atWork(command);
        command.toHandle().destroyForcibly();
        command.waitFor();
        theyEnd(slices);
        assertThat(runi.run("runs", "list", "--json").exits(0).out()).contains("failed");
        nothingIsLeft();
    }

    /** Waits until rows are written, and returns the slices. Slices start before they have work. */
    private List<Long> atWork(Process command) throws Exception {
        List<Long> slices = Slices.await(command, 3);
        for (int i = 0; i < 3_000 && command.isAlive() && staged() == 0; i++) {
            Thread.sleep(10);
        }
        assertThat(command.isAlive()).as("the run was still at work").isTrue();
        return slices;
    }

    private static void theyEnd(List<Long> slices) throws InterruptedException {
        for (long slice : slices) {
            for (int i = 0; i < 250 && ProcessHandle.of(slice).isPresent(); i++) {
                Thread.sleep(20);
            }
            assertThat(ProcessHandle.of(slice)).isEmpty();
        }
    }

    private long staged() throws IOException {
        if (Files.notExists(out)) {
            return 0;
        }
        try (var files = Files.list(out)) {
            return files.filter(it -> it.toString().endsWith(".staged"))
                    .mapToLong(it -> it.toFile().length())
                    .sum();
        }
    }

    private void nothingIsLeft() throws IOException {
        if (Files.exists(out)) {
            try (var files = Files.list(out)) {
                assertThat(files).isEmpty();
            }
        }
    }
}
