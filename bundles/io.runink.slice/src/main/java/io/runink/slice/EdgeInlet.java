package io.runink.slice;

import io.runink.api.dag.Edge;
import io.runink.spi.exchange.EdgeReader;
import java.io.IOException;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** The consuming end of an edge from another slice. */
final class EdgeInlet implements Inlet {

    private final Edge edge;
    private final Schema schema;
    private final EdgeReader reader;
    private final Stage target;
    private final Set<Integer> sources;
    private final BufferAllocator allocator;

    EdgeInlet(
            Edge edge,
            Schema schema,
            EdgeReader reader,
            Stage target,
            Set<Integer> sources,
            BufferAllocator allocator) {
        this.edge = edge;
        this.schema = schema;
        this.reader = reader;
        this.target = target;
        this.sources = sources;
        this.allocator = allocator;
    }

    @Override
    public Set<Integer> sources() {
        return sources;
    }

    @Override
    public void run() throws IOException {
        try (reader) {
            if (!rows().getSchema().equals(schema)) {
                throw SliceError.EDGE_UNFIT.exception(
                        "the edge from '"
                                + edge.from()
                                + "' to '"
                                + edge.to()
                                + "' carries other columns, expected those of its contract",
                        "report it with the slice's log");
            }
            while (next()) {
                target.accept(Batches.moved(reader.rows(), allocator));
            }
        }
        target.end();
    }

    private VectorSchemaRoot rows() {
        try {
            return reader.rows();
        } catch (IOException e) {
            throw Failures.edge(edge.from(), edge.to(), e);
        }
    }

    private boolean next() {
        try {
            return reader.next();
        } catch (IOException e) {
            throw Failures.edge(edge.from(), edge.to(), e);
        }
    }
}
