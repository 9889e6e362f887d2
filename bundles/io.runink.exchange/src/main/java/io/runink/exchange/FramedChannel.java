package io.runink.exchange;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import org.apache.arrow.vector.ipc.message.MessageMetadataResult;

/**
 * The bytes of an Arrow IPC stream, a message at a time: looks at each message's lengths before
 * Arrow sees it and refuses those above its bounds.
 */
final class FramedChannel implements ReadableByteChannel {

    /** Bytes of metadata: some 100 a column, so this leaves room for thousands of columns. */
    static final int METADATA_BYTES_MAX = 1 << 20;

    /**
     * Bytes of a batch: a slice sends 2 MiB, or one row of at most 16 MiB that a step may have made
     * somewhat longer.
     */
    static final long BODY_BYTES_MAX = 40L << 20;

    /** Stands before every length since Arrow 0.15. */
    private static final int CONTINUATION = -1;

    private static final int PREFIX_BYTES = 8;

    private final ReadableByteChannel stream;

    /** The prefix and metadata of the message at hand, as far as Arrow has not read them. */
    private ByteBuffer head = ByteBuffer.allocate(0);

    private long bodyLeft;
    private boolean ended;

    FramedChannel(InputStream stream) {
        this.stream = Channels.newChannel(stream);
    }

    /** Goes on to the next message; false at the end-of-stream marker. */
    boolean advance() throws IOException {
        if (ended) {
            return false;
        }
        ByteBuffer prefix = ByteBuffer.allocate(PREFIX_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        fill(prefix);
        if (prefix.getInt(0) != CONTINUATION) {
            throw ExchangeError.MESSAGE_MALFORMED.exception(
                    "an edge carried no continuation marker, expected an Arrow IPC message",
                    "see the log of the slice at the other end");
        }
        int length = prefix.getInt(4);
        if (length == 0) {
            ended = true;
            return false;
        }
        if (length < PREFIX_BYTES || length > METADATA_BYTES_MAX) {
            throw tooLarge("metadata", length, METADATA_BYTES_MAX);
        }
        head = ByteBuffer.allocate(PREFIX_BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
        head.put(prefix.flip());
        fill(head);
        ByteBuffer metadata = head.slice(PREFIX_BYTES, length).order(ByteOrder.LITTLE_ENDIAN);
        bodyLeft = MessageMetadataResult.create(metadata, length).getMessageBodyLength();
        if (bodyLeft < 0 || bodyLeft > BODY_BYTES_MAX) {
            throw tooLarge("a body", bodyLeft, BODY_BYTES_MAX);
        }
        head.flip();
        return true;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (head.hasRemaining()) {
            int count = Math.min(head.remaining(), into.remaining());
            into.put(head.slice(head.position(), count));
            head.position(head.position() + count);
            return count;
        }
        if (bodyLeft == 0) {
            return -1;
        }
        int limit = into.limit();
        into.limit(into.position() + (int) Math.min(into.remaining(), bodyLeft));
        int count = stream.read(into);
        into.limit(limit);
        if (count < 0) {
            throw broken();
        }
        bodyLeft -= count;
        return count;
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (stream.read(buffer) < 0) {
                throw broken();
            }
        }
    }

    private static EOFException broken() {
        return new EOFException("the edge broke before its end-of-stream marker");
    }

    private static RuntimeException tooLarge(String what, long bytes, long max) {
        return ExchangeError.MESSAGE_TOO_LARGE.exception(
                "an edge announced " + what + " of '" + bytes + "' bytes, expected at most " + max,
                "make the rows that the step yields smaller");
    }

    @Override
    public boolean isOpen() {
        return stream.isOpen();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
