package io.runink.exchange;

import io.runink.posix.Posix;
import io.runink.spi.exchange.EdgeReader;
import io.runink.spi.exchange.EdgeWriter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** One end of an edge in a process of its own, which works until it is ended. */
final class EdgeProcess {

    private EdgeProcess() {}

    /** Starts one; it has the end as descriptor 3. */
    static int start(String side, int end) throws URISyntaxException {
        // Not java.class.path: who runs tests may have loaded them otherwise.
        StringBuilder path = new StringBuilder();
        for (Class<?> one :
                List.of(
                        EdgeProcess.class,
                        ArrowExchange.class,
                        Posix.class,
                        EdgeWriter.class,
                        io.runink.api.error.RuninkException.class,
                        BufferAllocator.class,
                        VectorSchemaRoot.class,
                        com.google.flatbuffers.Table.class,
                        org.apache.arrow.flatbuf.Schema.class,
                        org.apache.arrow.memory.unsafe.UnsafeAllocationManager.class,
                        com.fasterxml.jackson.databind.ObjectMapper.class,
                        com.fasterxml.jackson.core.JsonFactory.class,
                        com.fasterxml.jackson.annotation.JsonCreator.class,
                        org.slf4j.Logger.class)) {
            path.append(Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI()))
                    .append(':');
        }
        List<String> command =
                Stream.of(
                                System.getProperty("java.home") + "/bin/java",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                path.toString(),
                                EdgeProcess.class.getName(),
                                side)
                        .collect(Collectors.toList());
        return Posix.spawn(command, Map.of(), Map.of(3, end));
    }

    public static void main(String[] arguments) throws IOException {
        TestSocket end = new TestSocket(3);
        try (BufferAllocator allocator = new RootAllocator(1 << 24)) {
            if (arguments[0].equals("consume")) {
                try (EdgeReader reader =
                        new ArrowExchange().reader(RingTest.TEXT, end, allocator)) {
                    while (reader.next()) {
                        // Batches are let go as they come.
                    }
                }
                return;
            }
            try (VectorSchemaRoot rows = VectorSchemaRoot.create(RingTest.TEXT, allocator);
                    EdgeWriter writer = new ArrowExchange().writer(rows, end, 1 << 16)) {
                for (long first = 0; ; first += 100) {
                    TestBatches.fill(rows, first, 100);
                    writer.write();
                }
            }
        }
    }
}
