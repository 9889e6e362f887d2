package io.runink.barn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.barn.Barn.Change;
import io.runink.api.barn.Barn.Watch;
import io.runink.api.barn.BarnRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ChangeLogTest {

    private final ChangeLog log = new ChangeLog(10);

    @Test
    void aWatchSeesWhatWasAndWhatComes() throws InterruptedException {
        append(1, 3);
        BlockingQueue<Change> seen = new LinkedBlockingQueue<>();
        try (Watch _ = log.watch(1, seen::add)) {
            append(4, 5);

            assertThat(take(seen, 4)).containsExactly(2L, 3L, 4L, 5L);
        }
    }

    @Test
    void aWatcherThatLagsBehindTheBufferMissesNothing() throws InterruptedException {
        append(1, 1);
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        BlockingQueue<Change> seen = new LinkedBlockingQueue<>();
        try (Watch _ =
                log.watch(
                        0,
                        change -> {
                            first.countDown();
                            await(released);
                            seen.add(change);
                        })) {
            await(first);
            append(2, 100);
            released.countDown();

            assertThat(take(seen, 100))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
        }
    }

    @Test
    void whatIsNoLongerHeldIsCompacted() throws InterruptedException {
        append(1, 25);

        assertThatThrownBy(() -> log.watch(14, change -> {}))
                .hasMessageStartingWith("RNK-BARN-024");
        BlockingQueue<Change> seen = new LinkedBlockingQueue<>();
        try (Watch _ = log.watch(15, seen::add)) {
            assertThat(take(seen, 10)).first().isEqualTo(16L);
        }
    }

    @Test
    void changesOfOneRevisionAreCompactedTogether() {
        List<Change> twelve = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            twelve.add(change(7));
        }
        log.append(7, twelve);

        assertThatThrownBy(() -> log.watch(6, change -> {})).hasMessageStartingWith("RNK-BARN-024");
        log.watch(7, change -> {}).close();
    }

    @Test
    void aRevisionOfTheFutureIsRefused() {
        append(1, 3);

        assertThatThrownBy(() -> log.watch(4, change -> {})).hasMessageStartingWith("RNK-BARN-025");
    }

    @Test
    void whatASnapshotCoversIsCompacted() {
        log.restart(40);

        assertThatThrownBy(() -> log.watch(39, change -> {}))
                .hasMessageStartingWith("RNK-BARN-024");
        log.watch(40, change -> {}).close();
    }

    @Test
    void aWatcherThatFailsSeesTheNextChange() throws InterruptedException {
        BlockingQueue<Change> seen = new LinkedBlockingQueue<>();
        try (Watch _ =
                log.watch(
                        0,
                        change -> {
                            if (change.revision() == 1) {
                                throw new IllegalStateException("once");
                            }
                            seen.add(change);
                        })) {
            append(1, 2);

            assertThat(take(seen, 1)).containsExactly(2L);
        }
    }

    @Test
    void aClosedLogWatchesNothing() {
        log.close();

        assertThatThrownBy(() -> log.watch(0, change -> {})).hasMessageStartingWith("RNK-BARN-026");
    }

    private void append(long from, long to) {
        for (long at = from; at <= to; at++) {
            log.append(at, List.of(change(at)));
        }
    }

    private static Change change(long revision) {
        return new Change(revision, new BarnRecord.DagPut("farm", "s", "d" + revision));
    }

    private static List<Long> take(BlockingQueue<Change> seen, int count)
            throws InterruptedException {
        List<Long> revisions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Change change = seen.poll(10, TimeUnit.SECONDS);
            assertThat(change).as("change %s of %s", i + 1, count).isNotNull();
            revisions.add(change.revision());
        }
        return revisions;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
