package io.runink.slice;

import io.runink.api.dag.Edge;
import io.runink.spi.exchange.EdgeWriter;
import java.io.IOException;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** The producing end of an edge to another slice. */
final class EdgeStage implements Stage {

    private final Edge edge;
    private final VectorSchemaRoot rows;
    private final EdgeWriter writer;

    EdgeStage(
            Edge edge,
            Schema schema,
            Function<VectorSchemaRoot, EdgeWriter> writer,
            BufferAllocator allocator) {
        this.edge = edge;
        this.rows = VectorSchemaRoot.create(schema, allocator);
        this.writer = writer.apply(rows);
    }

    @Override
    public void accept(VectorSchemaRoot batch) {
        try (batch) {
            Batches.move(batch, rows);
            writer.write();
        } catch (IOException e) {
            throw Failures.edge(edge.from(), edge.to(), e);
        } finally {
            rows.clear();
        }
    }

    @Override
    public void end() {
        try {
            writer.end();
            writer.close();
        } catch (IOException e) {
            throw Failures.edge(edge.from(), edge.to(), e);
        }
    }
}
