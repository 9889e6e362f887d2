package io.runink.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnCommand;
import io.runink.api.barn.BarnImage;
import io.runink.api.barn.BarnRecord;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;
import io.runink.api.error.Problem;
import io.runink.api.run.RunMonitor;
import io.runink.api.run.RunProgress;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class HeldRunsTest {

    private final OneRun barn = new OneRun();
    private final Monitor agent = new Monitor();
    private final HeldRuns runs = new HeldRuns(barn, agent);

    private static RunReport report(RunStatus status) {
        return new RunReport(
                "r1",
                "h",
                status.text(),
                "sha256:00",
                "full",
                RunReport.Rows.NONE,
                List.of(),
                List.of(),
                null,
                1,
                List.of());
    }

    @Test
    void publishingWaitsForTheEnd() {
        assertThat(runs.release("r1", true)).isEqualTo(report(RunStatus.COMPLETED));
        assertThat(barn.commands).containsExactly(new BarnCommand.ReleaseRun("r1", true));
    }

    @Test
    void discardingWaitsForTheEnd() {
        agent.spoiled = List.of(problem());

        assertThat(runs.release("r1", false)).isEqualTo(report(RunStatus.CANCELLED));
        assertThat(barn.commands).containsExactly(new BarnCommand.ReleaseRun("r1", false));
    }

    @Test
    void whatIsNotAsItWasStagedIsNotPublished() {
        agent.spoiled = List.of(problem());

        assertThatThrownBy(() -> runs.release("r1", true)).hasMessageContaining("RNK-TEST-001");
        assertThat(barn.commands).isEmpty();
    }

    @Test
    void aRunThatEndedBeforeIsAnsweredAtOnce() {
        barn.agentWorks = false;
        barn.set(RunStatus.COMPLETED);

        assertThat(runs.release("r1", true)).isEqualTo(report(RunStatus.COMPLETED));
    }

    @Test
    void anAgentThatGaveUpIsTold() {
        barn.agentWorks = false;

        assertThatThrownBy(() -> runs.release("r1", true))
                .hasMessageStartingWith("RNK-CONTROL-009")
                .hasMessageContaining("could not be put in place");
    }

    private static Problem problem() {
        return new Problem(
                "RNK-TEST-001", ErrorType.EXTERNAL, ExitStatus.RUN_FAILED, null, "changed", "look");
    }

    private static final class Monitor implements RunMonitor {
        List<Problem> spoiled = List.of();

        @Override
        public Optional<RunProgress> progress(String run) {
            return Optional.empty();
        }

        @Override
        public List<Problem> spoiled(RunRecord held) {
            return spoiled;
        }
    }

    /** A Barn with one held run, and an agent that ends it as soon as it is released. */
    private static final class OneRun implements Barn {
        final List<BarnCommand> commands = new ArrayList<>();
        boolean agentWorks = true;
        private final List<Consumer<Change>> watchers = new ArrayList<>();
        private RunStatus status = RunStatus.HELD;

        void set(RunStatus to) {
            status = to;
        }

        @Override
        public long submit(BarnCommand command) {
            commands.add(command);
            if (agentWorks && command instanceof BarnCommand.ReleaseRun release) {
                status = release.publish() ? RunStatus.COMPLETED : RunStatus.CANCELLED;
                BarnRecord ended = new BarnRecord.RunEnded("r1", status, report(status));
                watchers.forEach(it -> it.accept(new Change(2, ended)));
                status = release.publish() ? RunStatus.COMMITTING : RunStatus.DISCARDING;
            }
            return 2;
        }

        @Override
        public BarnImage image() {
            RunRecord run =
                    new RunRecord(
                            "r1",
                            "h",
                            "s",
                            "sha256:00",
                            List.of(),
                            Instant.EPOCH,
                            status,
                            List.of(),
                            report(status));
            return new BarnImage(
                    1,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    new TreeMap<>(),
                    new TreeMap<>(Map.of("r1", run)),
                    new TreeMap<>());
        }

        @Override
        public Watch watch(long after, Consumer<Change> listener) {
            watchers.add(listener);
            return () -> watchers.remove(listener);
        }
    }
}
