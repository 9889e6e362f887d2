package io.runink.exchange;

import io.runink.posix.Posix;
import io.runink.spi.exchange.EdgeReader;
import io.runink.spi.exchange.EdgeWriter;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Millions of rows of about 100 bytes through four processes that do nothing but hand them on: what
 * the exchange alone costs, and what each process holds at 1, 5 and 10 million rows.
 */
public final class RowsBench {

    private static final int BATCH_ROWS = 20_000;
    private static final long SLOT_BYTES = 4L << 20;

    private static final Schema SCHEMA =
            new Schema(
                    List.of(
                            Field.nullable("number", new ArrowType.Int(64, true)),
                            Field.nullable("id", ArrowType.Utf8.INSTANCE),
                            Field.nullable("name", ArrowType.Utf8.INSTANCE),
                            Field.nullable("note", ArrowType.Utf8.INSTANCE)));

    private RowsBench() {}

    public static void main(String[] arguments) throws Exception {
        boolean ring = arguments.length > 1 && arguments[1].equals("ring");
        switch (arguments[0]) {
            case "start" -> {
                long rows = Long.parseLong(arguments[1]);
                System.out.println("| wire | rows | seconds | RSS of the four, MiB |");
                System.out.println("| --- | ---: | ---: | ---: |");
                for (boolean memory : new boolean[] {true, false, true, false}) {
                    start(memory, rows);
                }
            }
            case "source" -> source(ring, Long.parseLong(arguments[2]));
            case "relay" -> relay(ring);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    private static void start(boolean ring, long rows) throws Exception {
        List<Integer> children = new ArrayList<>();
        String wire = ring ? "ring" : "socket";
        int[] first = pair(ring);
        children.add(spawn(List.of("source", wire, Long.toString(rows)), Map.of(3, first[0])));
        int before = first[1];
        for (int i = 0; i < 2; i++) {
            int[] next = pair(ring);
            children.add(spawn(List.of("relay", wire), Map.of(3, before, 4, next[0])));
            before = next[1];
        }
        long begun = System.nanoTime();
        try (BufferAllocator allocator = new RootAllocator(48L << 20);
                EdgeReader reader = reader(ring, before, allocator)) {
            long seen = 0;
            for (long mark = rows / 10; reader.next(); ) {
                seen += reader.rows().getRowCount();
                ExchangeBench.sink += ExchangeBench.add(reader.rows());
                if (seen >= mark) {
                    say(wire, seen, begun, children);
                    mark = mark == rows / 10 ? rows / 2 : mark == rows / 2 ? rows : Long.MAX_VALUE;
                }
            }
        }
        children.forEach(Posix::await);
    }

    private static int spawn(List<String> arguments, Map<Integer, Integer> descriptors) {
        Map<Integer, Integer> all = new HashMap<>(Map.of(0, 0, 1, 1, 2, 2));
        all.putAll(descriptors);
        int child = ExchangeBench.spawn(arguments, all);
        descriptors.values().forEach(Posix::close);
        return child;
    }

    private static int[] pair(boolean ring) {
        return ring ? Posix.datagramPair() : Posix.streamPair();
    }

    private static void say(String wire, long seen, long begun, List<Integer> children)
            throws IOException {
        StringBuilder sizes = new StringBuilder();
        for (int child : children) {
            sizes.append(resident(Integer.toString(child))).append(", ");
        }
        System.out.printf(
                "| %s | %,d | %.1f | %s |%n",
                wire, seen, (System.nanoTime() - begun) / 1e9, sizes + resident("self"));
    }

    private static String resident(String process) throws IOException {
        return Files.readAllLines(Path.of("/proc", process, "status")).stream()
                .filter(it -> it.startsWith("VmRSS"))
                .map(it -> Long.parseLong(it.replaceAll("\\D", "")) / 1024)
                .map(Object::toString)
                .findFirst()
                .orElse("-");
    }

    private static EdgeReader reader(boolean ring, int end, BufferAllocator allocator) {
        ArrowExchange exchange = new ArrowExchange();
        return ring
                ? exchange.reader(SCHEMA, new ExchangeBench.Socket(end), allocator)
                : exchange.reader(new FileInputStream(Posix.adopt(end)), allocator);
    }

    private static EdgeWriter writer(boolean ring, int end, VectorSchemaRoot rows) {
        ArrowExchange exchange = new ArrowExchange();
        return ring
                ? exchange.writer(rows, new ExchangeBench.Socket(end), SLOT_BYTES)
                : exchange.writer(rows, new FileOutputStream(Posix.adopt(end)));
    }

    private static void source(boolean ring, long rows) throws IOException {
        try (BufferAllocator allocator = new RootAllocator(48L << 20);
                VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
                EdgeWriter writer = writer(ring, 3, root)) {
            for (int i = 0; i < 4; i++) {
                FieldVector vector = root.getVector(i);
                for (int row = 0; row < BATCH_ROWS; row++) {
                    if (vector instanceof BigIntVector numbers) {
                        numbers.setSafe(row, row);
                    } else {
                        ((VarCharVector) vector).setSafe(row, ("row " + row).repeat(i).getBytes());
                    }
                }
            }
            root.setRowCount(BATCH_ROWS);
            for (long sent = 0; sent < rows; sent += BATCH_ROWS) {
                writer.write();
            }
            writer.end();
        }
    }

    private static void relay(boolean ring) throws IOException {
        try (BufferAllocator allocator = new RootAllocator(48L << 20);
                EdgeReader reader = reader(ring, 3, allocator);
                VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
                EdgeWriter writer = writer(ring, 4, root)) {
            while (reader.next()) {
                for (int i = 0; i < 4; i++) {
                    reader.rows().getVector(i).makeTransferPair(root.getVector(i)).transfer();
                }
                root.setRowCount(reader.rows().getRowCount());
                writer.write();
                root.clear();
            }
            writer.end();
        }
    }
}
