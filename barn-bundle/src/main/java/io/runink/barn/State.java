package io.runink.barn;

import io.runink.api.barn.Barn.Change;
import io.runink.api.barn.BarnCommand;
import io.runink.api.barn.BarnImage;
import io.runink.api.barn.BarnRecord;
import io.runink.api.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All the state machine knows: the image, and the answers it gave last, so that a command sent
 * twice is answered as the first time. Immutable.
 *
 * @param image what readers see
 * @param answers oldest first, at most {@link #ANSWERS}
 */
record State(BarnImage image, List<Answer> answers) {

    /** Answers remembered: twice what one entry can hold, since one is in flight at a time. */
    static final int ANSWERS = 512;

    /** Before the first entry. */
    static final State EMPTY = new State(BarnImage.EMPTY, List.of());

    /**
     * A command that was answered.
     *
     * @param revision at which its effect is visible
     * @param refusal why it was refused, or null
     */
    record Answer(String client, long sequence, long revision, @Nullable Problem refusal) {}

    /**
     * A state and what led to it.
     *
     * @param applied whether the entry counted; false if it was decided on another revision
     */
    record Step(State state, List<Change> changes, boolean applied) {
        Step {
            changes = List.copyOf(changes);
        }
    }

    State {
        answers = List.copyOf(answers);
    }

    /** What a command comes to: the remembered answer, or a decision. */
    Entry.Item decide(String client, long sequence, BarnCommand command) {
        Optional<Answer> known = answer(client, sequence);
        if (known.isPresent()) {
            Answer answer = known.get();
            return new Entry.Item(client, sequence, answer.revision(), List.of(), answer.refusal());
        }
        Decision decision = Decider.decide(command, image);
        return new Entry.Item(client, sequence, 0, decision.records(), decision.refusal());
    }

    /** The answer this client was given to this command, while it is remembered. */
    Optional<Answer> answer(String client, long sequence) {
        for (int i = answers.size() - 1; i >= 0; i--) {
            Answer answer = answers.get(i);
            if (answer.sequence() == sequence && answer.client().equals(client)) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    /** The state after an entry of the log; the one thing that changes state. */
    Step replay(long index, Entry entry) {
        if (entry.base() != image.revision()) {
            return new Step(this, List.of(), false);
        }
        State after = this;
        List<Change> changes = new ArrayList<>();
        for (Entry.Item item : entry.items()) {
            after = after.apply(index, item, changes);
        }
        return new Step(after, changes, true);
    }

    /** The state after one command's outcome. */
    State apply(long index, Entry.Item item, List<Change> changes) {
        BarnImage next = Replay.advanced(image, index);
        for (BarnRecord decided : item.records()) {
            BarnRecord record = Replay.at(index, decided);
            next = Replay.replay(next, index, record);
            changes.add(new Change(index, record));
        }
        if (item.revision() != 0) {
            return new State(next, answers);
        }
        int surplus = Math.max(0, answers.size() + 1 - ANSWERS);
        List<Answer> remembered = new ArrayList<>(answers.subList(surplus, answers.size()));
        remembered.add(new Answer(item.client(), item.sequence(), index, item.refusal()));
        return new State(next, remembered);
    }
}
