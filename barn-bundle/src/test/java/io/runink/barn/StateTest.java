package io.runink.barn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.barn.BarnCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateTest {

    @Test
    void aRepeatedCommandIsAnsweredAsTheFirst() {
        State state = after(State.EMPTY, 3, "c", 1, Samples.herd("farm"));
        state = after(state, 5, "c", 2, Samples.open("r1"));

        // Decided anew, it would be refused: the id is taken.
        Entry.Item again = state.decide("c", 2, Samples.open("r1"));
        assertThat(again.revision()).isEqualTo(5);
        assertThat(again.records()).isEmpty();
        assertThat(again.refusal()).isNull();
        State repeated = after(state, 7, "c", 2, Samples.open("r1"));
        assertThat(repeated.image().runs()).isEqualTo(state.image().runs());
        assertThat(repeated.answers()).isEqualTo(state.answers());
        assertThat(state.decide("other", 2, Samples.open("r1")).refusal()).isNotNull();
    }

    @Test
    void aRepeatedRefusalIsTheFirstRefusal() {
        State state = after(State.EMPTY, 3, "c", 1, Samples.open("r1"));
        state = after(state, 4, "c", 2, Samples.herd("farm"));

        assertThat(state.decide("c", 1, Samples.open("r1")).refusal())
                .isNotNull()
                .isEqualTo(state.answers().getFirst().refusal());
    }

    @Test
    void answersAreBounded() {
        State state = State.EMPTY;
        for (int i = 1; i <= State.ANSWERS + 10; i++) {
            state = after(state, i, "c", i, Samples.herd("farm"));
        }

        assertThat(state.answers()).hasSize(State.ANSWERS);
        assertThat(state.answer("c", 10)).isEmpty();
        assertThat(state.answer("c", 11)).isPresent();
        assertThat(state.answer("c", State.ANSWERS + 10)).isPresent();
    }

    @Test
    void anEntryOfANewerVersionIsRefused() {
        byte[] newer = "{\"v\":2,\"base\":0,\"items\":[]}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Entry.parse(newer)).hasMessageStartingWith("RNK-BARN-027");
    }

    @Test
    void anEntryStartsWithItsVersionForEveryReader() {
        String text =
                new String(new Entry(Entry.VERSION, 7, List.of()).bytes(), StandardCharsets.UTF_8);

        assertThat(text).isEqualTo("{\"base\":7,\"items\":[],\"v\":1}");
    }

    @Test
    void aSnapshotWithAFlippedBitIsRefused(@TempDir Path folder) throws Exception {
        State state = after(State.EMPTY, 3, "c", 1, Samples.herd("farm"));
        Path file = folder.resolve("snapshot.1_3");
        Snapshot.of(1, 3, state).write(file);
        assertThat(Snapshot.read(file).state()).isEqualTo(state);
        byte[] bytes = Files.readAllBytes(file);

        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 1;
            // The line feed alone is no part of what is signed.
            if (i != 64) {
                assertThatThrownBy(() -> Snapshot.parse(flipped, "s"))
                        .as("byte %s", i)
                        .hasMessageStartingWith("RNK-BARN-022");
            }
        }
    }

    @Test
    void aSnapshotOfANewerVersionIsRefused() {
        byte[] newer = new Snapshot(2, 1, 3, State.EMPTY).bytes();

        assertThatThrownBy(() -> Snapshot.parse(newer, "s")).hasMessageStartingWith("RNK-BARN-027");
    }

    private static State after(
            State state, long index, String client, long sequence, BarnCommand command) {
        Entry entry =
                new Entry(
                        Entry.VERSION,
                        state.image().revision(),
                        List.of(state.decide(client, sequence, command)));
        State.Step step = state.replay(index, Entry.parse(entry.bytes()));
        assertThat(step.applied()).isTrue();
        assertThat(new ArrayList<>(step.changes()))
                .allSatisfy(change -> assertThat(change.revision()).isEqualTo(index));
        return step.state();
    }
}
