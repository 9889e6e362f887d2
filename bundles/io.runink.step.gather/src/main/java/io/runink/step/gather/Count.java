package io.runink.step.gather;

import io.runink.spill.GroupTable;
import io.runink.spill.RowBytes;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** How many rows there are, or how many of them have a value. */
final class Count implements Accumulator {

    static final int STATE_BYTES = 8;

    private final int place;
    private final int column;
    private @Nullable FieldVector values;

    /**
     * A count.
     *
     * @param place of its state
     * @param column whose values are counted, or -1 for rows
     */
    Count(int place, int column) {
        this.place = place;
        this.column = column;
    }

    @Override
    public void bind(VectorSchemaRoot rows) {
        values = column < 0 ? null : rows.getVector(column);
    }

    @Override
    public boolean add(GroupTable groups, long group, int row, long number, RowBytes key) {
        if (values == null || !values.isNull(row)) {
            groups.set(group, place, groups.get(group, place) + 1);
        }
        return true;
    }

    @Override
    public void save(GroupTable groups, long group, RowBytes into) {
        into.putLong(groups.get(group, place));
    }

    @Override
    public int merge(GroupTable groups, long group, byte[] from, int offset) {
        long sum = groups.get(group, place) + RowBytes.getLong(from, offset);
        groups.set(group, place, sum);
        return offset + STATE_BYTES;
    }

    @Override
    public void write(GroupTable groups, long group, FieldVector into, int row) {
        ((BigIntVector) into).setSafe(row, groups.get(group, place));
    }
}
