package io.runink.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.barn.BarnCommand;
import io.runink.api.dag.RunPolicy;
import io.runink.api.error.ExitStatus;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Assignment;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AgentTest {

    @TempDir Path folder;

    private AgentBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new AgentBench(folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void outputsBecomeVisibleTogetherWhenAllSlicesPrepared() throws Exception {
        RunReport report =
                bench.run(bench.assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK));
        assertThat(report.problems()).isEmpty();
        assertThat(report.status()).isEqualTo("completed");
        assertThat(report.rows()).isEqualTo(new RunReport.Rows(1, 1, 0, 0));
        assertThat(report.steps())
                .extracting(RunReport.StepFigures::step)
                .containsExactly("source", "sink", "dlq");
        assertThat(report.steps()).allMatch(it -> it.memoryPeakBytes() == 42);
        assertThat(bench.folder.resolve("new/out.json")).hasContent("sink");
        assertThat(bench.folder.resolve("new/dlq.json")).hasContent("dlq");
        assertThat(bench.files("new")).containsExactlyInAnyOrder("out.json", "dlq.json");
        assertThat(bench.told).containsExactly("started r1", "ended completed");
    }

    @Test
    void aKilledSliceFailsTheRunAndNothingIsLeft() throws Exception {
        RunReport report =
                bench.run(
                        bench.assignment(
                                ScriptedSlice.Script.DIE_BY_KILL,
                                ScriptedSlice.Script.SEE_BROKEN_EDGE));
        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.problems())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.code()).isEqualTo("RNK-AGENT-003");
                    assertThat(it.message())
                            .isEqualTo(
                                    "slice 'source' (step 'source') was ended by signal 9"
                                            + " (SIGKILL)");
                });
        assertThat(bench.folder.resolve("new")).doesNotExist();
        assertThat(bench.told).containsExactly("started r1", "ended failed");
    }

    @Test
    void aSliceThatLeavesWithoutAWordIsTold() throws Exception {
        RunReport report =
                bench.run(
                        bench.assignment(
                                ScriptedSlice.Script.LEAVE, ScriptedSlice.Script.SEE_BROKEN_EDGE));
        assertThat(report.problems())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.code()).isEqualTo("RNK-AGENT-005");
                    assertThat(it.message())
                            .isEqualTo(
                                    "slice 'source' (step 'source') ended with status 1 before its"
                                            + " work was done");
                });
    }

    @Test
    void anOutputWhoseFolderCannotBeMadeFailsTheRun() throws Exception {
        Files.writeString(bench.folder.resolve("new"), "a file where a folder should be");
        RunReport report =
                bench.run(bench.assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK));
        assertThat(report.problems()).extracting(it -> it.code()).containsExactly("RNK-AGENT-002");
    }

    @Test
    void aHomeWhoseLogsCannotBeWrittenFailsTheRun() throws Exception {
        Files.writeString(bench.folder.resolve("home/logs"), "a file where a folder should be");
        RunReport report =
                bench.run(bench.assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK));
        assertThat(report.problems()).extracting(it -> it.code()).containsExactly("RNK-AGENT-009");
    }

    @Test
    void memoryIsNamedAsTheCause() throws Exception {
        RunReport report =
                bench.run(
                        bench.assignment(
                                ScriptedSlice.Script.RUN_OUT_OF_MEMORY,
                                ScriptedSlice.Script.SEE_BROKEN_EDGE));
        assertThat(report.problems()).extracting(it -> it.code()).containsExactly("RNK-AGENT-004");
    }

    @Test
    void threadsAreNamedAsTheCauseWhereTheyAre() throws Exception {
        RunReport report =
                bench.run(
                        bench.assignment(
                                ScriptedSlice.Script.RUN_OUT_OF_THREADS,
                                ScriptedSlice.Script.SEE_BROKEN_EDGE));
        assertThat(report.problems())
                .singleElement()
                .satisfies(it -> assertThat(it.message()).contains("processes and threads"));
    }

    @ParameterizedTest
    @EnumSource(names = {"SAY_GARBAGE", "SAY_TOO_MUCH"})
    void aSliceThatSaysWhatIsNoMessageIsEnded(ScriptedSlice.Script script) throws Exception {
        RunReport report = bench.run(bench.assignment(script, ScriptedSlice.Script.WORK));

        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.problems()).extracting(it -> it.code()).containsExactly("RNK-AGENT-003");
        assertThat(bench.folder.resolve("new")).doesNotExist();
    }

    @Test
    void aRefusedCommitLeavesNothing() throws Exception {
        bench.barn.refuseCommits();
        RunReport report =
                bench.run(bench.assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK));
        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.problems())
                .singleElement()
                .satisfies(it -> assertThat(it.message()).isEqualTo("the token is old"));
        assertThat(bench.folder.resolve("new")).doesNotExist();
    }

    @Test
    void aCommittedRunThatCannotBecomeVisibleKeepsWhatItStagedForTheNextStart() throws Exception {
        Path target = bench.folder.resolve("new/out.json");
        Files.createDirectories(target.resolve("in the way"));
        bench.agentAtWork().start();
        bench.barn.put(bench.record(RunStatus.PENDING, List.of(), null), null);
        bench.barn.submit(
                new BarnCommand.Assign(
                        bench.assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK)));
        assertThat(bench.left()).isTrue();
        assertThat(Staging.staged(target, "r1")).hasContent("sink");
        assertThat(bench.barn.run("r1").status()).isEqualTo(RunStatus.COMMITTING);
        assertThat(bench.told).containsExactly("started r1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBarnThatIsLostEndsNoSliceAndOnceItIsBackItsWordDecides(boolean recorded)
            throws Exception {
        Path target = bench.folder.resolve("new/out.json");
        bench.agentAtWork().start();
        bench.barn.put(bench.record(RunStatus.PENDING, List.of(), null), null);
        bench.barn.loseAtCommit(recorded);
        bench.barn.submit(
                new BarnCommand.Assign(
                        bench.assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK)));
        assertThat(bench.left()).isTrue();
        // Every slice did its work to the end: who knows what the Barn has decided.
        assertThat(Staging.staged(target, "r1")).hasContent("sink");
        assertThat(target).doesNotExist();
        assertThat(bench.told).containsExactly("started r1");

        bench.barn.find();
        bench.restart();

        assertThat(bench.barn.run("r1").status())
                .isEqualTo(recorded ? RunStatus.COMPLETED : RunStatus.FAILED);
        assertThat(Files.exists(target)).isEqualTo(recorded);
        assertThat(Staging.staged(target, "r1")).doesNotExist();
    }

    @Test
    void aMissingInputFailsTheRunWithItsPlace() throws Exception {
        Files.delete(bench.folder.resolve("in.json"));
        RunReport report =
                bench.run(bench.assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK));
        assertThat(report.problems()).extracting(it -> it.code()).containsExactly("RNK-AGENT-001");
        assertThat(bench.folder.resolve("new")).doesNotExist();
    }

    @Test
    void aRunWhoseAgentDiedBeforeTheCommitIsEndedAndLeavesNothing() throws Exception {
        Assignment old =
                bench.assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK)
                        .committedAt(3);
        bench.barn.put(bench.record(RunStatus.RUNNING, List.of(), null), old);
        Files.createDirectories(bench.folder.resolve("new"));
        Path staged = Staging.staged(bench.folder.resolve("new/out.json"), "r1");
        Files.writeString(staged, "half");
        bench.agentAtWork().start();
        RunRecord ended = bench.barn.run("r1");
        assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
        assertThat(Objects.requireNonNull(ended.report()).problems())
                .extracting(it -> it.code())
                .containsExactly("RNK-AGENT-006");
        assertThat(staged).doesNotExist();
        assertThat(bench.folder.resolve("new/out.json")).doesNotExist();
    }

    @Test
    void aRunWhoseAgentDiedAfterTheCommitBecomesVisible() throws Exception {
        Assignment old =
                bench.assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK)
                        .committedAt(3);
        Files.createDirectories(bench.folder.resolve("new"));
        Path target = bench.folder.resolve("new/out.json");
        Path published = bench.folder.resolve("new/dlq.json");
        Files.writeString(Staging.staged(target, "r1"), "whole");
        Files.writeString(published, "was first");
        bench.barn.put(
                bench.record(
                        RunStatus.COMMITTING,
                        List.of(publication(published), publication(target)),
                        null),
                old);
        bench.agentAtWork().start();
        assertThat(bench.barn.run("r1").status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(target).hasContent("whole");
        assertThat(published).hasContent("was first");
    }

    @Test
    void parkedSlicesAreUsedOnce() throws Exception {
        Assignment assignment =
                bench.assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK);
        bench.pool.prepare(assignment.plan().slices(), IsolationLevel.SANDBOX, 0);
        assertThat(bench.run(assignment).status()).isEqualTo("completed");
        assertThat(bench.launches).hasSize(2);
    }

    @Test
    void aRunThatTakesTooLongIsEndedAndLeavesNothing() throws Exception {
        bench.policy = new RunPolicy(300, 0, 0, List.of());
        RunReport report =
                bench.run(bench.assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.HANG));
        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.problems())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.code()).isEqualTo("RNK-AGENT-014");
                    assertThat(it.exit()).isEqualTo(ExitStatus.RUN_FAILED);
                    assertThat(it.message())
                            .isEqualTo(
                                    "run 'r1' took longer than the 300 ms that its scenario"
                                            + " allows");
                });
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void aRunInTimeIsNotEnded() throws Exception {
        bench.policy = new RunPolicy(60_000, 0, 0, List.of());
        RunReport report =
                bench.run(bench.assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK));
        assertThat(report.status()).isEqualTo("completed");
    }

    @Test
    void whatRulesFoundIsInTheReport() throws Exception {
        RunReport report =
                bench.run(bench.assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WARN));
        assertThat(report.status()).isEqualTo("completed");
        assertThat(report.rules())
                .containsExactly(new RunReport.RuleFigures("sink", "c.count", "warn", 1));
        assertThat(report.warnings()).extracting(it -> it.code()).containsExactly("RNK-TEST-001");
    }

    private static RunRecord.Publication publication(Path target) {
        return new RunRecord.Publication(
                Staging.staged(target, "r1").toString(), target.toString(), "00");
    }
}
