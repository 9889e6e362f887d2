package io.runink.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.runink.api.plan.Assignment;
import io.runink.api.slice.LiveSlice;
import io.runink.api.slice.LiveSlice.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WarmPoolTest {

    @TempDir Path folder;
    private AgentBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new AgentBench(folder, 1L << 30);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private List<LiveSlice> parked(int count) throws InterruptedException {
        List<LiveSlice> parked = List.of();
        for (int i = 0; i < 1_000; i++) {
            parked = bench.pool.slices().stream().filter(it -> it.state() == State.PARKED).toList();
            if (parked.size() == count) {
                return parked;
            }
            Thread.sleep(10);
        }
        throw new AssertionError(parked + " are parked, not " + count);
    }

    private Assignment assignment(ScriptedSlice.Script source) {
        return bench.assignment(source, ScriptedSlice.Script.WORK);
    }

    private List<PooledSlice> take(Assignment assignment, String herd) {
        return bench.pool.take(
                assignment.plan().slices(), herd, "r2", assignment.plan().isolation(), 0);
    }

    @Test
    void theNextRunOfAHerdFindsWhatItsLastOneTook() throws Exception {
        Assignment assignment = assignment(ScriptedSlice.Script.WORK);

        assertThat(bench.run(assignment).status()).isEqualTo("completed");
        assertThat(bench.pool.pool().cold()).isEqualTo(2);
        List<LiveSlice> parked = parked(2);

        assertThat(parked)
                .allSatisfy(it -> {
                    assertThat(it.herd()).isEqualTo("h");
                    assertThat(it.run()).isEmpty();
                    assertThat(it.slice()).isEmpty();
                    assertThat(it.pid()).isEqualTo(4711);
                });
        assertThat(take(assignment, "h")).allMatch(PooledSlice::waited);
        assertThat(bench.pool.pool().warm()).isEqualTo(2);
        assertThat(bench.pool.slices())
                .filteredOn(it -> it.state() == State.WORKING)
                .extracting(LiveSlice::run, LiveSlice::slice)
                .containsExactlyInAnyOrder(tuple("r2", "source"), tuple("r2", "sink"));
    }

    @Test
    void whatWaitsForOneHerdServesNoOther() throws Exception {
        Assignment assignment = assignment(ScriptedSlice.Script.WORK);
        bench.run(assignment);
        parked(2);

        assertThat(take(assignment, "other")).noneMatch(PooledSlice::waited);
        assertThat(bench.pool.pool().warm()).isZero();
    }

    @Test
    void aParkedSliceThatIsGoneIsReplacedAndCounted() throws Exception {
        Assignment assignment = assignment(ScriptedSlice.Script.GONE);
        bench.pool.prepare(assignment.plan().slices(), assignment.plan().isolation(), 0);

        assertThat(bench.run(assignment).status()).isEqualTo("completed");
        assertThat(bench.pool.pool().fallbacks()).isEqualTo(1);
    }

    @Test
    void aParkedSliceThatWasSeenToEndIsNotGiven() throws Exception {
        Assignment assignment = assignment(ScriptedSlice.Script.WORK);
        bench.run(assignment);
        parked(2);
        bench.slices.forEach(ScriptedSlice::kill);

        assertThat(take(assignment, "h"))
                .allSatisfy(it -> assertThat(it.process().join().exit()).isNotDone());
        assertThat(bench.pool.pool().fallbacks()).isZero();
    }

    @Test
    void nothingIsLeftWhenItIsClosed() throws Exception {
        bench.run(assignment(ScriptedSlice.Script.WORK));
        parked(2);

        bench.pool.close();

        assertThat(bench.pool.slices()).isEmpty();
    }

    @Test
    void whatItIsStartingWhenItIsClosedIsEnded() throws Exception {
        Assignment assignment = assignment(ScriptedSlice.Script.WORK);
        bench.run(assignment);
        parked(2);
        bench.launchMillis = 300;
        int before = bench.launches.size();
        assertThat(take(assignment, "h")).allMatch(PooledSlice::waited);
        for (int i = 0; i < 1_000 && bench.launches.size() == before; i++) {
            Thread.sleep(10);
        }

        bench.pool.close();

        assertThat(bench.slices).hasSize(before + 1);
        assertThat(bench.slices.getLast().exit()).isDone();
    }

    @Test
    void aKernelOfOneCommandKeepsNothing() throws Exception {
        Path other = folder.resolve("other");
        Files.createDirectories(other);
        try (AgentBench once = new AgentBench(other)) {
            once.run(once.assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK));

            assertThat(once.launches).hasSize(2);
            assertThat(once.pool.pool().budgetBytes()).isZero();
        }
    }
}
