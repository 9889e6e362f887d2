package io.runink.api.barn;

import java.util.function.Consumer;

/**
 * The store of all control-plane state, replicated by Raft. The service appears when a leader is
 * ready to answer.
 */
public interface Barn {

    /**
     * A change, in the order of the log.
     *
     * @param revision the Raft index of its entry
     * @param record what changed
     */
    record Change(long revision, BarnRecord record) {}

    /** An open watch; closing it ends the deliveries. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Submits a command and waits until it is durable.
     *
     * @return the revision at which its effect is visible
     * @throws io.runink.api.error.RuninkException if the state machine refuses it, or no leader
     *     answers in time
     */
    long submit(BarnCommand command);

    /** What the Barn holds now: linearizable, so every acknowledged command is in it. */
    BarnImage image();

    /**
     * Delivers every change after a revision, in order, without a gap, from one thread.
     *
     * @param after the revision already known; that of an image, to follow it
     * @param listener called for each; it must not block for long
     * @throws io.runink.api.error.RuninkException if changes after that revision were compacted
     */
    Watch watch(long after, Consumer<Change> listener);
}
