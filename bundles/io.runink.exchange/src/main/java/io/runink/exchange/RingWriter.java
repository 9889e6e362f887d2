package io.runink.exchange;

import io.runink.posix.Posix;
import io.runink.posix.Received;
import io.runink.posix.SharedMemory;
import io.runink.spi.exchange.EdgeSocket;
import io.runink.spi.exchange.EdgeWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches into the slots of a ring, each with one copy. The ring is made with the first
 * batch, and a page of it is there once it is written: an edge without rows costs nothing, and what
 * it does cost is charged to this process.
 */
final class RingWriter implements EdgeWriter {

    private static final int VERSION_WORDS = 2;

    private final VectorSchemaRoot rows;
    private final RingChannel channel;
    private final BatchLayout layout;
    private final long slotBytes;
    private final long bodyAt;
    private final long[] words;

    /** By slot: one more than the number of the batch that it was written for last, or 0. */
    private final long[] occupants = new long[RingShape.SLOTS];

    private long sent;
    private @Nullable SharedMemory ring;
    private @Nullable SharedMemory released;

    RingWriter(VectorSchemaRoot rows, EdgeSocket socket, long slotBytes) {
        this.rows = rows;
        this.channel = new RingChannel(socket, VERSION_WORDS);
        this.layout = new BatchLayout(rows);
        this.slotBytes = slotBytes;
        this.words = new long[layout.words()];
        this.bodyAt = RingShape.bodyAt(words.length);
        if (slotBytes <= bodyAt
                || slotBytes > RingShape.SLOT_BYTES_MAX
                || slotBytes % RingShape.PAGE_BYTES != 0) {
            throw new IllegalArgumentException("slots of " + slotBytes + " bytes");
        }
    }

    @Override
    public void write() throws IOException {
        int total = rows.getRowCount();
        if (total == 0) {
            send(rows);
            return;
        }
        for (int from = 0; from < total; ) {
            int count = fitting(from, total - from);
            if (from == 0 && count == total) {
                send(rows);
                return;
            }
            try (VectorSchemaRoot part = rows.slice(from, Math.max(1, count))) {
                if (count > 0) {
                    send(part);
                } else {
                    sendRow(part);
                }
                from += part.getRowCount();
            }
        }
    }

    /** How many of the rows fit a slot; 0 if the first alone does not. */
    private int fitting(int from, int left) {
        int count = Math.min(left, BatchLayout.ROWS_MAX);
        while (bytes(rows, from, count) > slotBytes - bodyAt) {
            if (count == 1) {
                return 0;
            }
            count = (count + 1) / 2;
        }
        return count;
    }

    private long bytes(VectorSchemaRoot batch, int from, int count) {
        layout.describe(batch, from, count, words);
        return layout.lay(words, Long.MAX_VALUE);
    }

    private void send(VectorSchemaRoot batch) throws IOException {
        int slot = freeSlot();
        bytes(batch, 0, batch.getRowCount());
        long at = RingShape.slotAt(slot, slotBytes) + bodyAt;
        int buffer = 0;
        for (FieldVector vector : batch.getFieldVectors()) {
            for (ArrowBuf from : vector.getFieldBuffers()) {
                from.getBytes(0, room(at + layout.place(buffer), layout.length(buffer)));
                buffer++;
            }
        }
        publish(slot, words, false);
    }

    private ByteBuffer room(long at, long bytes) {
        return memory().asSlice(at, bytes).asByteBuffer();
    }

    /** All of the ring. */
    MemorySegment memory() {
        if (ring == null) {
            throw new IllegalStateException("no ring yet");
        }
        return ring.segment();
    }

    /** A slot that nobody reads; waits for one. */
    int freeSlot() throws IOException {
        SharedMemory page = open();
        while (true) {
            int slot = free(page);
            if (slot >= 0) {
                return slot;
            }
            RingShape.store(memory(), RingShape.SLEEPS, 1);
            if (free(page) < 0) {
                channel.sleep();
            }
            RingShape.store(memory(), RingShape.SLEEPS, 0);
            while (channel.hear() != null) {
                // It was told to look again, which it does.
            }
            if (channel.gone()) {
                throw gone();
            }
        }
    }

    /** The first, so that no more of them than needed are ever used. */
    private int free(SharedMemory page) {
        for (int slot = 0; slot < RingShape.SLOTS; slot++) {
            long let = RingShape.load(page.segment(), RingShape.RELEASED + slot * 8L);
            if (occupants[slot] == let) {
                return slot;
            }
        }
        return -1;
    }

    /**
     * Sends a batch.
     *
     * @param slot in which its buffers are
     * @param pieces whether they follow over the socket instead
     */
    void publish(int slot, long[] described, boolean pieces) {
        MemorySegment memory = memory();
        long at = RingShape.slotAt(slot, slotBytes);
        MemorySegment.copy(described, 0, memory, ValueLayout.JAVA_LONG, at, described.length);
        long entry = RingShape.ENTRIES + sent % RingShape.SLOTS * 8;
        memory.set(ValueLayout.JAVA_LONG, entry, pieces ? RingShape.SLOTS + slot : (long) slot);
        sent++;
        occupants[slot] = sent;
        RingShape.store(memory, RingShape.HEAD, sent);
        if (released != null && RingShape.load(released.segment(), RingShape.SLEEPS) != 0) {
            channel.wake();
        }
    }

    /** Sends a row that no slot can hold. */
    private void sendRow(VectorSchemaRoot row) throws IOException {
        int slot = freeSlot();
        long bytes = bytes(row, 0, 1);
        if (bytes > FramedChannel.BODY_BYTES_MAX) {
            throw ExchangeError.MESSAGE_TOO_LARGE.exception(
                    "an edge was given a row of '"
                            + bytes
                            + "' bytes, expected at most "
                            + FramedChannel.BODY_BYTES_MAX,
                    "make the rows that the step yields smaller");
        }
        publish(slot, words, true);
        channel.send(List.of(), RingChannel.ROW);
        int buffer = 0;
        for (FieldVector vector : row.getFieldVectors()) {
            for (ArrowBuf from : vector.getFieldBuffers()) {
                long length = layout.length(buffer++);
                for (long at = 0; at < length; at += RingChannel.PIECE_BYTES) {
                    int piece = (int) Math.min(RingChannel.PIECE_BYTES, length - at);
                    channel.sendPiece(MemorySegment.ofBuffer(from.nioBuffer(at, piece)));
                }
            }
        }
    }

    /** Shares memory with the consumer, once it is there; the consumer's page. */
    private SharedMemory open() throws IOException {
        if (released != null) {
            return released;
        }
        Received hello = channel.opening().orElse(null);
        while (hello == null) {
            if (channel.gone()) {
                throw gone();
            }
            hello = channel.opening().orElse(null);
        }
        SharedMemory page = page(hello);
        released = page;
        SharedMemory made = SharedMemory.create("runink-edge", RingShape.ringBytes(slotBytes));
        ring = made;
        long[] digest = RingShape.digest(rows.getSchema());
        channel.send(
                List.of(made.descriptor()),
                RingChannel.RING,
                RingShape.VERSION,
                slotBytes,
                digest[0],
                digest[1],
                digest[2],
                digest[3]);
        return page;
    }

    private static SharedMemory page(Received hello) {
        long[] said =
                hello.message().length == 16 ? RingChannel.words(hello.message()) : new long[2];
        if (said[0] != RingChannel.OPEN
                || said[1] != RingShape.VERSION
                || hello.descriptors().size() != 1) {
            hello.descriptors().forEach(Posix::close);
            throw BatchShape.refuse("another greeting", "that of version " + RingShape.VERSION);
        }
        return SharedMemory.open(hello.descriptors().getFirst(), RingShape.PAGE_BYTES);
    }

    private static IOException gone() {
        return new IOException("the consumer of the edge is gone");
    }

    @Override
    public void end() throws IOException {
        channel.send(List.of(), RingChannel.END, sent);
    }

    /** Safe to call twice. What was sent stays until the consumer let it go. */
    @Override
    public void close() throws IOException {
        if (ring != null) {
            ring.close();
        }
        if (released != null) {
            released.close();
        }
        channel.close();
    }
}
