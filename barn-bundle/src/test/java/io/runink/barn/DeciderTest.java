package io.runink.barn;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.barn.BarnCommand;
import io.runink.api.barn.BarnImage;
import io.runink.api.barn.BarnRecord;
import io.runink.api.error.Problem;
import io.runink.api.herd.Herd;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunStatus;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DeciderTest {

    private State state = State.EMPTY;
    private long index;

    @Test
    void aHerdIsPutOnceAndReplaced() {
        accept(Samples.herd("farm"));

        assertThat(decide(Samples.herd("farm"))).isEqualTo(Decision.nothing());
        Herd changed =
                new Herd(
                        "farm",
                        new java.util.TreeMap<>(java.util.Map.of("a", "b")),
                        Herd.Quota.STANDARD,
                        io.runink.api.herd.IsolationLevel.SANDBOX,
                        true);
        accept(new BarnCommand.PutHerd(changed));
        assertThat(state.image().herds()).containsEntry("farm", changed);
    }

    @Test
    void whatNamesAnUnknownHerdIsRefused() {
        assertRefused(Samples.contract("1.0.0", "h"), BarnError.UNKNOWN_HERD);
        assertRefused(Samples.dag("sha256:d"), BarnError.UNKNOWN_HERD);
        assertRefused(Samples.open("r1"), BarnError.UNKNOWN_HERD);
    }

    @Test
    void aContractVersionNeverChanges() {
        accept(Samples.herd("farm"));
        accept(Samples.contract("1.0.0", "one"));

        assertThat(decide(Samples.contract("1.0.0", "one"))).isEqualTo(Decision.nothing());
        assertRefused(Samples.contract("1.0.0", "two"), BarnError.CONTRACT_CHANGED);
        accept(Samples.contract("1.1.0", "two"));
        assertThat(state.image().recorded())
                .containsOnlyKeys(state.image().contracts().keySet())
                .containsValue(java.time.Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(state.image().contracts())
                .containsEntry("farm/reading/1.0.0", "one")
                .containsEntry("farm/reading/1.1.0", "two");
    }

    @Test
    void aDagIsRecordedByItsDigest() {
        accept(Samples.herd("farm"));
        accept(Samples.dag("sha256:d"));

        assertThat(decide(Samples.dag("sha256:d"))).isEqualTo(Decision.nothing());
        assertThat(state.image().dags()).containsEntry("farm/sha256:d", "Readings");
    }

    @Test
    void aRunIdIsTakenOnce() {
        opened();

        assertRefused(Samples.open("r1"), BarnError.RUN_TAKEN);
    }

    @Test
    void aRunIsPlacedOnceAndByItsOwnPlan() {
        assertRefused(Samples.assign("r1"), BarnError.UNKNOWN_RUN);
        opened();

        assertRefused(Samples.assign("r1", "other", "sha256:d"), BarnError.FOREIGN_ASSIGNMENT);
        assertRefused(Samples.assign("r1", "farm", "sha256:e"), BarnError.FOREIGN_ASSIGNMENT);
        accept(Samples.assign("r1"));
        assertThat(run().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(state.image().assignments().values())
                .extracting(io.runink.api.plan.Assignment::token)
                .containsExactly(index);
        assertRefused(Samples.assign("r1"), BarnError.NOT_PENDING);
    }

    @Test
    void onlyTheTokenOfARunningRunCommitsIt() {
        assertRefused(Samples.commit("r1", 1), BarnError.UNKNOWN_RUN);
        opened();
        assertRefused(Samples.commit("r1", index), BarnError.NOT_RUNNING);
        accept(Samples.assign("r1"));
        long token = index;

        assertRefused(Samples.commit("r1", token - 1), BarnError.STALE_TOKEN);
        assertRefused(Samples.commit("r1", 0), BarnError.STALE_TOKEN);
        accept(Samples.commit("r1", token));
        assertThat(run().status()).isEqualTo(RunStatus.COMMITTING);
        assertThat(run().publications()).hasSize(1);
        assertRefused(Samples.commit("r1", token), BarnError.NOT_RUNNING);
    }

    @Test
    void aPlacementOfTheSameEntryCannotBeCommitted() {
        opened();
        State within =
                state.apply(0, state.decide("c", 90, Samples.assign("r1")), new ArrayList<>());

        assertThat(within.decide("c", 91, Samples.commit("r1", 0)).refusal())
                .isNotNull()
                .extracting(Problem::code)
                .isEqualTo(BarnError.STALE_TOKEN.code());
    }

    @Test
    void aCommittingRunCanOnlyComplete() {
        opened();
        accept(Samples.assign("r1"));
        accept(Samples.commit("r1", index));

        assertRefused(Samples.end("r1", RunStatus.FAILED), BarnError.MUST_COMPLETE);
        assertRefused(Samples.end("r1", RunStatus.CANCELLED), BarnError.MUST_COMPLETE);
        accept(Samples.end("r1", RunStatus.COMPLETED));
        assertThat(run().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run().publications()).hasSize(1);
        assertThat(state.image().assignments()).isEmpty();
    }

    @Test
    void aRunIsHeldUnderItsTokenAndBecomesVisibleOnlyWhenItIsReleased() {
        assertRefused(Samples.release("r1", true), BarnError.UNKNOWN_RUN);
        opened();
        accept(Samples.assign("r1"));
        long token = index;
        assertRefused(Samples.hold("r1", token - 1), BarnError.STALE_TOKEN);
        assertRefused(Samples.release("r1", true), BarnError.NOT_HELD);
        accept(Samples.hold("r1", token));

        assertThat(run().status()).isEqualTo(RunStatus.HELD);
        assertThat(run().publications()).hasSize(1);
        assertThat(run().report()).isEqualTo(Samples.report("r1", RunStatus.HELD));
        assertThat(state.image().assignments()).containsKey("r1");
        assertRefused(Samples.commit("r1", token), BarnError.NOT_RUNNING);
        assertRefused(Samples.hold("r1", token), BarnError.NOT_RUNNING);
        assertRefused(Samples.end("r1", RunStatus.COMPLETED), BarnError.NO_END);
        accept(Samples.release("r1", true));
        assertThat(run().status()).isEqualTo(RunStatus.COMMITTING);
        assertThat(run().publications()).hasSize(1);
        assertThat(decide(Samples.release("r1", true))).isEqualTo(Decision.nothing());
        assertRefused(Samples.end("r1", RunStatus.CANCELLED), BarnError.MUST_COMPLETE);
        accept(Samples.end("r1", RunStatus.COMPLETED));
        assertThat(decide(Samples.release("r1", true))).isEqualTo(Decision.nothing());
    }

    @Test
    void aHeldRunThatIsDiscardedCanOnlyBeCancelled() {
        opened();
        accept(Samples.assign("r1"));
        accept(Samples.hold("r1", index));
        assertRefused(Samples.end("r1", RunStatus.CANCELLED), BarnError.NO_END);
        accept(Samples.release("r1", false));

        assertThat(run().status()).isEqualTo(RunStatus.DISCARDING);
        // Whoever removes the staged files finds them by these, also after a restart.
        assertThat(run().publications()).hasSize(1);
        assertThat(decide(Samples.release("r1", false))).isEqualTo(Decision.nothing());
        assertRefused(Samples.release("r1", true), BarnError.NOT_HELD);
        assertRefused(Samples.end("r1", RunStatus.COMPLETED), BarnError.NO_END);
        accept(Samples.end("r1", RunStatus.CANCELLED));
        assertThat(decide(Samples.release("r1", false))).isEqualTo(Decision.nothing());
        assertThat(state.image().assignments()).isEmpty();
    }

    @Test
    void aHeldRunThatIsPublishedIsNotDiscarded() {
        opened();
        accept(Samples.assign("r1"));
        accept(Samples.hold("r1", index));
        accept(Samples.release("r1", true));

        assertRefused(Samples.release("r1", false), BarnError.NOT_HELD);
    }

    @Test
    void aRunThatCommitsByItselfWasNeverHeld() {
        opened();
        accept(Samples.assign("r1"));
        accept(Samples.commit("r1", index));

        assertRefused(Samples.release("r1", true), BarnError.NOT_HELD);
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "RUNNING", "HELD", "COMMITTING", "DISCARDING"})
    void whatIsNoEndEndsNothing(RunStatus status) {
        opened();
        accept(Samples.assign("r1"));

        assertRefused(Samples.end("r1", status), BarnError.NO_END);
    }

    @Test
    void aRunThatWasNeverPlacedCannotComplete() {
        assertRefused(Samples.end("r1", RunStatus.FAILED), BarnError.UNKNOWN_RUN);
        opened();

        assertRefused(Samples.end("r1", RunStatus.COMPLETED), BarnError.NO_END);
        accept(Samples.end("r1", RunStatus.FAILED));
    }

    @Test
    void anEndedRunStaysAsItIs() {
        opened();
        accept(Samples.assign("r1"));
        long token = index;
        accept(Samples.end("r1", RunStatus.CANCELLED));
        RunRecord before = run();

        assertThat(decide(Samples.end("r1", RunStatus.COMPLETED))).isEqualTo(Decision.nothing());
        assertRefused(Samples.commit("r1", token), BarnError.NOT_RUNNING);
        assertThat(run()).isEqualTo(before);
    }

    @Test
    void theOldestEndedRunsAreForgotten() {
        accept(Samples.herd("farm"));
        int count = Replay.ENDED_RUNS + 3;
        for (int i = 0; i < count; i++) {
            String run = "r" + i;
            accept(Samples.open(run, Samples.START.plusSeconds(i)));
            if (i != 1) {
                accept(Samples.end(run, RunStatus.FAILED));
            }
        }

        assertThat(state.image().runs())
                .hasSize(Replay.ENDED_RUNS + 1)
                .doesNotContainKeys("r0", "r2")
                .containsKeys("r1", "r3", "r" + (count - 1));
    }

    private void opened() {
        accept(Samples.herd("farm"));
        accept(Samples.open("r1"));
    }

    private RunRecord run() {
        return java.util.Objects.requireNonNull(state.image().runs().get("r1"));
    }

    private Decision decide(BarnCommand command) {
        return Decider.decide(command, state.image());
    }

    private void accept(BarnCommand command) {
        Decision decision = decide(command);
        assertThat(decision.refusal()).isNull();
        assertThat(decision.records()).isNotEmpty();
        index += 2;
        BarnImage image = state.image();
        for (BarnRecord record : decision.records()) {
            image = Replay.replay(image, index, Replay.at(index, record));
        }
        assertThat(image.revision()).isEqualTo(index);
        state = new State(image, state.answers());
    }

    private void assertRefused(BarnCommand command, BarnError error) {
        BarnImage before = state.image();
        Decision decision = decide(command);
        @Nullable Problem refusal = decision.refusal();
        assertThat(refusal).isNotNull().extracting(Problem::code).isEqualTo(error.code());
        assertThat(decision.records()).isEmpty();
        assertThat(state.image()).isEqualTo(before);
    }
}
