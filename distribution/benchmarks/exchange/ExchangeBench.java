package io.runink.exchange;

import io.runink.posix.Posix;
import io.runink.spi.exchange.EdgeReader;
import io.runink.spi.exchange.EdgeSocket;
import io.runink.spi.exchange.EdgeWriter;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Hands batches from one process to another, over each wire. One way: from the batch being ready in
 * the producer to its columns being loaded in the consumer; both read the same monotonic clock. In
 * a stream: the consumer adds up every value. Started by the script beside it.
 */
public final class ExchangeBench {

    static final long MIB = 1 << 20;
    static final int ROUNDS = Integer.getInteger("rounds", 3);

    private ExchangeBench() {}

    /** How batches travel. */
    enum Wire {
        RING_BUILT("ring, batch built in its slot"),
        RING("ring, one copy into the slot"),
        RING_TEXT("ring, one copy, text of 8 bytes"),
        UNIX("Unix socket, Arrow IPC"),
        PIPE("pipe, Arrow IPC"),
        TCP("TCP loopback, Arrow IPC");

        private final String title;

        Wire(String title) {
            this.title = title;
        }

        boolean ring() {
            return this == RING || this == RING_BUILT || this == RING_TEXT;
        }
    }

    /** How much is sent, how often. */
    record Load(long bytes, int warm, int timed, int streamed) {

        static Load of(String text) {
            int[] it = Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
            return new Load(it[0], it[1], it[2], it[3]);
        }

        String text() {
            return bytes + "," + warm + "," + timed + "," + streamed;
        }

        int columns() {
            return bytes > 8 * MIB ? 8 : 1;
        }

        int rows() {
            return (int) (bytes / 8 / columns());
        }

        long slotBytes() {
            return (bytes + bytes / 2 + 8191) / 4096 * 4096;
        }
    }

    /** What was seen: microseconds one way, sorted; GB a second; bytes outside of the ring. */
    record Seen(double[] micros, double rate, long outside) {

        double at(double part) {
            return micros[(int) (part * (micros.length - 1))];
        }
    }

    record Socket(int descriptor) implements EdgeSocket {
        @Override
        public void close() {
            Posix.close(descriptor);
        }
    }

    static Schema schema(Wire wire, Load load) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < load.columns(); i++) {
            fields.add(Field.nullable("n" + i, new ArrowType.Int(64, true)));
        }
        if (wire == Wire.RING_TEXT) {
            fields.clear();
            // A time, then text: offsets, values and validity take as much as the numbers do.
            fields.add(Field.nullable("n0", new ArrowType.Int(64, true)));
            fields.add(Field.nullable("t0", ArrowType.Utf8.INSTANCE));
        }
        return new Schema(fields);
    }

    static int rows(Wire wire, Load load) {
        return wire == Wire.RING_TEXT ? (int) (load.bytes() / 20) : load.rows();
    }

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "produce" ->
                    produce(Wire.valueOf(arguments[1]), Load.of(arguments[2]), arguments[3]);
            case "table" -> table();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        // Threads of the last pipe may still wait.
        System.exit(0);
    }

    // The producer's process.

    private static void produce(Wire wire, Load load, String address) throws Exception {
        FileInputStream turns = new FileInputStream(Posix.adopt(4));
        try (BufferAllocator allocator = new RootAllocator(1 << 30);
                VectorSchemaRoot rows = VectorSchemaRoot.create(schema(wire, load), allocator);
                EdgeWriter writer = writer(wire, rows, load, address)) {
            Sender sender = new Sender(wire, rows, writer, load);
            for (int i = 0; i < load.warm() + load.timed(); i++) {
                turns.read();
                // Until the consumer sleeps: it is woken by the batch, not found awake.
                LockSupport.parkNanos(300_000);
                sender.send(true);
            }
            turns.read();
            for (int i = 0; i < load.streamed(); i++) {
                sender.send(false);
            }
            writer.end();
            turns.read();
        }
    }

    private static EdgeWriter writer(
            Wire wire, VectorSchemaRoot rows, Load load, String address) throws Exception {
        ArrowExchange exchange = new ArrowExchange();
        return switch (wire) {
            case RING, RING_BUILT, RING_TEXT ->
                    exchange.writer(rows, new Socket(3), load.slotBytes());
            case UNIX -> exchange.writer(rows, new FileOutputStream(Posix.adopt(3)));
            case PIPE -> exchange.writer(rows, new FileOutputStream(address));
            case TCP -> {
                SocketChannel socket =
                        SocketChannel.open(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(),
                                        Integer.parseInt(address)));
                socket.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
                yield exchange.writer(rows, Channels.newOutputStream(socket));
            }
        };
    }

    /** Sends one batch after the other, the time it was ready in its first value. */
    private static final class Sender {
        private final Wire wire;
        private final VectorSchemaRoot rows;
        private final EdgeWriter writer;
        private final BatchLayout layout;
        private final long[] words;
        private final int count;
        private final boolean[] filled = new boolean[RingShape.SLOTS];

        Sender(Wire wire, VectorSchemaRoot rows, EdgeWriter writer, Load load) {
            this.wire = wire;
            this.rows = rows;
            this.writer = writer;
            this.layout = new BatchLayout(rows);
            this.words = new long[layout.words()];
            this.count = rows(wire, load);
            for (FieldVector vector : rows.getFieldVectors()) {
                if (vector instanceof BigIntVector numbers) {
                    numbers.allocateNew(count);
                    for (int row = 0; row < count; row++) {
                        numbers.set(row, row);
                    }
                } else {
                    for (int row = 0; row < count; row++) {
                        ((VarCharVector) vector).setSafe(row, "abcdefgh".getBytes());
                    }
                }
            }
            rows.setRowCount(count);
        }

        void send(boolean ready) throws Exception {
            if (wire != Wire.RING_BUILT) {
                ((BigIntVector) rows.getVector(0)).set(0, System.nanoTime());
                writer.write();
                return;
            }
            RingWriter ring = (RingWriter) writer;
            words[0] = count;
            long bytes = layout.lay(words, Long.MAX_VALUE);
            int slot = ring.freeSlot();
            long slotBytes =
                    (ring.memory().byteSize() - RingShape.PAGE_BYTES) / RingShape.SLOTS;
            long at = RingShape.slotAt(slot, slotBytes) + RingShape.bodyAt(words.length);
            MemorySegment body = ring.memory().asSlice(at, bytes);
            if (!ready || !filled[slot]) {
                // Each value is written anew, as a step that builds here would.
                body.fill((byte) 3);
                filled[slot] = true;
            }
            body.set(ValueLayout.JAVA_LONG, layout.place(1), System.nanoTime());
            ring.publish(slot, words, false);
        }
    }

    // The consumer's process.

    private static Seen consume(Wire wire, Load load) throws Exception {
        Path fifo = Path.of(System.getProperty("work"), "fifo");
        Files.deleteIfExists(fifo);
        int[] turns = Posix.streamPair();
        int[] ends = wire.ring() ? Posix.datagramPair() : Posix.streamPair();
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String address = "-";
            if (wire == Wire.PIPE) {
                new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
                address = fifo.toString();
            } else if (wire == Wire.TCP) {
                address = Integer.toString(((InetSocketAddress) server.getLocalAddress()).getPort());
            }
            int child =
                    spawn(
                            List.of("produce", wire.name(), load.text(), address),
                            Map.of(0, 0, 1, 1, 2, 2, 3, ends[1], 4, turns[1]));
            Posix.close(ends[1]);
            Posix.close(turns[1]);
            try (BufferAllocator allocator = new RootAllocator(1 << 30);
                    OutputStream turn = new FileOutputStream(Posix.adopt(turns[0]));
                    EdgeReader reader = reader(wire, load, ends[0], fifo, server, allocator)) {
                return take(wire, load, reader, turn, allocator);
            } finally {
                Posix.await(child);
            }
        }
    }

    private static EdgeReader reader(
            Wire wire,
            Load load,
            int end,
            Path fifo,
            ServerSocketChannel server,
            BufferAllocator allocator)
            throws Exception {
        ArrowExchange exchange = new ArrowExchange();
        if (wire.ring()) {
            return exchange.reader(schema(wire, load), new Socket(end), allocator);
        }
        InputStream stream =
                switch (wire) {
                    case PIPE -> new FileInputStream(fifo.toFile());
                    case TCP -> Channels.newInputStream(server.accept());
                    default -> new FileInputStream(Posix.adopt(end));
                };
        // Arrow's own, since the product takes no batch of 64 MiB over a stream.
        ArrowStreamReader arrow = new ArrowStreamReader(stream, allocator);
        return new EdgeReader() {
            @Override
            public VectorSchemaRoot rows() throws IOException {
                return arrow.getVectorSchemaRoot();
            }

            @Override
            public boolean next() throws IOException {
                return arrow.loadNextBatch();
            }

            @Override
            public void close() throws IOException {
                arrow.close();
            }
        };
    }

    private static Seen take(
            Wire wire, Load load, EdgeReader reader, OutputStream turn, BufferAllocator allocator)
            throws Exception {
        double[] micros = new double[load.timed()];
        long outside = 0;
        for (int i = 0; i < load.warm() + load.timed(); i++) {
            turn.write(1);
            reader.next();
            long now = System.nanoTime();
            long then = ((BigIntVector) reader.rows().getVector(0)).get(0);
            if (i >= load.warm()) {
                micros[i - load.warm()] = (now - then) / 1e3;
            }
            if (wire.ring() && i == load.warm()) {
                outside = allocator.getAllocatedMemory() - body(reader.rows());
            }
        }
        turn.write(1);
        reader.next();
        long begun = System.nanoTime();
        long sum = 0;
        for (int i = 1; reader.next(); i++) {
            sum += add(reader.rows());
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        turn.write(1);
        Arrays.sort(micros);
        sink = sum;
        return new Seen(micros, load.bytes() * (load.streamed() - 1) / seconds / 1e9, outside);
    }

    static volatile long sink;

    private static long body(VectorSchemaRoot rows) {
        BatchLayout layout = new BatchLayout(rows);
        long[] words = new long[layout.words()];
        layout.describe(rows, 0, rows.getRowCount(), words);
        return layout.lay(words, Long.MAX_VALUE);
    }

    static long add(VectorSchemaRoot rows) {
        long sum = 0;
        for (FieldVector vector : rows.getFieldVectors()) {
            ArrowBuf data = vector.getDataBuffer();
            int bytes = (int) data.capacity() / 8 * 8;
            sum += add(MemorySegment.ofBuffer(data.nioBuffer(0, bytes)), bytes / 8);
        }
        return sum;
    }

    private static long add(MemorySegment values, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values.get(ValueLayout.JAVA_LONG_UNALIGNED, i * 8L);
        }
        return sum;
    }

    static int spawn(List<String> arguments, Map<Integer, Integer> descriptors) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(List.of(System.getProperty("flags").split(" ")));
        command.add("-Dflags=" + System.getProperty("flags"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(System.getProperty("main", ExchangeBench.class.getName()));
        command.addAll(arguments);
        return Posix.spawn(command, new HashMap<>(), descriptors);
    }

    // The table.

    private static void table() throws Exception {
        Load small = new Load(MIB, 2000, 2000, 4000);
        Load large = new Load(64 * MIB, 1000, 500, 60);
        Load copied = new Load(64 * MIB, 30, 50, 60);
        Load slow = new Load(64 * MIB, 5, 15, 10);
        System.out.printf(
                "| %-32s | %24s | %24s | %6s | %6s | %7s |%n",
                "wire",
                "1 MiB min/p50/p99 us",
                "64 MiB min/p50/p99 us",
                "1 MiB",
                "64 MiB",
                "outside");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        for (Wire wire : Wire.values()) {
            Seen one = best(wire, small);
            Seen many =
                    switch (wire) {
                        case RING_BUILT -> best(wire, large);
                        case RING -> best(wire, copied);
                        // It would be two batches: there are at most so many rows in one.
                        case RING_TEXT -> null;
                        default -> best(wire, slow);
                    };
            print(wire.title, one, many, wire.ring() ? Long.toString(one.outside()) : "all");
        }
    }

    static void print(String title, Seen one, Seen many, String outside) {
        System.out.printf(
                "| %-32s | %24s | %24s | %6.2f | %6s | %7s |%n",
                title,
                times(one),
                many == null ? "-" : times(many),
                one.rate(),
                many == null ? "-" : String.format("%.2f", many.rate()),
                outside);
    }

    /** Of some rounds the quietest: others' work shows in all but that. */
    private static Seen best(Wire wire, Load load) throws Exception {
        Seen best = consume(wire, load);
        for (int i = 1; i < ROUNDS; i++) {
            Seen seen = consume(wire, load);
            best =
                    new Seen(
                            seen.at(0.5) < best.at(0.5) ? seen.micros() : best.micros(),
                            Math.max(seen.rate(), best.rate()),
                            best.outside());
        }
        return best;
    }

    private static String times(Seen seen) {
        return String.format("%.0f / %.0f / %.0f", seen.at(0), seen.at(0.5), seen.at(0.99));
    }
}
