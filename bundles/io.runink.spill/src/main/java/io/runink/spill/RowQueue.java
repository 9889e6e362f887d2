package io.runink.spill;

import io.runink.spi.spill.Spill;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Rows that wait, first in, first out: the first few in memory, the others on disk. */
public final class RowQueue implements AutoCloseable {

    private static final int MEMORY_BYTES = 128 << 10;

    private final RowCodec codec;
    private final BatchBuilder batches;
    private final int[] places;
    private final Spill spill;
    private final RowBytes row = new RowBytes();

    /** The first rows, each behind its length. */
    private final RowBytes first = new RowBytes();

    private @Nullable RowFile file;
    private @Nullable RowCursor cursor;
    private int at;

    /**
     * An empty queue.
     *
     * @param schema of its rows
     * @param allocator for the batches that leave it
     */
    public RowQueue(Schema schema, Spill spill, BufferAllocator allocator) {
        this.codec = new RowCodec(schema.getFields());
        this.batches = new BatchBuilder(schema, allocator);
        this.places = new int[codec.columns()];
        for (int i = 0; i < places.length; i++) {
            places[i] = i;
        }
        this.spill = spill;
    }

    /** Adds the rows of a batch, which stays the caller's. Not after {@link #next}. */
    public void add(VectorSchemaRoot batch) {
        codec.bind(batch.getFieldVectors());
        for (int i = 0; i < batch.getRowCount(); i++) {
            row.clear();
            codec.write(i, row);
            if (file == null && first.length() + row.length() + 4 <= MEMORY_BYTES) {
                first.putInt(row.length());
                first.put(row.array(), 0, row.length());
            } else {
                file = file == null ? new RowFile(spill) : file;
                file.add(row.array(), 0, row.length());
            }
        }
    }

    /** Takes the next rows, which are the caller's from now on; null if there are none. */
    public @Nullable VectorSchemaRoot next() {
        if (file != null && cursor == null) {
            cursor = file.read(0, file.position());
        }
        boolean full = false;
        while (!full && at < first.length()) {
            int length = RowBytes.getInt(first.array(), at);
            batches.set(codec, first.array(), at + 4, places);
            at += 4 + length;
            full = batches.endRow();
        }
        while (!full && cursor != null && cursor.next()) {
            batches.set(codec, cursor.bytes(), cursor.row(), places);
            full = batches.endRow();
        }
        return batches.isEmpty() ? null : batches.take();
    }

    @Override
    public void close() {
        batches.close();
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
