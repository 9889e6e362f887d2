package io.runink.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.barn.BarnCommand;
import io.runink.api.plan.Assignment;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that a person must look at before they publish, also when an agent dies in between. */
final class HeldRunTest {

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

    private Assignment assignment() {
        return bench.assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.HOLD);
    }

    private Path staged(String name) {
        return Staging.staged(bench.at("new/" + name), "r1");
    }

    private RunReport held() throws Exception {
        RunReport report = bench.run(assignment());
        assertThat(report.status()).isEqualTo("held");
        assertThat(bench.left()).isTrue();
        return report;
    }

    @Test
    void nothingOfAHeldRunIsVisibleAndAllOfItIsKept() throws Exception {
        RunReport report = held();

        assertThat(report.problems()).extracting(it -> it.code()).containsExactly("RNK-TEST-001");
        assertThat(report.rules()).hasSize(1);
        assertThat(report.outputs()).hasSize(1);
        assertThat(bench.files("new"))
                .containsExactly(".dlq.json.r1.staged", ".out.json.r1.staged");
        RunRecord record = bench.barn.run("r1");
        assertThat(record.status()).isEqualTo(RunStatus.HELD);
        assertThat(record.publications())
                .extracting(RunRecord.Publication::target)
                .containsExactly(
                        bench.at("new/dlq.json").toString(), bench.at("new/out.json").toString());
        assertThat(bench.agentAtWork().spoiled(record)).isEmpty();
        assertThat(bench.told).containsExactly("started r1", "held r1");
    }

    @Test
    void aHeldRunIsPublished() throws Exception {
        RunReport held = held();
        RunReport report = bench.after(new BarnCommand.ReleaseRun("r1", true));

        assertThat(report.status()).isEqualTo("completed");
        assertThat(report.problems()).isEmpty();
        assertThat(report.warnings()).isEqualTo(held.problems());
        assertThat(report.outputs()).isEqualTo(held.outputs());
        assertThat(report.rows()).isEqualTo(held.rows());
        assertThat(bench.files("new")).containsExactly("dlq.json", "out.json");
        assertThat(bench.barn.run("r1").status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(bench.told).containsExactly("started r1", "held r1", "ended completed");
    }

    @Test
    void aHeldRunIsDiscarded() throws Exception {
        held();
        RunReport report = bench.after(new BarnCommand.ReleaseRun("r1", false));

        assertThat(report.status()).isEqualTo("cancelled");
        assertThat(report.outputs()).isEmpty();
        assertThat(bench.files("new")).isEmpty();
        assertThat(bench.barn.run("r1").status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(bench.told).containsExactly("started r1", "held r1", "ended cancelled");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHeldRunOutlivesItsAgent(boolean publish) throws Exception {
        held();
        bench.restart();
        assertThat(bench.barn.run("r1").status()).isEqualTo(RunStatus.HELD);
        assertThat(staged("out.json")).hasContent("sink");

        RunReport report = bench.after(new BarnCommand.ReleaseRun("r1", publish));
        assertThat(report.status()).isEqualTo(publish ? "completed" : "cancelled");
        assertThat(bench.files("new")).hasSize(publish ? 2 : 0);
    }

    /** As the Barn has it when the agent died after the release, and what was done by then. */
    private void released(RunStatus status, int done) throws Exception {
        RunReport held = held();
        List<RunRecord.Publication> publications = bench.barn.run("r1").publications();
        for (int i = 0; i < done; i++) {
            Path file = Path.of(publications.get(i).staged());
            if (status == RunStatus.COMMITTING) {
                Files.move(file, Path.of(publications.get(i).target()));
            } else {
                Files.delete(file);
            }
        }
        bench.barn.put(bench.record(status, publications, held), null);
        bench.restart();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void publishingIsFinishedByTheNextStart(int done) throws Exception {
        released(RunStatus.COMMITTING, done);

        RunRecord record = bench.barn.run("r1");
        assertThat(record.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(Objects.requireNonNull(record.report()).outputs()).hasSize(1);
        assertThat(bench.at("new/out.json")).hasContent("sink");
        assertThat(bench.at("new/dlq.json")).hasContent("dlq");
        assertThat(bench.told).containsExactly("started r1", "held r1", "ended completed");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void discardingIsFinishedByTheNextStart(int done) throws Exception {
        released(RunStatus.DISCARDING, done);

        assertThat(bench.barn.run("r1").status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(bench.files("new")).isEmpty();
        assertThat(bench.told).containsExactly("started r1", "held r1", "ended cancelled");
    }

    @Test
    void anAgentThatDiesBeforeTheBarnHoldsTheRunLeavesNothing() throws Exception {
        Assignment old = assignment().committedAt(3);
        bench.barn.put(bench.record(RunStatus.RUNNING, List.of(), null), old);
        Files.createDirectories(bench.at("new"));
        Files.writeString(staged("out.json"), "sink");
        Files.writeString(staged("dlq.json"), "dlq");
        bench.agentAtWork().start();

        assertThat(bench.barn.run("r1").status()).isEqualTo(RunStatus.FAILED);
        assertThat(bench.files("new")).isEmpty();
    }

    @Test
    void aRunThatTheBarnDoesNotHoldLeavesNothing() throws Exception {
        bench.barn.refuseCommits();
        RunReport report = bench.run(assignment());

        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.problems())
                .singleElement()
                .satisfies(it -> assertThat(it.message()).isEqualTo("the token is old"));
        assertThat(bench.at("new")).doesNotExist();
    }

    @Test
    void whatWasChangedSinceIsNotWhatWasLookedAt() throws Exception {
        held();
        RunRecord record = bench.barn.run("r1");
        Files.writeString(staged("out.json"), "sank");
        Files.delete(staged("dlq.json"));

        assertThat(bench.agentAtWork().spoiled(record))
                .hasSize(2)
                .allSatisfy(it -> {
                    assertThat(it.code()).isEqualTo("RNK-AGENT-015");
                    assertThat(it.message()).endsWith("' is not what run 'r1' staged");
                });
    }

    @Test
    void aDryRunHasNothingToHold() throws Exception {
        Assignment assignment = assignment();
        SortedMap<String, String> uris = new TreeMap<>(assignment.uris());
        uris.put("sink", "json:///dev/null");
        RunReport report = bench.run(assignment.resolved(uris, assignment.workspace()));

        assertThat(report.status()).isEqualTo("completed");
        assertThat(report.problems()).isEmpty();
        assertThat(report.warnings()).extracting(it -> it.code()).containsExactly("RNK-TEST-001");
        assertThat(bench.files("new")).containsExactly("dlq.json");
    }
}
