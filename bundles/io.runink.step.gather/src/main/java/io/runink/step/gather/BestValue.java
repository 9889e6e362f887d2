package io.runink.step.gather;

import io.runink.spill.GroupTable;
import io.runink.spill.KeyEncoder;
import io.runink.spill.KeyPart;
import io.runink.spill.RowBytes;
import io.runink.spill.RowCodec;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * The value that comes first or last, by its own order or by that of the rows. Of equal ones, that
 * of the group's first row with it stays.
 */
final class BestValue implements Accumulator {

    /** A value: the length of its rank, the rank, the value as a row of one column. */
    static final int STATE_BYTES = GroupTable.VALUE_BYTES;

    private static final int[] ONLY = {0};

    private final int place;
    private final int column;
    private final boolean byValue;
    private final boolean last;
    private final RowCodec codec;
    private final KeyEncoder encoder;
    private final RowBytes candidate = new RowBytes();
    private final RowBytes state = new RowBytes();
    private @Nullable FieldVector values;

    /**
     * A value.
     *
     * @param place of its state
     * @param column it is of
     * @param field that column
     * @param byValue whether values have their own order, else that of their rows
     * @param last whether the last one stays, else the first
     */
    BestValue(int place, int column, Field field, boolean byValue, boolean last) {
        this.place = place;
        this.column = column;
        this.byValue = byValue;
        this.last = last;
        this.codec = new RowCodec(List.of(field));
        this.encoder = new KeyEncoder(List.of(new KeyPart(0)));
    }

    @Override
    public void bind(VectorSchemaRoot rows) {
        FieldVector bound = rows.getVector(column);
        values = bound;
        codec.bind(List.of(bound));
        encoder.bind(List.of(bound));
    }

    @Override
    public boolean add(GroupTable groups, long group, int row, long number, RowBytes key) {
        if (values == null || values.isNull(row)) {
            return true;
        }
        candidate.clear();
        if (byValue) {
            encoder.write(row, candidate);
        } else {
            candidate.putBigEndian(number);
        }
        int rank = candidate.length();
        if (!better(groups, group, candidate.array(), 0, rank)) {
            return true;
        }
        state.clear();
        state.putInt(rank);
        state.put(candidate.array(), 0, rank);
        codec.write(row, state);
        return groups.store(group, place, state.array(), 0, state.length());
    }

    /** Whether a rank is better than that of the value there, if there is one. */
    private boolean better(GroupTable groups, long group, byte[] rank, int from, int length) {
        state.clear();
        groups.load(group, place, state);
        if (state.length() == 0) {
            return true;
        }
        int own = RowBytes.getInt(state.array(), 0);
        int compared = Arrays.compareUnsigned(rank, from, from + length, state.array(), 4, 4 + own);
        return last ? compared > 0 : compared < 0;
    }

    @Override
    public void save(GroupTable groups, long group, RowBytes into) {
        into.putInt(groups.valueLength(group, place));
        groups.load(group, place, into);
    }

    @Override
    public int merge(GroupTable groups, long group, byte[] from, int offset) {
        int length = RowBytes.getInt(from, offset);
        int at = offset + 4;
        if (length > 0 && better(groups, group, from, at + 4, RowBytes.getInt(from, at))) {
            groups.store(group, place, from, at, length);
        }
        return at + length;
    }

    @Override
    public void write(GroupTable groups, long group, FieldVector into, int row) {
        state.clear();
        groups.load(group, place, state);
        if (state.length() > 0) {
            int value = 4 + RowBytes.getInt(state.array(), 0);
            codec.read(state.array(), value, new FieldVector[] {into}, ONLY, row);
        }
    }
}
