package io.runink.spi.exchange;

import java.io.IOException;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The consuming end of an edge. Used by one thread. */
public interface EdgeReader extends AutoCloseable {

    /** The root that {@link #next} fills. */
    VectorSchemaRoot rows() throws IOException;

    /**
     * Loads the next batch; false when the producer said that all rows were sent.
     *
     * @throws java.io.EOFException if the edge broke before the producer said so
     */
    boolean next() throws IOException;

    @Override
    void close() throws IOException;
}
