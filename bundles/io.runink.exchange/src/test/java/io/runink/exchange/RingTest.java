package io.runink.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.error.RuninkException;
import io.runink.posix.Posix;
import io.runink.spi.exchange.EdgeReader;
import io.runink.spi.exchange.EdgeWriter;
import io.runink.spi.exchange.Exchange;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RingTest {

    static final Schema TEXT =
            new Schema(
                    List.of(
                            Field.nullable("text", ArrowType.Utf8.INSTANCE),
                            Field.nullable("number", new ArrowType.Int(64, true))));

    private final Exchange exchange = new ArrowExchange();
    private final BufferAllocator allocator = new RootAllocator(256L << 20);
    private final TestSocket[] ends = TestSocket.pair();
    private long heldBefore;

    @BeforeEach
    void count() throws IOException {
        heldBefore = TestSocket.held();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        ends[0].close();
        ends[1].close();
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
        assertThat(TestSocket.held()).as("mappings and descriptors").isEqualTo(heldBefore);
    }

    /** Work on a thread of its own. */
    interface Side {
        void run() throws Exception;
    }

    static CompletableFuture<Void> start(Side side) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        side.run();
                    } catch (RuntimeException | Error e) {
                        throw e;
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                it -> Thread.ofPlatform().daemon().start(it));
    }

    /** Batches of some sizes, from the producer's side. */
    private Side producer(Schema schema, int slotBytes, int[] sizes, boolean end) {
        return () -> {
            try (VectorSchemaRoot rows = VectorSchemaRoot.create(schema, allocator);
                    EdgeWriter writer = exchange.writer(rows, ends[0], slotBytes)) {
                long first = 0;
                for (int size : sizes) {
                    TestBatches.fill(rows, first, size);
                    writer.write();
                    first += size;
                    rows.clear();
                }
                if (end) {
                    writer.end();
                }
            }
        };
    }

    private static VectorSchemaRoot kept(EdgeReader reader) throws IOException {
        return reader.rows().slice(0, reader.rows().getRowCount());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyRowArrivesInItsOrderHoweverBatchesAreHeld(int seed) throws Exception {
        Random random = new Random(seed);
        Schema schema = TestBatches.schema(random);
        int[] sizes = random.ints(60, 0, 700).map(it -> it < 40 ? 0 : it).toArray();
        int slotBytes = 4096 << random.nextInt(6);
        CompletableFuture<Void> producer = start(producer(schema, slotBytes, sizes, true));
        long seen = 0;
        List<VectorSchemaRoot> held = new ArrayList<>();
        try (VectorSchemaRoot expected = VectorSchemaRoot.create(schema, allocator);
                EdgeReader reader = exchange.reader(schema, ends[1], allocator)) {
            while (reader.next()) {
                int count = reader.rows().getRowCount();
                TestBatches.fill(expected, seen, count);
                assertThat(TestBatches.wrong(reader.rows(), expected)).isEmpty();
                seen += count;
                if (random.nextInt(3) == 0) {
                    held.add(kept(reader));
                }
                if (held.size() > 8 || (!held.isEmpty() && random.nextInt(4) == 0)) {
                    held.remove(random.nextInt(held.size())).close();
                }
                if (random.nextInt(20) == 0) {
                    TimeUnit.MILLISECONDS.sleep(2);
                }
            }
            assertThat(reader.next()).isFalse();
        }
        producer.join();
        assertThat(seen).isEqualTo(Arrays.stream(sizes).sum());
        // Who holds a batch still reads it after the edge has ended.
        held.forEach(it -> it.getVector(0).getObject(0));
        held.forEach(VectorSchemaRoot::close);
    }

    @Test
    void consumerReadsWhereTheProducerWrote() throws Exception {
        CompletableFuture<Void> producer =
                start(producer(numbers(), 1 << 20, new int[] {1000, 1000, 1000}, true));
        try (EdgeReader reader = exchange.reader(numbers(), ends[1], allocator)) {
            for (int i = 0; i < 3; i++) {
                assertThat(reader.next()).isTrue();
                long address = reader.rows().getVector(0).getDataBuffer().memoryAddress();
                assertThat(mapping(address)).contains("runink-edge").contains("r--s");
            }
            assertThat(reader.next()).isFalse();
        }
        producer.join();
    }

    private static Schema numbers() {
        return new Schema(List.of(Field.nullable("number", new ArrowType.Int(64, true))));
    }

    private static String mapping(long address) throws IOException {
        try (var lines = java.nio.file.Files.lines(java.nio.file.Path.of("/proc/self/maps"))) {
            return lines.filter(
                            line -> {
                                String[] range = line.split(" ", 2)[0].split("-", 2);
                                return Long.parseUnsignedLong(range[0], 16) <= address
                                        && address < Long.parseUnsignedLong(range[1], 16);
                            })
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void holderOfEveryBatchNeverStopsTheProducer() throws Exception {
        int[] sizes = new int[30];
        Arrays.fill(sizes, 50);
        CompletableFuture<Void> producer = start(producer(TEXT, 1 << 16, sizes, true));
        List<VectorSchemaRoot> all = new ArrayList<>();
        try (EdgeReader reader = exchange.reader(TEXT, ends[1], allocator)) {
            while (reader.next()) {
                all.add(kept(reader));
            }
        }
        producer.join();
        long row = 0;
        for (VectorSchemaRoot batch : all) {
            BigIntVector numbers = (BigIntVector) batch.getVector(1);
            for (int i = 0; i < batch.getRowCount(); i++, row++) {
                assertThat(numbers.isNull(i) || numbers.get(i) == row * 0x1234567).isTrue();
            }
            batch.close();
        }
        assertThat(row).isEqualTo(1500);
    }

    @Test
    void rowTooLargeForASlotArrivesInItsOrder() throws Exception {
        int[] lengths = {5, 3_000_000, 7, 9_000, 2_000_000, 1, 70_000};
        CompletableFuture<Void> producer =
                start(() -> {
                    try (VectorSchemaRoot rows = VectorSchemaRoot.create(TEXT, allocator);
                            EdgeWriter writer = exchange.writer(rows, ends[0], 8192)) {
                        VarCharVector text = (VarCharVector) rows.getVector(0);
                        for (int i = 0; i < lengths.length; i++) {
                            text.setSafe(i, filled(lengths[i], i));
                            ((BigIntVector) rows.getVector(1)).setSafe(i, i);
                        }
                        rows.setRowCount(lengths.length);
                        writer.write();
                        rows.setRowCount(2);
                        writer.write();
                        writer.end();
                    }
                });
        List<Long> numbers = new ArrayList<>();
        try (EdgeReader reader = exchange.reader(TEXT, ends[1], allocator)) {
            while (reader.next()) {
                VarCharVector text = (VarCharVector) reader.rows().getVector(0);
                BigIntVector number = (BigIntVector) reader.rows().getVector(1);
                for (int row = 0; row < reader.rows().getRowCount(); row++) {
                    int at = (int) number.get(row);
                    numbers.add((long) at);
                    assertThat(Arrays.equals(text.get(row), filled(lengths[at], at))).isTrue();
                }
            }
        }
        producer.join();
        assertThat(numbers).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 0L, 1L);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) ('a' + value));
        return bytes;
    }

    @Test
    void rowBeyondAllBoundsIsRefusedWhereItIsMade() throws Exception {
        CompletableFuture<Void> producer =
                start(() -> {
                    try (VectorSchemaRoot rows = VectorSchemaRoot.create(TEXT, allocator);
                            EdgeWriter writer = exchange.writer(rows, ends[0], 8192)) {
                        ((VarCharVector) rows.getVector(0)).setSafe(0, new byte[41 << 20]);
                        rows.setRowCount(1);
                        writer.write();
                    }
                });
        try (EdgeReader reader = exchange.reader(TEXT, ends[1], allocator)) {
            assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
        }
        assertThatThrownBy(producer::join).hasMessageContaining("RNK-EXCHANGE-001");
    }

    @Test
    void edgeWithoutRowsSharesNothing() throws Exception {
        try (EdgeReader reader = exchange.reader(TEXT, ends[1], allocator)) {
            long page = TestSocket.held();
            producer(TEXT, 8192, new int[0], true).run();
            assertThat(reader.next()).isFalse();
            assertThat(TestSocket.held()).isEqualTo(page);
        }
    }

    @Test
    void producerMayEndBeforeTheConsumerIsThere() throws Exception {
        producer(TEXT, 8192, new int[0], true).run();
        try (EdgeReader reader = exchange.reader(TEXT, ends[1], allocator)) {
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void otherColumnsAreRefused() {
        Schema other = new Schema(List.of(Field.nullable("text", ArrowType.Utf8.INSTANCE)));
        CompletableFuture<Void> producer = start(producer(other, 8192, new int[] {3}, true));
        assertThatThrownBy(
                        () -> {
                            try (EdgeReader reader = exchange.reader(TEXT, ends[1], allocator)) {
                                reader.next();
                            }
                        })
                .isInstanceOf(RuninkException.class)
                .hasMessageStartingWith("RNK-EXCHANGE-003");
        producer.handle((done, failure) -> failure).join();
    }

    @Test
    void endThatNobodySaidIsABrokenEdge() throws Exception {
        CompletableFuture<Void> producer = start(producer(TEXT, 8192, new int[] {20, 20}, false));
        try (EdgeReader reader = exchange.reader(TEXT, ends[1], allocator)) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.next()).isTrue();
            assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
        }
        producer.join();
    }

    /** Either side goes at a random place; the other one ends with an error, in no time. */
    @Test
    void deathOfASideEndsTheOther() throws Exception {
        Random random = new Random(5);
        for (int trial = 0; trial < 200; trial++) {
            TestSocket[] pair = TestSocket.pair();
            boolean producerDies = random.nextBoolean();
            int batches = random.nextInt(8);
            int rows = random.nextInt(3) == 0 ? 4000 : 30;
            CompletableFuture<Void> producer =
                    start(() -> {
                        try (VectorSchemaRoot root = VectorSchemaRoot.create(TEXT, allocator);
                                EdgeWriter writer = exchange.writer(root, pair[0], 8192)) {
                            for (int i = 0; !producerDies || i < batches; i++) {
                                TestBatches.fill(root, i, rows);
                                writer.write();
                            }
                            pair[0].die();
                        }
                    });
            CompletableFuture<Void> consumer =
                    start(() -> {
                        try (EdgeReader reader = exchange.reader(TEXT, pair[1], allocator)) {
                            for (int i = 0; producerDies || i < batches; i++) {
                                reader.next();
                            }
                            pair[1].die();
                        }
                    });
            assertThat(failure(producer) == null).as("producer " + trial).isEqualTo(producerDies);
            assertThat(failure(consumer) == null).as("consumer " + trial).isEqualTo(!producerDies);
            pair[0].close();
            pair[1].close();
        }
    }

    private static Throwable failure(CompletableFuture<Void> side) {
        Throwable failure = side.handle((done, thrown) -> thrown).join();
        if (failure != null) {
            assertThat(failure.getCause()).isInstanceOf(IOException.class);
        }
        return failure;
    }

    @Test
    void producerThatIsKilledLeavesWhatItSentAndABrokenEdge() throws Exception {
        int producer = EdgeProcess.start("produce", ends[0].descriptor());
        ends[0].close();
        long seen = 0;
        try (EdgeReader reader = exchange.reader(TEXT, ends[1], allocator)) {
            for (int i = 0; i < 50; i++) {
                assertThat(reader.next()).isTrue();
                seen = checked(reader.rows(), seen);
            }
            Posix.kill(producer, 9);
            assertThat(Posix.await(producer).signal()).isEqualTo(9);
            VectorSchemaRoot held = kept(reader);
            long all = seen;
            assertThatThrownBy(
                            () -> {
                                long at = all;
                                while (reader.next()) {
                                    at = checked(reader.rows(), at);
                                }
                            })
                    .isInstanceOf(EOFException.class);
            checked(held, seen - held.getRowCount());
            held.close();
        }
    }

    private static long checked(VectorSchemaRoot rows, long first) {
        BigIntVector numbers = (BigIntVector) rows.getVector(1);
        for (int row = 0; row < rows.getRowCount(); row++) {
            assertThat(numbers.isNull(row) || numbers.get(row) == (first + row) * 0x1234567)
                    .isTrue();
        }
        return first + rows.getRowCount();
    }

    @Test
    void consumerThatIsKilledEndsTheProducer() throws Exception {
        int consumer = EdgeProcess.start("consume", ends[1].descriptor());
        ends[1].close();
        try (VectorSchemaRoot rows = VectorSchemaRoot.create(TEXT, allocator);
                EdgeWriter writer = exchange.writer(rows, ends[0], 1 << 16)) {
            for (int i = 0; i < 50; i++) {
                TestBatches.fill(rows, i, 100);
                writer.write();
            }
            Posix.kill(consumer, 9);
            assertThat(Posix.await(consumer).signal()).isEqualTo(9);
            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    writer.write();
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void whoWaitsIsEndedFromOutside() throws Exception {
        CompletableFuture<Void> consumer =
                start(() -> {
                    try (EdgeReader reader = exchange.reader(TEXT, ends[1], allocator)) {
                        reader.next();
                    }
                });
        TimeUnit.MILLISECONDS.sleep(20);
        ends[1].die();
        assertThat(failure(consumer)).isNotNull();
    }

    @Test
    void slotsThatCannotHoldTheirWordsAreADefect() {
        try (VectorSchemaRoot rows = VectorSchemaRoot.create(TEXT, allocator)) {
            for (long bytes : new long[] {0, 64, 5000, 1L << 40}) {
                assertThatThrownBy(() -> exchange.writer(rows, ends[0], bytes))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }
}
