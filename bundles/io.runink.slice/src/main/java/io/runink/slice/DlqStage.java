package io.runink.slice;

import io.runink.spi.connector.SinkWriter;
import io.runink.spi.contract.TypedColumns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/** Writes rejected rows: run, source, line, step, record, violations. */
final class DlqStage implements Stage {

    private static final Field RUN = TypedColumns.textField("run");
    private static final Field SOURCE = TypedColumns.textField("source");
    private static final Field LINE = Field.nullable("line", new ArrowType.Int(64, true));
    private static final Field STEP = TypedColumns.textField("step");
    private static final Field RECORD = json("record");
    private static final Field VIOLATIONS = json("violations");

    private final byte[] run;
    private final List<byte[]> nodes;
    private final @Nullable Sink sink;
    private final Counters counters;
    private final SelfTime time;
    private final BufferAllocator allocator;

    /**
     * A dead-letter queue.
     *
     * @param nodes names of the DAG's nodes, in its order
     * @param sink null where rejected rows are counted and kept nowhere
     */
    DlqStage(
            String run,
            List<String> nodes,
            @Nullable Sink sink,
            Counters counters,
            SelfTime time,
            BufferAllocator allocator) {
        this.run = run.getBytes(StandardCharsets.UTF_8);
        this.nodes = nodes.stream().map(n -> n.getBytes(StandardCharsets.UTF_8)).toList();
        this.sink = sink;
        this.counters = counters;
        this.time = time;
        this.allocator = allocator;
    }

    private static Field json(String name) {
        return new Field(
                name,
                new FieldType(
                        true,
                        ArrowType.Utf8.INSTANCE,
                        null,
                        Map.of(SinkWriter.CONTENT, SinkWriter.JSON)),
                null);
    }

    @Override
    public void accept(VectorSchemaRoot batch) throws IOException {
        int rows = batch.getRowCount();
        counters.came(rows);
        if (sink == null) {
            batch.close();
            return;
        }
        time.enter(counters);
        try (batch) {
            IntVector sources = RowSchema.sources(batch);
            VarCharVector runs = (VarCharVector) RUN.createVector(allocator);
            VarCharVector names = (VarCharVector) SOURCE.createVector(allocator);
            runs.allocateNew(rows);
            names.allocateNew(rows);
            for (int row = 0; row < rows; row++) {
                int source = sources.get(row);
                if (source < 0 || source >= nodes.size()) {
                    throw new IllegalStateException("source " + source + " of " + nodes.size());
                }
                runs.setSafe(row, run);
                names.setSafe(row, nodes.get(source));
            }
            runs.setValueCount(rows);
            names.setValueCount(rows);
            sink.write(
                    List.of(
                            runs,
                            names,
                            Batches.moved(RowSchema.lines(batch), LINE, allocator),
                            Batches.moved(batch.getVector(0), STEP, allocator),
                            Batches.moved(batch.getVector(1), RECORD, allocator),
                            Batches.moved(batch.getVector(2), VIOLATIONS, allocator)),
                    rows);
        } finally {
            time.leave();
        }
        counters.went(rows);
    }

    @Override
    public void end() {
        // The end of an output is its prepare, once every row of the slice went through.
    }
}
