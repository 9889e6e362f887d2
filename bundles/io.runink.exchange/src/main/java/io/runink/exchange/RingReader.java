package io.runink.exchange;

import io.runink.posix.Posix;
import io.runink.posix.Received;
import io.runink.posix.SharedMemory;
import io.runink.spi.exchange.EdgeReader;
import io.runink.spi.exchange.EdgeSocket;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads batches where a producer it does not trust wrote them. What describes a batch is copied and
 * then looked at; so are offsets, by which later reads find their way. Whatever else the producer
 * does to a batch that it sent, a read finds other bytes, and never leaves the buffers.
 */
final class RingReader implements EdgeReader {

    private static final int RING_WORDS = 7;

    private final BufferAllocator allocator;
    private final VectorSchemaRoot rows;
    private final long[] digest;
    private final BatchLayout layout;
    private final BatchLoader loader;
    private final RingChannel channel;
    private final SharedMemory page;
    private final long[] words;
    private @Nullable Loans loans;

    /** How many batches were taken from the ring. */
    private long taken;

    /** How many there are in all, once the producer said so. */
    private long all = -1;

    RingReader(Schema schema, EdgeSocket socket, BufferAllocator allocator) {
        this.allocator = allocator;
        this.rows = VectorSchemaRoot.create(schema, allocator);
        this.digest = RingShape.digest(schema);
        this.layout = new BatchLayout(rows);
        this.loader = new BatchLoader(rows, layout, allocator);
        this.words = new long[layout.words()];
        this.channel = new RingChannel(socket, RING_WORDS);
        this.page = SharedMemory.create("runink-edge", RingShape.PAGE_BYTES);
        try {
            channel.send(List.of(page.descriptor()), RingChannel.OPEN, RingShape.VERSION);
        } catch (IOException e) {
            // It ended already; what it said before is heard in its turn.
        }
    }

    @Override
    public VectorSchemaRoot rows() {
        return rows;
    }

    @Override
    public boolean next() throws IOException {
        // A batch that nobody kept gives its slot back before the wait for the next.
        rows.clear();
        while (taken != all) {
            boolean gone = channel.gone();
            if (waiting() > 0) {
                take(loans());
                return true;
            }
            if (gone) {
                throw new EOFException("the edge broke before its end was said");
            }
            listen();
        }
        return false;
    }

    private Loans loans() {
        if (loans == null) {
            throw BatchShape.refuse("a batch before its memory", "the memory first");
        }
        return loans;
    }

    /** How many batches wait in the ring. */
    private long waiting() {
        if (loans == null) {
            return 0;
        }
        long waiting = loans.sent() - taken;
        if (waiting < 0 || waiting > RingShape.SLOTS) {
            throw BatchShape.refuse("'" + waiting + "' batches", "at most " + RingShape.SLOTS);
        }
        return waiting;
    }

    private void take(Loans from) throws IOException {
        int entry = from.entry(taken);
        int slot = entry % RingShape.SLOTS;
        from.describe(slot, words);
        if (entry >= RingShape.SLOTS) {
            receive(layout.lay(words, FramedChannel.BODY_BYTES_MAX));
            from.letGo(slot, taken++);
            return;
        }
        long bodyAt = RingShape.bodyAt(words.length);
        long bytes = layout.lay(words, from.slotBytes() - bodyAt);
        long number = taken++;
        if (words[0] == 0) {
            from.letGo(slot, number);
        } else if (from.spare()) {
            try (ArrowBuf body =
                    allocator.wrapForeignAllocation(from.lend(slot, number, bodyAt, bytes))) {
                loader.loadShared(body, words, slot);
            }
        } else {
            try (ArrowBuf body = allocator.buffer(bytes)) {
                body.setBytes(0, from.content(slot, bodyAt, bytes));
                from.letGo(slot, number);
                loader.load(body, words);
            }
        }
    }

    /** Receives the buffers of a row in pieces. */
    private void receive(long bytes) throws IOException {
        long[] message = null;
        while (message == null || message[0] == RingChannel.WAKE) {
            message = channel.hear();
            if (message == null) {
                await();
            }
        }
        if (message[0] != RingChannel.ROW) {
            throw BatchShape.refuse("a message of kind '" + message[0] + "'", "a row");
        }
        try (ArrowBuf body = allocator.buffer(Math.max(1, bytes))) {
            for (int i = 0; i < layout.buffers(); i++) {
                receive(body, layout.place(i), layout.length(i));
            }
            loader.load(body, words);
        }
    }

    private void receive(ArrowBuf body, long at, long bytes) throws IOException {
        for (long done = 0; done < bytes; ) {
            ByteBuffer room = body.nioBuffer(at + done, (int) (bytes - done));
            int piece = channel.hear(MemorySegment.ofBuffer(room));
            if (piece < 0) {
                await();
            }
            done += Math.max(0, piece);
        }
    }

    private void await() throws IOException {
        if (channel.gone()) {
            throw new EOFException("the edge broke in the midst of a row");
        }
        channel.sleep();
    }

    /** Hears a message, or sleeps until there is one. */
    private void listen() {
        if (loans == null) {
            channel.opening().ifPresent(this::opened);
            return;
        }
        long[] message = channel.hear();
        if (message == null) {
            RingShape.store(page.segment(), RingShape.SLEEPS, 1);
            if (waiting() == 0 && !channel.gone()) {
                channel.sleep();
            }
            RingShape.store(page.segment(), RingShape.SLEEPS, 0);
        } else if (message[0] != RingChannel.WAKE) {
            hear(message);
        }
    }

    private void opened(Received received) {
        List<Integer> memory = received.descriptors();
        try {
            long[] message = RingChannel.words(received.message());
            if (message[0] != RingChannel.RING) {
                hear(message);
                return;
            }
            if (memory.size() != 1
                    || message.length != RING_WORDS
                    || message[1] != RingShape.VERSION) {
                throw BatchShape.refuse("another ring", "one of version " + RingShape.VERSION);
            }
            if (!Arrays.equals(digest, Arrays.copyOfRange(message, 3, RING_WORDS))) {
                throw ExchangeError.COLUMNS_UNFIT.exception(
                        "an edge carries other columns, expected those of its contract",
                        "run both slices from one version; report it with the slices' logs");
            }
            long slotBytes = message[2];
            if (slotBytes < RingShape.PAGE_BYTES || slotBytes > RingShape.SLOT_BYTES_MAX) {
                throw BatchShape.refuse("slots of '" + slotBytes + "' bytes", "some MiB");
            }
            int ring = memory.getFirst();
            memory = List.of();
            SharedMemory shared = SharedMemory.open(ring, RingShape.ringBytes(slotBytes));
            loans = new Loans(shared, page, channel, slotBytes);
        } finally {
            memory.forEach(Posix::close);
        }
    }

    /** Takes note of a message that says how many batches were all. */
    private void hear(long[] message) {
        // What was sent before the message is in the ring by now.
        if (message[0] != RingChannel.END
                || message.length != 2
                || message[1] - taken != waiting()) {
            throw BatchShape.refuse("a message of kind '" + message[0] + "'", "the end");
        }
        all = message[1];
    }

    /** Safe to call twice. Batches that others hold stay readable. */
    @Override
    public void close() throws IOException {
        rows.close();
        loader.close();
        if (loans == null) {
            page.close();
        } else {
            loans.close();
        }
        channel.close();
    }
}
