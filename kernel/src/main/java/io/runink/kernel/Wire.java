package io.runink.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Frames on a socket: a kind (one byte), a length (four), that many bytes. One thread reads, any
 * may write.
 */
final class Wire implements AutoCloseable {

    /** What a frame carries. */
    enum Kind {
        /** Client to kernel, first: an encoded {@link Request}. */
        REQUEST('Q'),
        /**
         * Kernel to client, first, and empty: the request is being worked on. Before it, a client
         * may ask another kernel; after it, never.
         */
        TAKEN('T'),
        /** Client to kernel: standard input; empty at its end. */
        INPUT('I'),
        /** Kernel to client: standard output. */
        OUTPUT('O'),
        /** Kernel to client: standard error. */
        ERROR('E'),
        /** Kernel to client, last: the exit status, four bytes. */
        EXIT('X');

        private final byte mark;

        Kind(char mark) {
            this.mark = (byte) mark;
        }

        private static Kind of(byte mark) throws IOException {
            for (Kind kind : values()) {
                if (kind.mark == mark) {
                    return kind;
                }
            }
            throw new IOException("a frame marked " + mark);
        }
    }

    record Frame(Kind kind, byte[] payload) {}

    /**
     * No frame is longer: output is cut into pieces, and a request fits the kernel's argv limit.
     */
    static final int LENGTH_MAX = 4 * 1024 * 1024;

    private static final int HEADER = 5;

    private final SocketChannel channel;
    private final ReentrantLock writing = new ReentrantLock();
    private final ByteBuffer header = ByteBuffer.allocate(HEADER);

    Wire(SocketChannel channel) {
        this.channel = channel;
    }

    void send(Kind kind, byte[] bytes, int offset, int length) throws IOException {
        if (length > LENGTH_MAX) {
            throw new IOException("a frame of " + length + " bytes, at most " + LENGTH_MAX);
        }
        ByteBuffer frame = ByteBuffer.allocate(HEADER + length);
        frame.put(kind.mark).putInt(length).put(bytes, offset, length).flip();
        writing.lock();
        try {
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
        } finally {
            writing.unlock();
        }
    }

    void send(Kind kind, byte[] bytes) throws IOException {
        send(kind, bytes, 0, bytes.length);
    }

    void exit(int status) throws IOException {
        send(Kind.EXIT, ByteBuffer.allocate(4).putInt(status).array());
    }

    /** The next frame, or null when the other side has closed. */
    @Nullable Frame receive() throws IOException {
        header.clear();
        if (!fill(header)) {
            return null;
        }
        header.flip();
        Kind kind = Kind.of(header.get());
        int length = header.getInt();
        if (length < 0 || length > LENGTH_MAX) {
            throw new IOException("a frame of " + length + " bytes");
        }
        ByteBuffer payload = ByteBuffer.allocate(length);
        if (!fill(payload)) {
            return null;
        }
        return new Frame(kind, payload.array());
    }

    private boolean fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nobody is left to tell.
        }
    }
}
