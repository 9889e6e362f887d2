package io.runink.step.rows;

import io.runink.api.contract.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;

/**
 * Writes Java values into a column, where the column's type can hold them: a Boolean, Long, Double,
 * BigDecimal, String, byte[], LocalDate, LocalTime or Instant. A number never loses a digit before
 * or after its point; only a floating one is rounded, to the nearest that there is.
 */
final class ValueWriter {

    private final FieldVector column;
    private final DataType type;

    ValueWriter(FieldVector column, DataType type) {
        this.column = column;
        this.type = type;
    }

    /** Makes room for the values of so many rows. */
    void allocate(int rows) {
        if (column instanceof BaseFixedWidthVector fixed) {
            fixed.allocateNew(rows);
        } else {
            column.setInitialCapacity(rows);
            column.allocateNew();
        }
    }

    /** Whether values of a type can be written into a column of another, if they fit. */
    static boolean accepts(DataType from, DataType to) {
        return switch (to.kind()) {
            case INT8, INT16, INT32, INT64 -> from.kind() == DataType.Kind.INT64;
            case FLOAT32, FLOAT64 ->
                    from.kind() == DataType.Kind.INT64 || from.kind() == DataType.Kind.FLOAT64;
            case DECIMAL ->
                    from.kind() == DataType.Kind.INT64 || from.kind() == DataType.Kind.DECIMAL;
            default -> from.equals(to);
        };
    }

    /**
     * Writes a value.
     *
     * @return false if it does not fit; the row stays absent then
     */
    boolean set(int row, Object value) {
        return switch (column) {
            case BitVector bits -> {
                bits.set(row, (Boolean) value ? 1 : 0);
                yield true;
            }
            case Float4Vector reals -> real(reals, row, (Number) value);
            case Float8Vector reals -> {
                reals.set(row, ((Number) value).doubleValue());
                yield true;
            }
            case DecimalVector decimals -> decimal(decimals, row, value);
            case DateDayVector days -> {
                days.set(row, (int) ((LocalDate) value).toEpochDay());
                yield true;
            }
            case TimeMicroVector times -> {
                times.set(row, ((LocalTime) value).toNanoOfDay() / 1000);
                yield true;
            }
            case TimeStampMicroTZVector instants -> {
                instants.set(row, micros((Instant) value));
                yield true;
            }
            case VarCharVector text -> {
                text.setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
                yield true;
            }
            case VarBinaryVector binary -> {
                binary.setSafe(row, (byte[]) value);
                yield true;
            }
            default -> whole(row, (Long) value);
        };
    }

    private boolean whole(int row, long value) {
        switch (column) {
            case TinyIntVector numbers when value == (byte) value -> numbers.set(row, (int) value);
            case SmallIntVector numbers when value == (short) value ->
                    numbers.set(row, (int) value);
            case IntVector numbers when value == (int) value -> numbers.set(row, (int) value);
            case BigIntVector numbers -> numbers.set(row, value);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean real(Float4Vector reals, int row, Number value) {
        float narrow = value.floatValue();
        if (Float.isInfinite(narrow) && !Double.isInfinite(value.doubleValue())) {
            return false;
        }
        reals.set(row, narrow);
        return true;
    }

    private boolean decimal(DecimalVector decimals, int row, Object value) {
        BigDecimal number =
                value instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) value;
        if (number.scale() > type.scale() && number.signum() != 0) {
            number = number.stripTrailingZeros();
        }
        boolean zero = number.signum() == 0;
        if (!zero
                && (number.scale() > type.scale()
                        || number.precision() - number.scale() > type.precision() - type.scale())) {
            return false;
        }
        decimals.set(
                row, zero ? BigDecimal.ZERO.setScale(type.scale()) : number.setScale(type.scale()));
        return true;
    }

    private static long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }
}
