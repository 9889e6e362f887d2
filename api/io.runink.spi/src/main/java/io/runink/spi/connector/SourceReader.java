package io.runink.spi.connector;

import java.io.IOException;

/** Reads a dataset, batch by batch, as text. Used by one thread. */
public interface SourceReader extends AutoCloseable {

    /** How many rows a batch may have: the connector's setting, at least 1. */
    int batchRows();

    /**
     * Adds rows until the batch says it is full or the dataset ends. A row that cannot be parsed is
     * added with {@link RowBatch#malformed} and reading goes on with the next.
     *
     * @return false when the dataset has ended; the batch may still hold rows
     */
    boolean read(RowBatch batch) throws IOException;

    /** Bytes consumed so far, for progress. */
    long bytesRead();

    @Override
    void close() throws IOException;
}
