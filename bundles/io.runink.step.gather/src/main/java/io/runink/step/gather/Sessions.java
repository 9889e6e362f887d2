package io.runink.step.gather;

import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepRows;
import io.runink.spill.BatchBuilder;
import io.runink.spill.ExternalSort;
import io.runink.spill.KeyEncoder;
import io.runink.spill.RowBytes;
import io.runink.spill.RowCodec;
import io.runink.spill.RowCursor;
import java.util.Arrays;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Sorts rows by key and time, where the rows of a session lie side by side, and adds them to
 * groups, one for each session.
 */
final class Sessions implements AutoCloseable {

    private final KeyEncoder encoder;
    private final Windows windows;
    private final Groups groups;
    private final ExternalSort sort;
    private final RowCodec codec;
    private final BatchBuilder batches;
    private final int[] places;
    private final RowBytes key = new RowBytes();
    private final RowBytes row = new RowBytes();

    /** The key of the session that rows are added to, its beginning and its latest row. */
    private final RowBytes current = new RowBytes();

    private long start;
    private long latest;
    private boolean open;

    /** The numbers in the input of the batch's rows. */
    private long[] numbers = new long[64];

    Sessions(
            StepContext context,
            KeyEncoder encoder,
            Windows windows,
            Groups groups,
            long memoryBytes) {
        Schema schema = StepRows.schema(context.inputs().getFirst());
        this.encoder = encoder;
        this.windows = windows;
        this.groups = groups;
        this.sort = new ExternalSort(memoryBytes, context.spill());
        this.codec = new RowCodec(schema.getFields());
        this.batches = new BatchBuilder(schema, context.allocator());
        this.places = new int[codec.columns()];
        Arrays.setAll(places, i -> i);
    }

    /** Sets the batch whose rows are added next; the key's encoder is bound to it. */
    void bind(VectorSchemaRoot rows) {
        codec.bind(rows.getFieldVectors());
    }

    /**
     * Adds a row.
     *
     * @param at the row in its batch
     * @param number of the row in the input
     */
    void add(int at, long time, long number) {
        key.clear();
        encoder.write(at, key);
        key.putBigEndian(time ^ Long.MIN_VALUE);
        row.clear();
        row.putLong(number);
        codec.write(at, row);
        sort.add(key, row);
    }

    /** Adds all rows to their groups. */
    void end() {
        RowCursor sorted = sort.sorted();
        while (sorted.next()) {
            int at = batches.row();
            if (at == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * at);
            }
            numbers[at] = RowBytes.getLong(sorted.bytes(), sorted.row());
            batches.set(codec, sorted.bytes(), sorted.row() + 8, places);
            if (batches.endRow()) {
                group();
            }
        }
        if (!batches.isEmpty()) {
            group();
        }
        sort.close();
    }

    private void group() {
        try (VectorSchemaRoot rows = batches.take()) {
            encoder.bind(rows.getFieldVectors());
            groups.bind(rows);
            TimeStampMicroTZVector times =
                    (TimeStampMicroTZVector) rows.getVector(windows.column());
            for (int at = 0; at < rows.getRowCount(); at++) {
                key.clear();
                encoder.write(at, key);
                long time = times.get(at);
                if (!open || time - latest > windows.size() || !same()) {
                    open = true;
                    start = time;
                    current.clear();
                    current.put(key.array(), 0, key.length());
                }
                latest = time;
                key.putBigEndian(start ^ Long.MIN_VALUE);
                groups.add(key, at, numbers[at], start, time + windows.size());
            }
        }
    }

    private boolean same() {
        return Arrays.equals(current.array(), 0, current.length(), key.array(), 0, key.length());
    }

    @Override
    public void close() {
        batches.close();
        sort.close();
    }
}
