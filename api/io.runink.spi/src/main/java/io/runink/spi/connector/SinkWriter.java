package io.runink.spi.connector;

import java.io.IOException;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Writes a dataset in two phases. Used by one thread. Columns whose Arrow field has the metadata
 * {@link #CONTENT} = {@link #JSON} hold JSON text, which a format that can nests as it is.
 */
public interface SinkWriter extends AutoCloseable {

    /** Metadata key: what a text column holds. */
    String CONTENT = "runink.content";

    /** Metadata value: one JSON value. */
    String JSON = "json";

    /** Writes a batch: every column of the contract, in order. Keep none of it. */
    void write(VectorSchemaRoot rows) throws IOException;

    /**
     * Writes what is still buffered, so that a commit can no longer fail for lack of space.
     *
     * @param epoch number of the checkpoint, from 1; a bounded run has one
     */
    void prepare(long epoch) throws IOException;

    /**
     * The run is committed under this fencing token. A sink of files has nothing left to do: what
     * it staged becomes visible with the run's other outputs.
     */
    default void commit(long token) throws IOException {}

    /** The run failed: undo what can be undone. Staged bytes vanish by themselves. */
    default void abort() {}

    @Override
    void close() throws IOException;
}
