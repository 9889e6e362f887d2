package io.runink.step.gather;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepOutput;
import io.runink.spi.step.StepRows;
import io.runink.spill.ExternalSort;
import io.runink.spill.GroupTable;
import io.runink.spill.RowBytes;
import io.runink.spill.RowCodec;
import io.runink.spill.RowCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The groups of an aggregation. They are in a table in memory; when that is full, what they have so
 * far is sorted and kept, and they begin anew. At the end the parts of each group are merged.
 */
final class Groups implements AutoCloseable {

    /** In the state of a group: where its window begins and ends. */
    private static final int START = 0;

    private static final int END = 8;

    /** What windows take of the state. */
    static final int WINDOW_BYTES = 16;

    /** Enough for the one group that is merged at a time. */
    private static final long MERGED_BYTES = 4 << 10;

    private final boolean windowed;
    private final List<Aggregates.Column> columns;
    private final int[] by;
    private final RowCodec codec;
    private final int[] places;
    private final int startPlace;
    private final int endPlace;
    private final GroupTable table;
    private final GroupTable merged;
    private final ExternalSort parts;
    private final Yield yield;
    private final RowBytes row = new RowBytes();
    private final RowBytes key = new RowBytes();

    /** A row that is about to be added outlives the saving of those before it. */
    private final RowBytes saved = new RowBytes();

    private final RowBytes savedKey = new RowBytes();

    /**
     * No groups yet.
     *
     * @param by places of the columns that rows of a group share
     */
    Groups(
            StepContext context,
            List<Integer> by,
            boolean windowed,
            Aggregates aggregates,
            long memoryBytes) {
        Contract input = context.inputs().getFirst();
        Contract output = context.output();
        this.windowed = windowed;
        this.columns = aggregates.columns();
        int first = input.fields().size();
        this.by = new int[by.size() + 2];
        Arrays.setAll(this.by, i -> i < by.size() ? by.get(i) : first + i - by.size());
        List<org.apache.arrow.vector.types.pojo.Field> kept = new ArrayList<>();
        for (int place : this.by) {
            kept.add(StepRows.schema(input).getFields().get(place));
        }
        this.codec = new RowCodec(kept);
        this.places = new int[this.by.length];
        for (int i = 0; i < by.size(); i++) {
            Field field = input.fields().get(by.get(i));
            places[i] = Columns.has(output, field.name()) ? own(output, field) : -1;
        }
        places[by.size()] = output.fields().size();
        places[by.size() + 1] = output.fields().size() + 1;
        this.startPlace = windowed ? bound(output, Windows.START) : -1;
        this.endPlace = windowed ? bound(output, Windows.END) : -1;
        long half = memoryBytes / 2;
        this.table = new GroupTable(half, aggregates.stateBytes());
        this.merged = new GroupTable(MERGED_BYTES, aggregates.stateBytes());
        this.parts = new ExternalSort(half, context.spill());
        this.yield = new Yield(context);
    }

    private static int own(Contract output, Field field) {
        int place = Columns.place(output, field.name());
        Columns.require(output.fields().get(place), field.type());
        return place;
    }

    private static int bound(Contract output, String name) {
        if (!Columns.has(output, name)) {
            return -1;
        }
        int place = Columns.place(output, name);
        Columns.require(output.fields().get(place), DataType.of(DataType.Kind.TIMESTAMP));
        return place;
    }

    /** Sets the batch whose rows are added next. */
    void bind(VectorSchemaRoot rows) {
        List<FieldVector> kept = new ArrayList<>();
        for (int place : by) {
            kept.add(rows.getVector(place));
        }
        codec.bind(kept);
        columns.forEach(it -> it.accumulator().bind(rows));
    }

    /**
     * Adds a row to the group of a key.
     *
     * @param at the row in its batch
     * @param number of the row in the input
     * @param start of its window, if there are windows
     * @param end of its window
     */
    void add(RowBytes of, int at, long number, long start, long end) {
        long group = group(of, at, start, end);
        for (Aggregates.Column column : columns) {
            // What aggregates before this one have of the row is saved; they begin anew without it.
            while (!column.accumulator().add(table, group, at, number, of)) {
                flush();
                group = group(of, at, start, end);
            }
        }
    }

    private long group(RowBytes of, int at, long start, long end) {
        long group = table.find(of);
        if (group < 0) {
            row.clear();
            codec.write(at, row);
            group = table.add(of, row);
            if (group < 0) {
                flush();
                group = table.add(of, row);
            }
            if (windowed) {
                table.set(group, START, start);
                table.set(group, END, end);
            }
        }
        if (windowed) {
            table.set(group, END, Math.max(end, table.get(group, END)));
        }
        return group;
    }

    private void flush() {
        table.visit(group -> {
            savedKey.clear();
            table.loadKey(group, savedKey);
            saved.clear();
            saved.putLong(0);
            table.loadRow(group, saved);
            RowBytes.setLong(saved.array(), 0, saved.length() - 8L);
            if (windowed) {
                saved.putLong(table.get(group, START));
                saved.putLong(table.get(group, END));
            }
            columns.forEach(it -> it.accumulator().save(table, group, saved));
            parts.add(savedKey, saved);
        });
        table.clear();
    }

    /** Yields all groups, in the order of their keys; says how many. */
    long end(StepOutput output) throws IOException {
        flush();
        table.close();
        RowCursor sorted = parts.sorted();
        long count = 0;
        long group = -1;
        key.clear();
        while (sorted.next()) {
            if (group < 0 || !keyed(sorted)) {
                if (group >= 0) {
                    yieldGroup(group, output);
                }
                group = begin(sorted);
                count++;
            }
            merge(group, sorted);
        }
        if (group >= 0) {
            yieldGroup(group, output);
        }
        yield.flush(output);
        return count;
    }

    private boolean keyed(RowCursor at) {
        return Arrays.equals(
                key.array(), 0, key.length(), at.bytes(), at.key(), at.key() + at.keyLength());
    }

    private long begin(RowCursor at) {
        key.clear();
        key.put(at.bytes(), at.key(), at.keyLength());
        row.clear();
        row.put(at.bytes(), at.row() + 8, rowLength(at));
        merged.clear();
        long group = merged.add(key, row);
        if (windowed) {
            merged.set(group, END, Long.MIN_VALUE);
        }
        return group;
    }

    private static int rowLength(RowCursor at) {
        return (int) RowBytes.getLong(at.bytes(), at.row());
    }

    private void merge(long group, RowCursor part) {
        byte[] from = part.bytes();
        int at = part.row() + 8 + rowLength(part);
        if (windowed) {
            merged.set(group, START, RowBytes.getLong(from, at));
            long end = RowBytes.getLong(from, at + 8);
            merged.set(group, END, Math.max(end, merged.get(group, END)));
            at += WINDOW_BYTES;
        }
        for (Aggregates.Column column : columns) {
            at = column.accumulator().merge(merged, group, from, at);
        }
    }

    private void yieldGroup(long group, StepOutput output) throws IOException {
        row.clear();
        merged.loadRow(group, row);
        yield.set(codec, row.array(), 0, places);
        setInstant(startPlace, merged.get(group, START));
        setInstant(endPlace, merged.get(group, END));
        write(group);
        yield.end(output);
    }

    private void setInstant(int place, long micros) {
        if (place >= 0) {
            ((TimeStampMicroTZVector) yield.columns()[place]).setSafe(yield.row(), micros);
        }
    }

    private void write(long group) {
        for (Aggregates.Column column : columns) {
            FieldVector into = yield.columns()[column.output()];
            column.accumulator().write(merged, group, into, yield.row());
        }
    }

    /** Yields the one group that there is although there are no rows. */
    void yieldEmpty(StepOutput output) throws IOException {
        key.clear();
        row.clear();
        merged.clear();
        write(merged.add(key, row));
        FieldVector[] all = yield.columns();
        // It is made of no row: line 0 is none.
        ((BigIntVector) all[all.length - 2]).setSafe(yield.row(), 0);
        ((IntVector) all[all.length - 1]).setSafe(yield.row(), 0);
        yield.end(output);
        yield.flush(output);
    }

    @Override
    public void close() {
        yield.close();
        table.close();
        merged.close();
        parts.close();
        columns.forEach(it -> it.accumulator().close());
    }
}
