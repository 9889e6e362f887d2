package io.runink.spill;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Makes batches of rows that are given as bytes. A row is set part by part, each from a row of
 * {@link RowCodec} or straight in a vector, then ended; what was not set is null.
 */
public final class BatchBuilder implements AutoCloseable {

    private static final int ROWS_MAX = 4096;

    /** Rows this large in all are a batch, however few they are. */
    private static final int BYTES_MAX = 1 << 20;

    private final Schema schema;
    private final BufferAllocator allocator;
    private @Nullable VectorSchemaRoot batch;
    private FieldVector[] columns = new FieldVector[0];
    private int rows;
    private long bytes;

    /** A builder of batches of a schema. */
    public BatchBuilder(Schema schema, BufferAllocator allocator) {
        this.schema = schema;
        this.allocator = allocator;
    }

    /** The row that is being set. */
    public int row() {
        return rows;
    }

    /** The vectors of the batch, in the order of the schema's fields. */
    public FieldVector[] columns() {
        if (batch == null) {
            batch = VectorSchemaRoot.create(schema, allocator);
            columns = batch.getFieldVectors().toArray(FieldVector[]::new);
            for (FieldVector column : columns) {
                column.setInitialCapacity(16);
                column.allocateNew();
            }
        }
        return columns;
    }

    /**
     * Sets columns of the row.
     *
     * @param places for each column of the bytes its place in the schema, or -1 to pass it over
     * @return where the bytes end
     */
    public int set(RowCodec codec, byte[] from, int offset, int[] places) {
        int end = codec.read(from, offset, columns(), places, rows);
        bytes += end - offset;
        return end;
    }

    /** Ends the row; says whether the batch is full and should be taken. */
    public boolean endRow() {
        columns();
        rows++;
        return rows >= ROWS_MAX || bytes >= BYTES_MAX;
    }

    /** Whether there is no row to take. */
    public boolean isEmpty() {
        return rows == 0;
    }

    /** The rows that were ended, which are the caller's from now on. */
    public VectorSchemaRoot take() {
        columns();
        VectorSchemaRoot taken = batch;
        if (taken == null) {
            throw new IllegalStateException("no batch");
        }
        taken.setRowCount(rows);
        batch = null;
        rows = 0;
        bytes = 0;
        return taken;
    }

    @Override
    public void close() {
        if (batch != null) {
            batch.close();
            batch = null;
        }
    }
}
