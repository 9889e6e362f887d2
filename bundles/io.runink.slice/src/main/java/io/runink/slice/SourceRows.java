package io.runink.slice;

import io.runink.spi.connector.Malformation;
import io.runink.spi.connector.RowBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The batch that a connector fills. */
final class SourceRows implements RowBatch {

    private final TextRows rows;
    private final Rejector rejector;
    private final int source;
    private final int batchRows;
    private int count;

    SourceRows(TextRows rows, Rejector rejector, int source, int batchRows) {
        this.rows = rows;
        this.rejector = rejector;
        this.source = source;
        this.batchRows = batchRows;
    }

    @Override
    public boolean full() {
        return count >= batchRows || rows.full() || rejector.full();
    }

    @Override
    public void begin(long line) {
        rows.begin(line, source);
    }

    @Override
    public void set(int column, byte[] utf8, int offset, int length) {
        rows.value(column).put(utf8, offset, length);
    }

    @Override
    public void end() {
        rows.end();
        count++;
    }

    @Override
    public void malformed(
            long line, Malformation malformation, String found, byte[] raw, int length) {
        try {
            rejector.rejectUnread(line, source, malformation, found, raw, length);
        } catch (IOException e) {
            throw new UncheckedIOException("arrays cannot fail to be written", e);
        }
        count++;
    }

    /** How many rows came, malformed ones included, since the last time. */
    int takeCount() {
        int taken = count;
        count = 0;
        return taken;
    }

    VectorSchemaRoot take(BufferAllocator allocator) {
        return rows.take(allocator);
    }
}
