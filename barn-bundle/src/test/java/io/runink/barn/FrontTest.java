package io.runink.barn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.barn.BarnCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class FrontTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** A log in memory. It may lose answers, or let another peer's entry come first. */
    private static final class MemoryLog implements Front.Log {
        private final List<Entry> entries = new ArrayList<>();
        private State state = State.EMPTY;
        private int losing;
        private int overtaking;
        private boolean dead;
        private CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

        @Override
        public synchronized CompletableFuture<?> propose(byte[] bytes) {
            if (dead) {
                return new CompletableFuture<>();
            }
            if (overtaking > 0) {
                overtaking--;
                Entry.Item other =
                        state.decide("other", overtaking, Samples.herd("h" + overtaking));
                apply(new Entry(Entry.VERSION, state.image().revision(), List.of(other)));
            }
            apply(Entry.parse(bytes));
            if (losing > 0) {
                losing--;
                return CompletableFuture.failedFuture(new IllegalStateException("lost"));
            }
            return gate;
        }

        private void apply(Entry entry) {
            entries.add(entry);
            state = state.replay(entries.size(), entry).state();
        }

        @Override
        public synchronized State state() {
            return state;
        }
    }

    private final MemoryLog log = new MemoryLog();

    @Test
    void whatArrivesWhileAnEntryIsUnderWaySharesTheNext() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        log.gate = gate;
        try (Front front = new Front(log, TIMEOUT)) {
            CompletableFuture<Long> first = front.submit(Samples.herd("farm"));
            front.start();
            List<CompletableFuture<Long>> rest = new ArrayList<>();
            // The first is taken before the others come, or with some of them: both are right.
            for (int i = 0; i < 50; i++) {
                rest.add(front.submit(Samples.dag("sha256:" + i)));
            }
            gate.complete(null);

            long revision = first.get(10, TimeUnit.SECONDS);
            assertThat(revision).isEqualTo(1);
            for (CompletableFuture<Long> one : rest) {
                assertThat(one.get(10, TimeUnit.SECONDS)).isLessThanOrEqualTo(4);
            }
            assertThat(log.entries).hasSizeLessThanOrEqualTo(4);
            assertThat(log.state.image().dags()).hasSize(50);
        }
    }

    @Test
    void anOvertakenEntryIsDecidedAgain() throws Exception {
        log.overtaking = 2;
        try (Front front = started()) {
            long revision = get(front.submit(Samples.herd("farm")));

            assertThat(revision).isEqualTo(log.entries.size());
            assertThat(log.state.image().herds().keySet()).containsExactly("farm", "h0", "h1");
        }
    }

    @Test
    void aLostAnswerIsFoundAgain() throws Exception {
        try (Front front = started()) {
            get(front.submit(Samples.herd("farm")));
            log.losing = 1;

            long revision = get(front.submit(Samples.open("r1")));
            // Decided twice, it would have been refused: the id is taken.
            assertThat(revision).isEqualTo(2);
            assertThat(log.state.image().runs()).hasSize(1);
        }
    }

    @Test
    void aRefusalReachesWhoeverAsked() {
        try (Front front = started()) {
            assertThatThrownBy(() -> get(front.submit(Samples.open("r1"))))
                    .hasMessageContaining("RNK-BARN-001");
        }
    }

    @Test
    void aLogThatNeverAnswersIsSaid() {
        log.dead = true;
        try (Front front = new Front(log, Duration.ofMillis(50))) {
            front.start();

            assertThatThrownBy(() -> get(front.submit(Samples.herd("farm"))))
                    .hasMessageContaining("RNK-BARN-020")
                    .hasMessageContaining("may have taken effect");
        }
    }

    @Test
    void aCommandTooLargeIsRefusedAndTheOthersGoOn() throws Exception {
        BarnCommand large = new BarnCommand.PutDag("farm", "s".repeat(3_000_000), "sha256:l");
        try (Front front = new Front(log, TIMEOUT)) {
            CompletableFuture<Long> before = front.submit(Samples.herd("farm"));
            CompletableFuture<Long> refused = front.submit(large);
            CompletableFuture<Long> after = front.submit(Samples.dag("sha256:a"));
            front.start();

            assertThat(get(before)).isPositive();
            assertThatThrownBy(() -> get(refused)).hasMessageContaining("RNK-BARN-011");
            assertThat(get(after)).isPositive();
            assertThat(log.state.image().dags()).hasSize(1);
        }
    }

    @Test
    void moreThanCanWaitIsRefused() {
        try (Front front = new Front(log, TIMEOUT)) {
            CompletableFuture<Long> last = new CompletableFuture<>();
            for (int i = 0; i < 5000; i++) {
                last = front.submit(Samples.herd("farm"));
            }

            CompletableFuture<Long> refused = last;
            assertThatThrownBy(() -> get(refused)).hasMessageContaining("RNK-BARN-020");
        }
    }

    @Test
    void whatWaitsWhenItClosesIsRefused() {
        log.dead = true;
        Front front = started();
        CompletableFuture<Long> under = front.submit(Samples.herd("farm"));
        CompletableFuture<Long> waiting = front.submit(Samples.herd("dairy"));
        front.close();

        assertThatThrownBy(() -> get(under)).hasMessageContaining("RNK-BARN-026");
        assertThatThrownBy(() -> get(waiting)).hasMessageContaining("RNK-BARN-026");
        assertThatThrownBy(() -> get(front.submit(Samples.herd("late"))))
                .hasMessageContaining("RNK-BARN-026");
    }

    private Front started() {
        Front front = new Front(log, TIMEOUT);
        front.start();
        return front;
    }

    private static long get(CompletableFuture<Long> answer) throws Exception {
        try {
            return answer.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) java.util.Objects.requireNonNull(e.getCause());
        }
    }
}
