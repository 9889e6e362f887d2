package io.runink.step.gather;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.spill.GroupTable;
import io.runink.spill.RowBytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * The sum or the average of whole numbers or decimals. Sums are kept in 192 bits, which 2⁶³ values
 * of 38 digits cannot overflow, so that only the end result is held against its type.
 */
final class ExactSum implements Accumulator {

    /** Three words of the sum, the least significant first, and how many values there were. */
    static final int STATE_BYTES = 32;

    private static final int COUNT = 24;

    private final int place;
    private final int column;
    private final int scale;
    private final Field output;
    private final boolean average;
    private @Nullable FieldVector values;

    /**
     * A sum.
     *
     * @param place of its state
     * @param column whose values are added
     * @param scale digits after the point of those
     * @param output what it becomes
     * @param average whether it is divided by how many values there are
     */
    ExactSum(int place, int column, int scale, Field output, boolean average) {
        this.place = place;
        this.column = column;
        this.scale = scale;
        this.output = output;
        this.average = average;
    }

    @Override
    public void bind(VectorSchemaRoot rows) {
        values = rows.getVector(column);
    }

    @Override
    public boolean add(GroupTable groups, long group, int row, long number, RowBytes key) {
        FieldVector from = values;
        if (from == null || from.isNull(row)) {
            return true;
        }
        long low;
        switch (from) {
            case DecimalVector numbers -> {
                low = numbers.getDataBuffer().getLong(row * 16L);
                long high = numbers.getDataBuffer().getLong(row * 16L + 8);
                add(groups, group, low, high, high >> 63);
                groups.set(group, place + COUNT, groups.get(group, place + COUNT) + 1);
                return true;
            }
            case BigIntVector numbers -> low = numbers.get(row);
            case IntVector numbers -> low = numbers.get(row);
            case SmallIntVector numbers -> low = numbers.get(row);
            case TinyIntVector numbers -> low = numbers.get(row);
            default -> throw new IllegalArgumentException("no exact number: " + from.getField());
        }
        add(groups, group, low, low >> 63, low >> 63);
        groups.set(group, place + COUNT, groups.get(group, place + COUNT) + 1);
        return true;
    }

    private void add(GroupTable groups, long group, long low, long middle, long high) {
        long sum = groups.get(group, place) + low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        groups.set(group, place, sum);
        long own = groups.get(group, place + 8);
        long next = own + middle;
        long nextCarry = Long.compareUnsigned(next, middle) < 0 ? 1 : 0;
        next += carry;
        nextCarry += carry == 1 && next == 0 ? 1 : 0;
        groups.set(group, place + 8, next);
        groups.set(group, place + 16, groups.get(group, place + 16) + high + nextCarry);
    }

    @Override
    public void save(GroupTable groups, long group, RowBytes into) {
        for (int word = 0; word < STATE_BYTES; word += 8) {
            into.putLong(groups.get(group, place + word));
        }
    }

    @Override
    public int merge(GroupTable groups, long group, byte[] from, int offset) {
        add(
                groups,
                group,
                RowBytes.getLong(from, offset),
                RowBytes.getLong(from, offset + 8),
                RowBytes.getLong(from, offset + 16));
        long count = groups.get(group, place + COUNT) + RowBytes.getLong(from, offset + COUNT);
        groups.set(group, place + COUNT, count);
        return offset + STATE_BYTES;
    }

    @Override
    public void write(GroupTable groups, long group, FieldVector into, int row) {
        long count = groups.get(group, place + COUNT);
        if (count == 0) {
            return;
        }
        BigInteger sum =
                BigInteger.valueOf(groups.get(group, place + 16))
                        .shiftLeft(128)
                        .or(unsigned(groups.get(group, place + 8)).shiftLeft(64))
                        .or(unsigned(groups.get(group, place)));
        BigDecimal value = new BigDecimal(sum, scale);
        switch (into) {
            case BigIntVector numbers -> {
                if (sum.bitLength() > 63) {
                    throw tooLarge();
                }
                numbers.setSafe(row, sum.longValue());
            }
            case DecimalVector numbers -> {
                DataType type = output.type();
                BigDecimal result =
                        average
                                ? value.divide(
                                        BigDecimal.valueOf(count),
                                        type.scale(),
                                        RoundingMode.HALF_UP)
                                : value;
                if (result.precision() > type.precision()) {
                    throw tooLarge();
                }
                numbers.setSafe(row, result);
            }
            case Float8Vector numbers -> numbers.setSafe(row, mean(value, count));
            default -> throw new IllegalArgumentException("no sum: " + into.getField());
        }
    }

    private static double mean(BigDecimal sum, long count) {
        return sum.divide(BigDecimal.valueOf(count), java.math.MathContext.DECIMAL128)
                .doubleValue();
    }

    private static BigInteger unsigned(long word) {
        BigInteger value = BigInteger.valueOf(word & Long.MAX_VALUE);
        return word < 0 ? value.setBit(63) : value;
    }

    private RuntimeException tooLarge() {
        return GatherError.SUM_TOO_LARGE.exception(
                "column '"
                        + output.name()
                        + "' of a group is too large, expected a value that "
                        + output.type()
                        + " holds",
                "cast the column that is added to a decimal of fewer digits after the point, or"
                        + " group by more columns");
    }
}
