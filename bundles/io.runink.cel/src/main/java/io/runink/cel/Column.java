package io.runink.cel;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
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
import org.jspecify.annotations.Nullable;

/** Values by row, in the Java class of their {@link Type}. */
interface Column {

    /** The value, or null if it is absent. */
    @Nullable Object at(int row);

    /** Reads a value that is there. */
    interface Reader {
        Object at(int row);
    }

    /**
     * The values of a vector.
     *
     * @throws IllegalArgumentException if it is not one of the type
     */
    static Column of(Type type, FieldVector vector) {
        if (type.nested() && vector instanceof VarCharVector json) {
            return row -> json.isNull(row) ? null : JsonText.read(json.get(row), type);
        }
        if (!type.equals(type(vector))) {
            throw new IllegalArgumentException(
                    vector.getName() + " is " + vector.getField().getType() + ", not " + type);
        }
        Reader reader = reader(vector);
        return row -> vector.isNull(row) ? null : reader.at(row);
    }

    private static @Nullable Type type(FieldVector vector) {
        return switch (vector) {
            case VarCharVector _ -> Type.Simple.STRING;
            case BitVector _ -> Type.Simple.BOOLEAN;
            case TinyIntVector _ -> Type.Simple.INT;
            case SmallIntVector _ -> Type.Simple.INT;
            case IntVector _ -> Type.Simple.INT;
            case BigIntVector _ -> Type.Simple.INT;
            case Float4Vector _ -> Type.Simple.FLOAT;
            case Float8Vector _ -> Type.Simple.FLOAT;
            case DecimalVector it -> new Type.Decimal(it.getPrecision(), it.getScale());
            case DateDayVector _ -> Type.Simple.DATE;
            case TimeMicroVector _ -> Type.Simple.TIME;
            case TimeStampMicroTZVector _ -> Type.Simple.TIMESTAMP;
            case VarBinaryVector _ -> Type.Simple.BYTES;
            default -> null;
        };
    }

    private static Reader reader(FieldVector vector) {
        return switch (vector) {
            case VarCharVector text -> row -> new String(text.get(row), StandardCharsets.UTF_8);
            case BitVector bits -> row -> bits.get(row) != 0;
            case TinyIntVector numbers -> row -> (long) numbers.get(row);
            case SmallIntVector numbers -> row -> (long) numbers.get(row);
            case IntVector numbers -> row -> (long) numbers.get(row);
            case BigIntVector numbers -> row -> numbers.get(row);
            case Float4Vector numbers -> row -> (double) numbers.get(row);
            case Float8Vector numbers -> row -> numbers.get(row);
            case DecimalVector numbers -> row -> decimal(numbers, row);
            case DateDayVector days -> row -> LocalDate.ofEpochDay(days.get(row));
            case TimeMicroVector times -> row -> LocalTime.ofNanoOfDay(times.get(row) * 1000);
            case TimeStampMicroTZVector instants -> row -> instant(instants.get(row));
            case VarBinaryVector binary -> binary::get;
            default -> throw new IllegalArgumentException("no column type: " + vector.getField());
        };
    }

    private static Object decimal(DecimalVector numbers, int row) {
        long low = numbers.getDataBuffer().getLong(row * 16L);
        long high = numbers.getDataBuffer().getLong(row * 16L + 8);
        // Most numbers need eight of the sixteen bytes.
        return high == low >> 63
                ? BigDecimal.valueOf(low, numbers.getScale())
                : numbers.getObject(row);
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    /**
     * A value given as a Java object, in the class of its type: any integer for int64, float for
     * float64, a decimal of a smaller scale, JSON text for what is nested.
     *
     * @throws IllegalArgumentException if it is of another type
     */
    static @Nullable Object given(String name, Type type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (value) {
            case Byte it when type == Type.Simple.INT -> it.longValue();
            case Short it when type == Type.Simple.INT -> it.longValue();
            case Integer it when type == Type.Simple.INT -> it.longValue();
            case Long it when type == Type.Simple.INT -> it;
            case Float it when type == Type.Simple.FLOAT -> it.doubleValue();
            case Double it when type == Type.Simple.FLOAT -> it;
            case BigDecimal it when type instanceof Type.Decimal decimal ->
                    Decimals.exact(it, decimal);
            case String it when type == Type.Simple.STRING -> it;
            case String it when type.nested() ->
                    JsonText.read(it.getBytes(StandardCharsets.UTF_8), type);
            case Boolean it when type == Type.Simple.BOOLEAN -> it;
            case byte[] it when type == Type.Simple.BYTES -> it;
            case LocalDate it when type == Type.Simple.DATE -> it;
            case LocalTime it when type == Type.Simple.TIME -> it;
            case Instant it when type == Type.Simple.TIMESTAMP -> it;
            default ->
                    throw new IllegalArgumentException(
                            name + " is a " + value.getClass().getSimpleName() + ", not " + type);
        };
    }
}
