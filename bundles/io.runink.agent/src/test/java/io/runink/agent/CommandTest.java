package io.runink.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.error.ExitStatus;
import io.runink.api.plan.SlicePlan;
import io.runink.api.run.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** External commands beside slices: real processes, on real streams, without walls. */
final class CommandTest {

    @TempDir Path folder;

    private AgentBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new AgentBench(folder);
        Files.createDirectories(folder.resolve("scripts"));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private RunReport run(ScriptedSlice.Script script, String program, String... arguments)
            throws Exception {
        List<String> argv =
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(program),
                                java.util.stream.Stream.of(arguments))
                        .toList();
        return bench.run(
                bench.assignment(
                        new AgentBench.Cast(ScriptedSlice.Script.WORK),
                        new AgentBench.Cast(script, 0, new SlicePlan.Command(argv))));
    }

    private RunReport shell(ScriptedSlice.Script script, String text) throws Exception {
        Files.writeString(folder.resolve("scripts/it.sh"), text);
        return run(script, "sh", "scripts/it.sh");
    }

    @Test
    void rowsGoThroughTheCommandOfASlice() throws Exception {
        RunReport report = shell(ScriptedSlice.Script.FILTER, "tr a-z A-Z");

        assertThat(report.problems()).isEmpty();
        assertThat(report.status()).isEqualTo("completed");
        assertThat(folder.resolve("new/out.json")).hasContent("sink ROWS");
        assertThat(folder.resolve("home/logs/slices.log")).doesNotExist();
    }

    @Test
    void aCommandThatFailsFailsTheRunAndItsLastWordsAreKept() throws Exception {
        RunReport report =
                shell(ScriptedSlice.Script.FILTER, "cat > /dev/null; echo because >&2; exit 3");

        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.problems())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.code()).isEqualTo("RNK-AGENT-011");
                    assertThat(it.exit()).isEqualTo(ExitStatus.RUN_FAILED);
                    assertThat(it.message())
                            .isEqualTo("command of step 'sink' ended with status 3");
                });
        assertThat(folder.resolve("new")).doesNotExist();
        assertThat(folder.resolve("home/logs/slices.log"))
                .hasContent("command of step 'sink' said:\nbecause\n");
    }

    @Test
    void theStatusOfACommandSaysMoreThanItsSliceDoes() throws Exception {
        RunReport report = shell(ScriptedSlice.Script.SEE_COMMAND_END, "cat > /dev/null; exit 3");
        assertThat(report.problems())
                .extracting(it -> it.message())
                .containsExactly("command of step 'sink' ended with status 3");
    }

    @Test
    void whatASliceSaysOfACommandThatEndedWellCounts() throws Exception {
        RunReport report = shell(ScriptedSlice.Script.SEE_COMMAND_END, "cat > /dev/null");
        assertThat(report.problems()).extracting(it -> it.code()).containsExactly("RNK-SLICE-026");
    }

    @Test
    void aCommandThatIsKilledIsTold() throws Exception {
        RunReport report = shell(ScriptedSlice.Script.HANG, "kill -9 $$");

        assertThat(report.problems())
                .singleElement()
                .satisfies(it ->
                        assertThat(it.message())
                                .isEqualTo(
                                        "command of step 'sink' was ended by signal 9 (SIGKILL)"));
    }

    @Test
    void aCommandEndsWithItsSlice() throws Exception {
        RunReport report = shell(ScriptedSlice.Script.DIE_BY_KILL, "sleep 300 & wait");

        // What the command did once its slice was gone is no cause.
        assertThat(report.problems()).extracting(it -> it.code()).containsExactly("RNK-AGENT-003");
        assertThat(bench.left()).isTrue();
        assertThat(bench.foreign)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.exit()).isDone();
                    assertThat(ProcessHandle.of(it.pid()).map(ProcessHandle::isAlive).orElse(false))
                            .isFalse();
                });
    }

    @Test
    void aProgramThatIsNotThereIsNamed() throws Exception {
        for (String program :
                List.of("no-such-program", "/etc/hostname", "/no/such", "" + folder)) {
            bench.close();
            bench = new AgentBench(folder);
            RunReport report = run(ScriptedSlice.Script.FILTER, program);
            assertThat(report.problems())
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.code()).isEqualTo("RNK-AGENT-012");
                        assertThat(it.message())
                                .startsWith("step 'sink' needs the program '" + program + "'");
                    });
        }
        assertThat(bench.foreign).isEmpty();
    }

    @Test
    void aFileThatIsNotThereFailsTheRunBeforeAnythingStarts() throws Exception {
        RunReport report = run(ScriptedSlice.Script.FILTER, "sh", "scripts/missing.sh");

        assertThat(report.problems())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.code()).isEqualTo("RNK-AGENT-013");
                    assertThat(it.exit()).isEqualTo(ExitStatus.BAD_INPUT);
                });
        assertThat(bench.launches).isEmpty();
        assertThat(folder.resolve("new")).doesNotExist();
    }
}
