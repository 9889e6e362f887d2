package io.runink.slice;

import io.runink.api.error.RuninkException;
import io.runink.api.slice.SliceMessage.Written;
import io.runink.spi.connector.SinkWriter;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** An output: the connector's writer, the staged bytes, and the two phases of the end. */
final class Sink {

    /** Where a dry run writes: there is nothing to make durable. */
    private static final String NOWHERE = ":///dev/null";

    private final String node;
    private final String uri;
    private final SinkWriter writer;
    private final StagedOutput output;
    private final Grant grant;

    Sink(String node, String uri, SinkWriter writer, StagedOutput output, Grant grant) {
        this.node = node;
        this.uri = uri;
        this.writer = writer;
        this.output = output;
        this.grant = grant;
    }

    /** Writes columns, which it closes. */
    void write(List<FieldVector> columns, int rows) throws IOException {
        try (VectorSchemaRoot view = new VectorSchemaRoot(columns)) {
            view.setRowCount(rows);
            writer.write(view);
        } catch (RuninkException | OutOfMemoryException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Failures.plugin("the connector of '" + uri + "'", e);
        }
    }

    /** Makes durable what was written. */
    Written prepare(long rows) {
        try {
            writer.prepare(1);
            output.flush();
            if (!uri.endsWith(NOWHERE)) {
                grant.force();
            }
        } catch (IOException e) {
            throw Failures.output(uri, e);
        }
        return output.written(node, rows);
    }

    void commit(long token) throws IOException {
        writer.commit(token);
        writer.close();
    }

    void abort() {
        writer.abort();
    }
}
