package io.runink.exchange;

import io.runink.api.error.RuninkException;
import io.runink.posix.Posix;
import io.runink.posix.PosixError;
import io.runink.posix.Received;
import io.runink.spi.exchange.EdgeSocket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messages of an edge over shared memory: each some words, of which the first is its kind. They
 * share the memory, wake who sleeps, and say the end; that the other side died, they say too.
 */
final class RingChannel {

    /** Consumer: its page travels with it. {@code VERSION}. */
    static final long OPEN = 1;

    /** Producer: the ring travels with it. {@code VERSION, slotBytes, digest}. */
    static final long RING = 2;

    /** Either: look again. */
    static final long WAKE = 3;

    /** Producer: the buffers of a row too large for its slot follow in pieces. */
    static final long ROW = 4;

    /** Producer: so many batches were all. {@code count}. */
    static final long END = 5;

    /** A piece of a large row: well within what a socket holds. */
    static final int PIECE_BYTES = 64 * 1024;

    /** After so long a sleeper looks again by itself. */
    private static final int SLEEP_MILLIS = 1000;

    private final EdgeSocket socket;

    /** Not a thread's own: slots are let go by whichever thread was the last to use them. */
    private final MemorySegment wake = Arena.ofAuto().allocateFrom(ValueLayout.JAVA_LONG, WAKE);

    private final MemorySegment room;
    private volatile boolean gone;

    /**
     * A channel.
     *
     * @param words in the longest message that the other side may send
     */
    RingChannel(EdgeSocket socket, int words) {
        this.socket = socket;
        this.room = Arena.ofAuto().allocate(words * 8L, 8);
    }

    /** Whether the other side is known to have ended; what it sent before was all heard then. */
    boolean gone() {
        return gone;
    }

    /** Sends a message, with memory if there is some; waits for room. */
    void send(List<Integer> descriptors, long... words) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(words.length * 8).order(ByteOrder.nativeOrder());
        message.asLongBuffer().put(words);
        try {
            Posix.send(socket.descriptor(), message.array(), descriptors, Integer.MAX_VALUE);
        } catch (RuninkException e) {
            throw broken(e);
        }
    }

    /** Sends a piece of a buffer; waits for room. */
    void sendPiece(MemorySegment piece) throws IOException {
        try {
            while (!Posix.sendNow(socket.descriptor(), piece)) {
                Posix.awaitRoom(socket.descriptor(), SLEEP_MILLIS);
            }
        } catch (RuninkException e) {
            throw broken(e);
        }
    }

    /** Wakes the other side, which has as many words waiting as it can hold, or gets this one. */
    void wake() {
        try {
            Posix.sendNow(socket.descriptor(), wake);
        } catch (RuninkException e) {
            gone |= isGone(e);
        }
    }

    /** Sleeps until something comes, or until it is time to look again. */
    void sleep() {
        Posix.awaitReadable(socket.descriptor(), SLEEP_MILLIS);
    }

    /** The words of a message, if there is one. Memory that travelled with it is let go. */
    long @Nullable [] hear() {
        int bytes = hear(room);
        return bytes < 0 ? null : words(room.asSlice(0, bytes).toArray(ValueLayout.JAVA_BYTE));
    }

    /** The bytes of a message, if there is one: how many, or -1. */
    int hear(MemorySegment into) {
        int bytes = Posix.receiveNow(socket.descriptor(), into);
        gone |= bytes == 0;
        return bytes == 0 ? -1 : bytes;
    }

    /** A message with what travelled with it, which is the caller's to close; waits a while. */
    Optional<Received> opening() {
        if (!Posix.awaitReadable(socket.descriptor(), SLEEP_MILLIS)) {
            return Optional.empty();
        }
        Optional<Received> received = Posix.receive(socket.descriptor(), (int) room.byteSize());
        gone |= received.isEmpty();
        return received;
    }

    /** A message's words. */
    static long[] words(byte[] message) {
        if (message.length % 8 != 0) {
            throw BatchShape.refuse("a message of '" + message.length + "' bytes", "whole words");
        }
        return MemorySegment.ofArray(message).toArray(ValueLayout.JAVA_LONG_UNALIGNED);
    }

    private static IOException broken(RuninkException e) {
        if (isGone(e)) {
            return new IOException("the other end of the edge is gone", e);
        }
        throw e;
    }

    private static boolean isGone(RuninkException e) {
        return e.problems().getFirst().code().equals(PosixError.PEER_GONE.code());
    }

    void close() throws IOException {
        socket.close();
    }
}
