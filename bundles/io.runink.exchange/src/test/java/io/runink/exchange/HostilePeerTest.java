package io.runink.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.error.RuninkException;
import io.runink.posix.Posix;
import io.runink.posix.Received;
import io.runink.posix.SharedMemory;
import io.runink.spi.exchange.EdgeReader;
import io.runink.spi.exchange.EdgeWriter;
import io.runink.spi.exchange.Exchange;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a slice that was taken over can do to the other end of an edge: end it, no more. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostilePeerTest {

    private static final long SLOT = 8192;
    private static final long SLOT_0 = RingShape.PAGE_BYTES;

    /** Where the buffers of {@link RingTest#TEXT} begin in a slot. */
    private static final long BODY_0 = SLOT_0 + RingShape.bodyAt(2);

    private final Exchange exchange = new ArrowExchange();
    private final BufferAllocator allocator = new RootAllocator(64L << 20);
    private final TestSocket[] ends = TestSocket.pair();
    private final SharedMemory ring = SharedMemory.create("hostile", RingShape.ringBytes(SLOT));
    private final List<Integer> received = new ArrayList<>();

    @AfterEach
    void close() {
        ring.close();
        ends[0].close();
        ends[1].close();
        received.forEach(Posix::close);
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    private void say(List<Integer> descriptors, long... words) {
        ByteBuffer message = ByteBuffer.allocate(words.length * 8).order(ByteOrder.nativeOrder());
        message.asLongBuffer().put(words);
        Posix.send(ends[0].descriptor(), message.array(), descriptors, 1000);
    }

    private void share(int descriptor, long version, long slotBytes) {
        long[] digest = RingShape.digest(RingTest.TEXT);
        say(
                List.of(descriptor),
                RingChannel.RING,
                version,
                slotBytes,
                digest[0],
                digest[1],
                digest[2],
                digest[3]);
    }

    private void put(long at, long value) {
        ring.segment().set(ValueLayout.JAVA_LONG_UNALIGNED, at, value);
    }

    private void offset(int index, int value) {
        // Two rows: a validity buffer, then offsets.
        ring.segment().set(ValueLayout.JAVA_INT, BODY_0 + 64 + index * 4L, value);
    }

    /** Two rows of four bytes each: one good batch in slot 0. */
    private void good() {
        put(SLOT_0, 2);
        put(SLOT_0 + 8, 8);
        put(BODY_0, 3);
        offset(0, 0);
        offset(1, 4);
        offset(2, 8);
        MemorySegment.copy(
                MemorySegment.ofArray("goodgood".getBytes(StandardCharsets.US_ASCII)),
                0,
                ring.segment(),
                BODY_0 + 128,
                8);
        RingShape.store(ring.segment(), RingShape.HEAD, 1);
    }

    private EdgeReader victim() {
        EdgeReader reader = exchange.reader(RingTest.TEXT, ends[1], allocator);
        received.addAll(Posix.receive(ends[0].descriptor(), 64).orElseThrow().descriptors());
        return reader;
    }

    private void refused(String code) throws IOException {
        try (EdgeReader reader = exchange.reader(RingTest.TEXT, ends[1], allocator)) {
            assertThatThrownBy(
                            () -> {
                                while (reader.next()) {
                                    touch(reader.rows());
                                }
                            })
                    .isInstanceOf(RuninkException.class)
                    .hasMessageStartingWith(code);
        }
    }

    private static int touch(VectorSchemaRoot rows) {
        int seen = 0;
        VarCharVector text = (VarCharVector) rows.getVector(0);
        for (int row = 0; row < rows.getRowCount(); row++) {
            if (!text.isNull(row)) {
                seen += text.get(row).length;
            }
        }
        return seen;
    }

    @Test
    void honestBatchIsTaken() throws IOException {
        share(ring.descriptor(), RingShape.VERSION, SLOT);
        good();
        try (EdgeReader reader = victim()) {
            assertThat(reader.next()).isTrue();
            assertThat(touch(reader.rows())).isEqualTo(8);
            say(List.of(), RingChannel.END, 1);
            assertThat(reader.next()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, (1 << 20) + 1, Long.MAX_VALUE, 5000})
    void rowsThatCannotBe(long rows) throws IOException {
        share(ring.descriptor(), RingShape.VERSION, SLOT);
        good();
        put(SLOT_0, rows);
        refused("RNK-EXCHANGE-002");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 8000, 1L << 32, Long.MAX_VALUE, 7})
    void textThatIsNotThere(long bytes) throws IOException {
        share(ring.descriptor(), RingShape.VERSION, SLOT);
        good();
        put(SLOT_0 + 8, bytes);
        refused("RNK-EXCHANGE-002");
    }

    @Test
    void offsetsThatLeadElsewhere() throws IOException {
        int[][] wrong = {
            {-1, 4, 8},
            {0, -4, 8},
            {0, 4, 9},
            {0, 6, 4},
            {8, 4, 8},
            {0, Integer.MIN_VALUE, 8},
            {0, 4, Integer.MAX_VALUE},
            {1, Integer.MIN_VALUE, 8},
            {Integer.MIN_VALUE, 0, 8}
        };
        share(ring.descriptor(), RingShape.VERSION, SLOT);
        for (int i = 0; i < wrong.length; i++) {
            good();
            for (int at = 0; at < 3; at++) {
                offset(at, wrong[i][at]);
            }
            refused("RNK-EXCHANGE-002");
            reconnect();
        }
    }

    private void reconnect() {
        ends[0].close();
        TestSocket[] again = TestSocket.pair();
        ends[0] = again[0];
        ends[1] = again[1];
        share(ring.descriptor(), RingShape.VERSION, SLOT);
    }

    /** The producer can still write what it sent; what the consumer goes by it cannot. */
    @Test
    void offsetsChangedAfterTheCheck() throws IOException {
        share(ring.descriptor(), RingShape.VERSION, SLOT);
        good();
        try (EdgeReader reader = victim()) {
            assertThat(reader.next()).isTrue();
            for (int at = 0; at < 3; at++) {
                offset(at, 0x7FFF_0000 - at);
            }
            put(SLOT_0, 1 << 20);
            put(SLOT_0 + 8, 1 << 20);

            assertThat(touch(reader.rows())).isEqualTo(8);
            assertThat(((VarCharVector) reader.rows().getVector(0)).get(1))
                    .isEqualTo("good".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 8, Long.MIN_VALUE, Long.MAX_VALUE})
    void slotsThatAreNot(long slot) throws IOException {
        share(ring.descriptor(), RingShape.VERSION, SLOT);
        good();
        put(RingShape.ENTRIES, slot);
        refused("RNK-EXCHANGE-002");
    }

    @Test
    void slotThatTheConsumerHolds() throws IOException {
        share(ring.descriptor(), RingShape.VERSION, SLOT);
        good();
        try (EdgeReader reader = victim()) {
            assertThat(reader.next()).isTrue();
            VectorSchemaRoot held = reader.rows().slice(0, 2);
            RingShape.store(ring.segment(), RingShape.HEAD, 2);
            assertThatThrownBy(reader::next).hasMessageStartingWith("RNK-EXCHANGE-002");
            assertThat(touch(held)).isEqualTo(8);
            held.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 5, Long.MIN_VALUE, Long.MAX_VALUE})
    void batchesThatCannotBe(long head) throws IOException {
        share(ring.descriptor(), RingShape.VERSION, SLOT);
        good();
        RingShape.store(ring.segment(), RingShape.HEAD, head);
        refused("RNK-EXCHANGE-002");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 4095, 1L << 40, Long.MIN_VALUE})
    void ringOfAnotherSize(long slotBytes) throws IOException {
        share(ring.descriptor(), RingShape.VERSION, slotBytes);
        refused("RNK-EXCHANGE-002");
    }

    @Test
    void ringThatIsSmallerThanItSays() throws IOException {
        share(ring.descriptor(), RingShape.VERSION, 2 * SLOT);
        refused("RNK-POSIX-011");
    }

    @Test
    void ringOfAnotherVersion() throws IOException {
        share(ring.descriptor(), RingShape.VERSION + 1, SLOT);
        refused("RNK-EXCHANGE-002");
    }

    @Test
    void memoryThatCouldBeCut() throws IOException {
        int sealedOtherwise = Posix.memfd("hostile", new byte[(int) RingShape.ringBytes(SLOT)]);
        share(sealedOtherwise, RingShape.VERSION, SLOT);
        Posix.close(sealedOtherwise);
        refused("RNK-POSIX-011");
    }

    @Test
    void messagesThatMakeNoSense() throws IOException {
        long[][] wrong = {
            {RingChannel.END},
            {RingChannel.END, 1},
            {RingChannel.END, -1},
            {RingChannel.ROW},
            {77, 1},
            {RingChannel.RING},
            {RingChannel.RING, 1, 2, 3, 4, 5, 6},
        };
        for (long[] words : wrong) {
            say(List.of(), words);
            refused("RNK-EXCHANGE-002");
            ends[0].close();
            TestSocket[] again = TestSocket.pair();
            ends[0] = again[0];
            ends[1] = again[1];
        }
        Posix.send(ends[0].descriptor(), new byte[3], List.of(), 1000);
        refused("RNK-EXCHANGE-002");
    }

    @Test
    void descriptorsThatNobodyAskedFor() throws IOException {
        long before = descriptors();
        say(List.of(ring.descriptor(), ring.descriptor()), RingChannel.RING, 1);
        refused("RNK-EXCHANGE-002");
        // The consumer's own end is closed with it, and its greeting waits for nobody.
        ends[0].close();
        assertThat(descriptors()).isLessThanOrEqualTo(before);
    }

    private static long descriptors() throws IOException {
        try (var all = java.nio.file.Files.list(java.nio.file.Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    @Test
    void rowInPiecesThatIsTooLongOrBreaksOff() throws IOException {
        share(ring.descriptor(), RingShape.VERSION, SLOT);
        good();
        put(RingShape.ENTRIES, RingShape.SLOTS);
        say(List.of(), RingChannel.ROW);
        Posix.send(ends[0].descriptor(), new byte[500], List.of(), 1000);
        refused("RNK-POSIX-006");

        reconnect();
        put(SLOT_0 + 8, 41L << 20);
        refused("RNK-EXCHANGE-002");

        reconnect();
        put(SLOT_0 + 8, 8);
        say(List.of(), RingChannel.END, 1);
        refused("RNK-EXCHANGE-002");

        reconnect();
        say(List.of(), RingChannel.ROW);
        ends[0].close();
        try (EdgeReader reader = exchange.reader(RingTest.TEXT, ends[1], allocator)) {
            assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
        }
    }

    /** Anything at all in the words and buffers: a value is read, or an error is. */
    @Test
    void damagedMemoryNeverLeavesTheBuffers() throws IOException {
        Random random = new Random(3);
        for (int trial = 0; trial < 2000; trial++) {
            ends[0].close();
            ends[1].close();
            TestSocket[] again = TestSocket.pair();
            ends[0] = again[0];
            ends[1] = again[1];
            ring.segment().fill((byte) 0);
            share(ring.descriptor(), RingShape.VERSION, SLOT);
            good();
            for (int hit = 0; hit < 3; hit++) {
                long at = random.nextBoolean() ? SLOT_0 : BODY_0 + 64;
                ring.segment()
                        .set(
                                ValueLayout.JAVA_BYTE,
                                at + random.nextInt(16),
                                (byte) random.nextInt(256));
            }
            ends[0].die();
            try (EdgeReader reader = exchange.reader(RingTest.TEXT, ends[1], allocator)) {
                while (reader.next()) {
                    touch(reader.rows());
                }
            } catch (RuninkException | IOException | OutOfMemoryException e) {
                assertThat(e).isNotNull();
            }
        }
    }

    // The other way round: a consumer that was taken over.

    private Received ringFrom(CompletableFuture<Void> producer) {
        assertThat(producer).isNotDone();
        Received sent = Posix.receive(ends[1].descriptor(), 64).orElseThrow();
        received.addAll(sent.descriptors());
        return sent;
    }

    private CompletableFuture<Void> producer(int batches) {
        return RingTest.start(() -> {
            try (VectorSchemaRoot rows = VectorSchemaRoot.create(RingTest.TEXT, allocator);
                    EdgeWriter writer = exchange.writer(rows, ends[0], SLOT)) {
                for (int i = 0; i < batches; i++) {
                    TestBatches.fill(rows, i, 10);
                    writer.write();
                }
                writer.end();
            }
        });
    }

    private void greet(List<Integer> descriptors, long... words) {
        ByteBuffer message = ByteBuffer.allocate(words.length * 8).order(ByteOrder.nativeOrder());
        message.asLongBuffer().put(words);
        Posix.send(ends[1].descriptor(), message.array(), descriptors, 1000);
    }

    @Test
    void consumerThatGreetsWrong() {
        greet(List.of(), RingChannel.OPEN, RingShape.VERSION);
        assertThatThrownBy(() -> producer(1).join()).hasMessageContaining("RNK-EXCHANGE-002");
    }

    @Test
    void consumerThatSharesWhatItCanCut() {
        int memory = Posix.memfd("hostile", new byte[RingShape.PAGE_BYTES]);
        greet(List.of(memory), RingChannel.OPEN, RingShape.VERSION);
        Posix.close(memory);
        assertThatThrownBy(() -> producer(1).join()).hasMessageContaining("RNK-POSIX-011");
    }

    @Test
    void consumerThatLiesAboutSlotsGetsNothingBut() {
        try (SharedMemory page = SharedMemory.create("hostile", RingShape.PAGE_BYTES)) {
            greet(List.of(page.descriptor()), RingChannel.OPEN, RingShape.VERSION);
            CompletableFuture<Void> producer = producer(6);
            ringFrom(producer);
            for (int slot = 0; slot < RingShape.SLOTS; slot++) {
                RingShape.store(page.segment(), RingShape.RELEASED + slot * 8L, -7 + slot);
            }
            // Nothing it says frees a slot but the number that was in it; nor does noise.
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment noise = arena.allocateFrom(ValueLayout.JAVA_LONG, 99L);
                for (int i = 0; i < 50; i++) {
                    Posix.sendNow(ends[1].descriptor(), noise);
                }
            }
            assertThat(producer).isNotDone();
            ends[1].die();
            assertThatThrownBy(producer::join).hasCauseInstanceOf(IOException.class);
        }
    }
}
