package io.runink.slice;

import io.runink.api.dag.Dag;
import io.runink.api.plan.Resources;
import io.runink.api.plan.SlicePlan;
import io.runink.api.slice.Claim;
import io.runink.json.Json;
import io.runink.posix.Posix;
import io.runink.spi.contract.TextColumn;
import io.runink.spi.exchange.EdgeReader;
import io.runink.spi.exchange.EdgeSocket;
import io.runink.spi.exchange.EdgeWriter;
import io.runink.spi.exchange.Exchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Loads what every claim needs while none has come: Arrow's schemas and the JSON of a claim are
 * half of a cold slice's start. It knows nothing of any herd.
 */
final class Rehearsal {

    private static final long BYTES_MAX = 1 << 20;

    private static final long SLOT_BYTES = 4096;

    private final Exchange exchange;

    Rehearsal(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Starts it beside the wait for the claim. */
    void start() {
        Thread.ofPlatform().name("runink-rehearsal").daemon().start(this::play);
    }

    private void play() {
        try {
            claim();
            edge();
        } catch (IOException | RuntimeException e) {
            // The claim will meet it again, where there is somebody to tell.
            Failures.log("the rehearsal failed", e);
        }
    }

    private static void claim() {
        Dag dag =
                new Dag(
                        Dag.FORMAT,
                        "",
                        "",
                        new TreeMap<>(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new TreeMap<>());
        SlicePlan plan = new SlicePlan("", List.of(), Resources.STANDARD, List.of(), "");
        Claim claim = new Claim("", "", 0, plan, dag, List.of(), Map.of());
        Json.read(Json.bytes(claim), Claim.class);
    }

    /** Sends one row over an edge that leads back. */
    void edge() throws IOException {
        Schema schema = RowSchema.text(RowSchema.REJECTION);
        int[] ends = Posix.datagramPair();
        EdgeSocket from = new PosixGrant(ends[0]).socket();
        EdgeSocket to = new PosixGrant(ends[1]).socket();
        try (BufferAllocator allocator = new RootAllocator(BYTES_MAX);
                EdgeReader reader = exchange.reader(schema, to, allocator)) {
            TextRows rows = new TextRows(schema);
            rows.begin(1, 0);
            rows.value(0).put("rehearsal");
            rows.end();
            try (VectorSchemaRoot batch = rows.take(allocator);
                    EdgeWriter writer = exchange.writer(batch, from, SLOT_BYTES)) {
                writer.write();
                writer.end();
            }
            TextColumn text = new TextColumn();
            while (reader.next()) {
                text.load((VarCharVector) reader.rows().getVector(0), 1);
            }
        }
    }
}
