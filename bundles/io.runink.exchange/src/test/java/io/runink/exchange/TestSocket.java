package io.runink.exchange;

import io.runink.posix.Posix;
import io.runink.spi.exchange.EdgeSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** An end of an edge in a test; closing twice is as closing once. */
final class TestSocket implements EdgeSocket {

    private final int descriptor;
    private boolean closed;

    TestSocket(int descriptor) {
        this.descriptor = descriptor;
    }

    /** The producer's end and the consumer's. */
    static TestSocket[] pair() {
        int[] ends = Posix.datagramPair();
        return new TestSocket[] {new TestSocket(ends[0]), new TestSocket(ends[1])};
    }

    @Override
    public int descriptor() {
        return descriptor;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Posix.close(descriptor);
        }
    }

    /** As the end of its process would: for who still works with it, and for the other side. */
    void die() {
        Posix.shutdown(descriptor);
    }

    /** How much shared memory of edges this process has mapped, and has descriptors of. */
    static long held() throws IOException {
        long found = 0;
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            found += maps.filter(it -> it.contains("runink-edge")).count();
        }
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            found += descriptors.filter(TestSocket::isEdge).count();
        }
        return found;
    }

    private static boolean isEdge(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("runink-edge");
        } catch (IOException e) {
            // The one that lists the folder is gone by now.
            return false;
        }
    }
}
