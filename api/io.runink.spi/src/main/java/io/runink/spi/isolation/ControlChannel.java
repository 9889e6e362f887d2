package io.runink.spi.isolation;

import java.util.List;
import java.util.Optional;

/**
 * A datagram channel between an agent and one slice: messages arrive whole, in order, and may carry
 * descriptors.
 */
public interface ControlChannel extends AutoCloseable {

    /**
     * Longest message: a claim with a DAG of some hundred nodes fits; a hostile slice's flood does
     * not.
     */
    int MESSAGE_BYTES_MAX = 160 * 1024;

    /**
     * Sends a message with copies of descriptors; the caller still owns and closes its own.
     *
     * @throws io.runink.api.error.RuninkException if the other end is gone, or does not read for 10
     *     s
     */
    void send(byte[] message, List<Integer> descriptors);

    /** Waits for a message; empty when the other end is gone. */
    Optional<byte[]> receive();

    @Override
    void close();
}
