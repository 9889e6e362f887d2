package io.runink.step.gather;

import io.runink.spill.GroupTable;
import io.runink.spill.RowBytes;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * The sum or the average of floats. The sum is kept as floats none of which overlap, whose exact
 * sum it is (Shewchuk 1997, as used by Python's fsum), and rounded once: the order of rows makes no
 * difference, nor does whether states were saved in between.
 */
final class RealSum implements Accumulator {

    /** A value: how many there were, what is not finite, and the floats. */
    static final int STATE_BYTES = GroupTable.VALUE_BYTES;

    private final int place;
    private final int column;
    private final boolean average;
    private final RowBytes state = new RowBytes();
    private @Nullable FieldVector values;
    private double[] parts = new double[8];
    private int count;
    private long number;
    private double special;

    /**
     * A sum.
     *
     * @param place of its state
     * @param column whose values are added
     * @param average whether it is divided by how many values there are
     */
    RealSum(int place, int column, boolean average) {
        this.place = place;
        this.column = column;
        this.average = average;
    }

    @Override
    public void bind(VectorSchemaRoot rows) {
        values = rows.getVector(column);
    }

    @Override
    public boolean add(GroupTable groups, long group, int row, long arrival, RowBytes key) {
        FieldVector from = values;
        if (from == null || from.isNull(row)) {
            return true;
        }
        load(groups, group);
        number++;
        add(
                switch (from) {
                    case Float8Vector numbers -> numbers.get(row);
                    case Float4Vector numbers -> numbers.get(row);
                    default -> throw new IllegalArgumentException("no float: " + from.getField());
                });
        return store(groups, group);
    }

    private void load(GroupTable groups, long group) {
        state.clear();
        groups.load(group, place, state);
        read(state.array(), 0, state.length());
    }

    private void read(byte[] from, int offset, int length) {
        count = 0;
        number = length == 0 ? 0 : RowBytes.getLong(from, offset);
        special = length == 0 ? 0 : real(from, offset + 8);
        for (int at = 16; at < length; at += 8) {
            push(real(from, offset + at));
        }
    }

    private static double real(byte[] from, int offset) {
        return Double.longBitsToDouble(RowBytes.getLong(from, offset));
    }

    private void push(double part) {
        if (count == parts.length) {
            parts = java.util.Arrays.copyOf(parts, 2 * count);
        }
        parts[count++] = part;
    }

    private boolean store(GroupTable groups, long group) {
        state.clear();
        save();
        return groups.store(group, place, state.array(), 0, state.length());
    }

    private void save() {
        state.putLong(number);
        state.putLong(Double.doubleToRawLongBits(special));
        for (int i = 0; i < count; i++) {
            state.putLong(Double.doubleToRawLongBits(parts[i]));
        }
    }

    private void add(double value) {
        if (!Double.isFinite(value)) {
            special += value;
            return;
        }
        double sum = value;
        int kept = count;
        count = 0;
        for (int i = 0; i < kept; i++) {
            double part = parts[i];
            double large = Math.abs(sum) < Math.abs(part) ? part : sum;
            double small = large == sum ? part : sum;
            sum = large + small;
            double rest = small - (sum - large);
            if (rest != 0) {
                parts[count++] = rest;
            }
        }
        if (Double.isInfinite(sum)) {
            special += sum;
            count = 0;
        } else {
            push(sum);
        }
    }

    /** The floats' sum, rounded to even where it lies halfway. */
    private double sum() {
        if (count == 0) {
            return 0;
        }
        int at = count - 1;
        double high = parts[at];
        double low = 0;
        while (at > 0 && low == 0) {
            double before = high;
            double part = parts[--at];
            high = before + part;
            low = part - (high - before);
        }
        // Halfway, what is left below decides.
        if (at > 0 && ((low < 0 && parts[at - 1] < 0) || (low > 0 && parts[at - 1] > 0))) {
            double twice = low * 2;
            double next = high + twice;
            if (twice == next - high) {
                high = next;
            }
        }
        return high;
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
        if (length > 0) {
            load(groups, group);
            number += RowBytes.getLong(from, at);
            special += real(from, at + 8);
            for (int part = 16; part < length; part += 8) {
                add(real(from, at + part));
            }
            store(groups, group);
        }
        return at + length;
    }

    @Override
    public void write(GroupTable groups, long group, FieldVector into, int row) {
        load(groups, group);
        if (number > 0) {
            // Zero is what stands there while all were finite; NaN is no number.
            double sum = special == 0 ? sum() : special;
            ((Float8Vector) into).setSafe(row, average ? sum / number : sum);
        }
    }
}
