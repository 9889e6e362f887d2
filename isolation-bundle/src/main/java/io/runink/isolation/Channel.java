package io.runink.isolation;

import io.runink.posix.Posix;
import io.runink.posix.Received;
import io.runink.posix.Sender;
import io.runink.spi.isolation.ControlChannel;
import java.util.List;
import java.util.Optional;

/**
 * The agent's end. Its number is freed only when nobody is inside a call with it: else the next
 * file to be opened would get it, and the message.
 */
final class Channel implements ControlChannel {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final int fd;
    private final int timeoutMillis;
    private int users = 1;
    private boolean closed;

    Channel(int fd) {
        this(fd, TIMEOUT_MILLIS);
    }

    /** One that waits so long for a slice that does not read. */
    Channel(int fd, int timeoutMillis) {
        this.fd = fd;
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public void send(byte[] message, List<Integer> descriptors) {
        if (!enter()) {
            throw IsolationError.CHANNEL_CLOSED.exception(
                    "control channel is closed, expected it open", "start another slice");
        }
        try {
            Posix.send(fd, message, descriptors, timeoutMillis);
        } finally {
            leave();
        }
    }

    @Override
    public Optional<byte[]> receive() {
        if (!enter()) {
            return Optional.empty();
        }
        try {
            Optional<Received> received = Posix.receive(fd, MESSAGE_BYTES_MAX);
            // A slice has no descriptor that an agent would want.
            received.ifPresent(it -> it.descriptors().forEach(Posix::close));
            return received.map(Received::message);
        } finally {
            leave();
        }
    }

    /** Has the kernel name the sender of the first message. */
    void nameSenders() {
        Posix.nameSenders(fd, true);
    }

    /** The sender of the first message, and of that only. */
    Optional<Sender> sender() {
        Optional<Sender> sender = Posix.receiveSender(fd);
        Posix.nameSenders(fd, false);
        return sender;
    }

    /** Waits for a message or the end. */
    boolean awaitReadable(int timeoutMillis) {
        return Posix.awaitReadable(fd, timeoutMillis);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        // Whoever waits inside wakes up and leaves.
        Posix.shutdown(fd);
        leave();
    }

    private synchronized boolean enter() {
        if (closed) {
            return false;
        }
        users++;
        return true;
    }

    private synchronized void leave() {
        users--;
        if (users == 0) {
            Posix.close(fd);
        }
    }
}
