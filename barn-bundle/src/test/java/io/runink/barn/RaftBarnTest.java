package io.runink.barn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.barn.Barn.Change;
import io.runink.api.barn.Barn.Watch;
import io.runink.api.barn.BarnImage;
import io.runink.api.barn.BarnRecord;
import io.runink.api.plan.Assignment;
import io.runink.api.run.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RaftBarnTest {

    @TempDir Path home;

    @Test
    void aReopenedBarnHoldsWhatItAcknowledged() {
        BarnImage before;
        try (RaftBarn barn = RaftBarn.open(home)) {
            barn.submit(Samples.herd("farm"));
            barn.submit(Samples.open("r1"));
            long token = barn.submit(Samples.assign("r1"));
            barn.submit(Samples.commit("r1", token));
            barn.submit(Samples.end("r1", RunStatus.COMPLETED));
            barn.submit(Samples.open("r2"));
            barn.submit(Samples.assign("r2"));
            before = barn.image();
        }
        // Twice: from the snapshot that closing took, on another port each time.
        for (int i = 0; i < 2; i++) {
            try (RaftBarn barn = RaftBarn.open(home)) {
                assertThat(barn.image()).isEqualTo(before);
            }
        }
    }

    @Test
    void theTokenOfAnAssignmentIsItsRevision() {
        try (RaftBarn barn = RaftBarn.open(home)) {
            barn.submit(Samples.herd("farm"));
            barn.submit(Samples.open("r1"));
            long revision = barn.submit(Samples.assign("r1"));

            assertThat(barn.image().assignments().values())
                    .extracting(Assignment::token)
                    .containsExactly(revision);
            assertThatThrownBy(() -> barn.submit(Samples.commit("r1", revision - 1)))
                    .hasMessageStartingWith("RNK-BARN-008");
            barn.submit(Samples.commit("r1", revision));
            assertThatThrownBy(() -> barn.submit(Samples.commit("r1", revision)))
                    .hasMessageStartingWith("RNK-BARN-007");
        }
    }

    @Test
    void aWatchFollowsAnImageWithoutAGap() throws InterruptedException {
        try (RaftBarn barn = RaftBarn.open(home)) {
            barn.submit(Samples.herd("farm"));
            long known = barn.image().revision();
            BlockingQueue<Change> seen = new LinkedBlockingQueue<>();
            barn.submit(Samples.open("r1"));
            try (Watch _ = barn.watch(known, seen::add)) {
                long token = barn.submit(Samples.assign("r1"));
                List<Change> taken = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    Change change = seen.poll(10, TimeUnit.SECONDS);
                    assertThat(change).isNotNull();
                    taken.add(change);
                }
                assertThat(taken.get(0).record()).isInstanceOf(BarnRecord.RunOpened.class);
                assertThat(taken.get(1).record())
                        .isInstanceOfSatisfying(
                                BarnRecord.Assigned.class,
                                assigned ->
                                        assertThat(assigned.assignment().token()).isEqualTo(token));
            }
        }
    }

    @Test
    void aFolderIsHeldByOneBarn() {
        try (RaftBarn _ = RaftBarn.open(home)) {
            assertThatThrownBy(() -> RaftBarn.open(home))
                    .hasMessageStartingWith("RNK-BARN-023")
                    .hasMessageContaining("another process");
        }
    }

    @Test
    void aFolderThatRatisWouldMisreadIsRefused() {
        assertThatThrownBy(() -> RaftBarn.open(home.resolve("a,b")))
                .hasMessageStartingWith("RNK-BARN-023");
    }

    @Test
    void aFolderThatIsAFileIsRefused() throws Exception {
        Path file = Files.writeString(home.resolve("barn"), "no folder");

        assertThatThrownBy(() -> RaftBarn.open(file)).hasMessageStartingWith("RNK-BARN-023");
    }

    @Test
    void aClosedBarnRefusesCommands() {
        RaftBarn barn = RaftBarn.open(home);
        barn.close();

        assertThatThrownBy(() -> barn.submit(Samples.herd("farm")))
                .hasMessageStartingWith("RNK-BARN-026");
    }
}
