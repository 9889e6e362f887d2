package io.runink.agent;

import io.runink.posix.Posix;
import io.runink.posix.Received;
import io.runink.spi.isolation.ControlChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A control channel to a slice in this JVM. */
final class SeqPacketChannel implements ControlChannel {

    /** As the launcher's channels: a peer that reads nothing for so long is as good as gone. */
    private static final int SEND_MILLIS_MAX = 10_000;

    private final int descriptor;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SeqPacketChannel(int descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Both ends.
     *
     * @param agent the agent's
     * @param descriptor the slice's, which the slice closes
     */
    record Pair(SeqPacketChannel agent, int descriptor) {}

    static Pair pair() {
        int[] ends = Posix.datagramPair();
        return new Pair(new SeqPacketChannel(ends[0]), ends[1]);
    }

    @Override
    public void send(byte[] message, List<Integer> descriptors) {
        Posix.send(descriptor, message, descriptors, SEND_MILLIS_MAX);
    }

    @Override
    public Optional<byte[]> receive() {
        return Posix.receive(descriptor, MESSAGE_BYTES_MAX).map(Received::message);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Posix.close(descriptor);
        }
    }
}
