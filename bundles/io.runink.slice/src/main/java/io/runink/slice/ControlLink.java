package io.runink.slice;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The slice's end of the channel to its agent: whole messages, in order. */
interface ControlLink {

    /**
     * A message with what travelled beside it.
     *
     * @param message its bytes
     * @param grants the descriptors, in order
     */
    record Mail(byte[] message, List<Grant> grants) {
        public Mail {
            grants = List.copyOf(grants);
        }
    }

    /** Sends one message. Safe for threads. */
    void send(byte[] message) throws IOException;

    /** Waits for a message; empty when the agent is gone. */
    Optional<Mail> receive() throws IOException;
}
