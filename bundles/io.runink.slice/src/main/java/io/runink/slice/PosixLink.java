package io.runink.slice;

import io.runink.posix.Posix;
import java.util.List;
import java.util.Optional;

/** The control channel of a slice's process: a socket that keeps messages whole. */
final class PosixLink implements ControlLink {

    /** A claim holds the DAG; the kernel's own bound on a message is below this. */
    private static final int MESSAGE_BYTES_MAX = 4 << 20;

    /** An agent that reads nothing for so long is as good as gone. */
    private static final int SEND_MILLIS_MAX = 30_000;

    private final int descriptor;

    PosixLink(int descriptor) {
        this.descriptor = descriptor;
    }

    @Override
    public void send(byte[] message) {
        Posix.send(descriptor, message, List.of(), SEND_MILLIS_MAX);
    }

    @Override
    public Optional<Mail> receive() {
        return Posix.receive(descriptor, MESSAGE_BYTES_MAX)
                .map(received ->
                        new Mail(
                                received.message(),
                                received.descriptors().stream()
                                        .<Grant>map(PosixGrant::new)
                                        .toList()));
    }
}
