package io.runink.spill;

import io.runink.spi.spill.Spill;
import io.runink.spi.spill.SpillFile;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Rows that wait, first in, first out. The first few in memory, more on disk. */
public final class RowQueue implements AutoCloseable {

    private static final int BLOCK_BYTES = 128 << 10;

    private final RowCodec codec;
    private final BatchBuilder batches;
    private final int[] places;
    private final Spill spill;
    private final RowBytes row = new RowBytes();

    /** What is not on disk: the rows that came last, each behind its length. */
    private final RowBytes last = new RowBytes();

    private @Nullable SpillFile file;
    private @Nullable RunReader reader;
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
            last.putInt(0);
            last.putInt(row.length());
            last.put(row.array(), 0, row.length());
            if (last.length() >= BLOCK_BYTES) {
                file = file == null ? spill.create() : file;
                file.append(last.array(), 0, last.length());
                last.clear();
            }
        }
    }

    /** Takes the next rows, which are the caller's from now on; null if there are none. */
    public @Nullable VectorSchemaRoot next() {
        if (file != null && reader == null) {
            reader = new RunReader(file, new ExternalSort.Run(0, file.length()), BLOCK_BYTES);
        }
        boolean full = false;
        while (!full && reader != null && reader.next()) {
            batches.set(codec, reader.bytes(), reader.row(), places);
            full = batches.endRow();
        }
        while (!full && at < last.length()) {
            int length = RowBytes.getInt(last.array(), at + 4);
            batches.set(codec, last.array(), at + RowBuffer.HEADER_BYTES, places);
            at += RowBuffer.HEADER_BYTES + length;
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
