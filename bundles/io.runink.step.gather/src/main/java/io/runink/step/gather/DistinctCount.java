package io.runink.step.gather;

import io.runink.spill.GroupTable;
import io.runink.spill.KeyEncoder;
import io.runink.spill.KeyPart;
import io.runink.spill.RowBytes;
import io.runink.spill.SpilledKeySet;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * How many different values there are. One set knows the values of all groups, so that a value
 * counts once although its group's state was saved in between.
 */
final class DistinctCount implements Accumulator {

    static final int STATE_BYTES = 8;

    private final int place;
    private final KeyEncoder encoder;
    private final SpilledKeySet seen;
    private final RowBytes value = new RowBytes();

    /**
     * A count.
     *
     * @param place of its state
     * @param column whose values are counted
     */
    DistinctCount(int place, int column, SpilledKeySet seen) {
        this.place = place;
        this.encoder = new KeyEncoder(List.of(new KeyPart(column)));
        this.seen = seen;
    }

    @Override
    public void bind(VectorSchemaRoot rows) {
        encoder.bind(rows.getFieldVectors());
    }

    @Override
    public boolean add(GroupTable groups, long group, int row, long number, RowBytes key) {
        value.clear();
        value.put(key.array(), 0, key.length());
        if (encoder.write(row, value) && seen.add(value)) {
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

    @Override
    public void close() {
        seen.close();
    }
}
