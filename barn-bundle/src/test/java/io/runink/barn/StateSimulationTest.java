package io.runink.barn;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.barn.Barn.Change;
import io.runink.api.barn.BarnCommand;
import io.runink.api.barn.BarnImage;
import io.runink.api.barn.BarnRecord;
import io.runink.api.plan.Assignment;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random commands, in random batches, with repetitions and entries of a peer that was overtaken.
 */
final class StateSimulationTest {

    private static final int ENTRIES = 400;
    private static final List<RunStatus> STATUSES = List.of(RunStatus.values());

    private final List<byte[]> log = new ArrayList<>();
    private final List<Long> indexes = new ArrayList<>();
    private State state = State.EMPTY;
    private long index;
    private long sequence;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void aReplayedLogAndASnapshotGiveTheSameState(long seed) {
        Random random = new Random(seed);
        List<Change> changes = new ArrayList<>();
        Set<String> committed = new HashSet<>();
        for (int i = 0; i < ENTRIES; i++) {
            State.Step step = append(batch(random), random);
            if (step.applied()) {
                changes.addAll(step.changes());
            }
            for (Change change : step.changes()) {
                switch (change.record()) {
                    case BarnRecord.RunCommitting commit ->
                            assertThat(committed.add(commit.run())).as("one commit a run").isTrue();
                    case BarnRecord.RunReleased released ->
                            assertThat(committed.add(released.run()))
                                    .as("one commit a run, or none")
                                    .isTrue();
                    default -> {}
                }
            }
            assertSound(state.image());
        }

        assertThat(replayed(0, State.EMPTY)).isEqualTo(state);
        assertThat(afterChanges(changes)).isEqualTo(state.image());
        int half = log.size() / 2;
        State middle = State.EMPTY;
        for (int i = 0; i < half; i++) {
            middle = middle.replay(indexes.get(i), Entry.parse(log.get(i))).state();
        }
        State restored =
                Snapshot.parse(Snapshot.of(1, indexes.get(half - 1), middle).bytes(), "s").state();
        assertThat(restored).isEqualTo(middle);
        assertThat(replayed(half, restored)).isEqualTo(state);
    }

    private State replayed(int from, State start) {
        State at = start;
        for (int i = from; i < log.size(); i++) {
            at = at.replay(indexes.get(i), Entry.parse(log.get(i))).state();
        }
        return at;
    }

    /** What a watcher makes of the changes alone; the revision also counts what changed nothing. */
    private BarnImage afterChanges(List<Change> changes) {
        BarnImage image = BarnImage.EMPTY;
        for (Change change : changes) {
            image = Replay.replay(image, change.revision(), change.record());
        }
        return Replay.advanced(image, state.image().revision());
    }

    private State.Step append(List<BarnCommand> commands, Random random) {
        // Indexes skip: elections and configurations take some.
        index += 1 + random.nextInt(3);
        long base = state.image().revision();
        boolean overtaken = random.nextInt(10) == 0 && base > 0;
        List<Entry.Item> items = new ArrayList<>();
        State at = state;
        for (BarnCommand command : commands) {
            boolean repeated = random.nextInt(8) == 0 && sequence > 0;
            long number = repeated ? Math.max(1, sequence - random.nextInt(4)) : ++sequence;
            Entry.Item item = at.decide("c", number, command);
            items.add(item);
            at = at.apply(0, item, new ArrayList<>());
        }
        byte[] bytes = new Entry(Entry.VERSION, overtaken ? base - 1 : base, items).bytes();
        log.add(bytes);
        indexes.add(index);
        State before = state;
        State.Step step = before.replay(index, Entry.parse(bytes));
        assertThat(step.applied()).isNotEqualTo(overtaken);
        if (overtaken) {
            assertThat(step.state()).isEqualTo(before);
        }
        state = step.state();
        return step;
    }

    private List<BarnCommand> batch(Random random) {
        List<BarnCommand> commands = new ArrayList<>();
        int size = 1 + random.nextInt(4);
        for (int i = 0; i < size; i++) {
            commands.add(command(random));
        }
        return commands;
    }

    private BarnCommand command(Random random) {
        String run = "r" + random.nextInt(40);
        return switch (random.nextInt(10)) {
            case 0 -> Samples.herd(random.nextBoolean() ? "farm" : "dairy");
            case 1 -> Samples.contract("1." + random.nextInt(3) + ".0", "h" + random.nextInt(2));
            case 2 -> Samples.dag("sha256:" + random.nextInt(3));
            case 3 -> Samples.open(run);
            case 4, 5 -> Samples.assign(run);
            case 6 -> {
                Assignment placed = state.image().assignments().get(run);
                long token = placed == null ? 1 : placed.token();
                yield Samples.commit(run, token - random.nextInt(2));
            }
            case 7 -> {
                Assignment placed = state.image().assignments().get(run);
                yield Samples.hold(run, placed == null ? 1 : placed.token());
            }
            case 8 -> Samples.release(run, random.nextBoolean());
            default -> Samples.end(run, STATUSES.get(random.nextInt(STATUSES.size())));
        };
    }

    private static void assertSound(BarnImage image) {
        for (RunRecord run : image.runs().values()) {
            assertThat(image.herds()).containsKey(run.herd());
            boolean placed = run.status() != RunStatus.PENDING && !run.status().ended();
            assertThat(image.assignments().containsKey(run.run())).isEqualTo(placed);
            boolean reported =
                    run.status() == RunStatus.HELD
                            || run.status() == RunStatus.DISCARDING
                            || run.status().ended();
            // What was held keeps its report while it commits.
            if (run.status() != RunStatus.COMMITTING) {
                assertThat(run.report() != null).isEqualTo(reported);
            }
        }
        for (String run : image.assignments().keySet()) {
            assertThat(image.runs()).containsKey(run);
            assertThat(Objects.requireNonNull(image.assignments().get(run)).token())
                    .isBetween(1L, image.revision());
        }
    }
}
