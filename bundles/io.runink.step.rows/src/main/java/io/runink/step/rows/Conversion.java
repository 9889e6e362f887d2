package io.runink.step.rows;

import io.runink.api.contract.DataType;
import io.runink.api.contract.DataType.Kind;
import io.runink.spi.contract.Lexemes;
import io.runink.spi.contract.TextColumn;
import io.runink.spi.contract.TypedColumns;
import io.runink.spi.contract.ValueText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarCharVector;

/**
 * Turns a column into one of another type. What is present and has no equal in the other type
 * becomes absent, which tells it apart. Text is read as contracts read it, and values are written
 * as reports write them. Between numbers a value stays the same, but for floating ones, which are
 * rounded to the nearest; a floating number becomes the exact one that its shortest text denotes.
 */
@FunctionalInterface
interface Conversion {

    /**
     * Fills a new column.
     *
     * @param into empty, of the other type
     */
    void convert(FieldVector from, FieldVector into, int rows);

    /** Types whose values are numbers. */
    Set<Kind> NUMBERS =
            Set.of(
                    Kind.INT8,
                    Kind.INT16,
                    Kind.INT32,
                    Kind.INT64,
                    Kind.FLOAT32,
                    Kind.FLOAT64,
                    Kind.DECIMAL);

    /** Whether some value of one type has an equal in the other. */
    static boolean exists(DataType from, DataType to) {
        return from.equals(to)
                || to.kind() == Kind.STRING
                || (from.kind() == Kind.STRING && !to.nested())
                || (NUMBERS.contains(from.kind()) && NUMBERS.contains(to.kind()))
                || (from.kind() == Kind.DATE && to.kind() == Kind.TIMESTAMP);
    }

    /** The conversion between two types of which one exists. */
    static Conversion of(DataType from, DataType to) {
        if (to.kind() == Kind.STRING) {
            return Conversion::write;
        }
        if (from.kind() == Kind.STRING) {
            TextColumn text = new TextColumn();
            Lexemes lexemes = Lexemes.of(to);
            return (column, into, rows) -> {
                text.load((VarCharVector) column, rows);
                TypedColumns.cast(text, lexemes, into);
                text.release();
            };
        }
        return (column, into, rows) -> {
            ValueWriter writer = new ValueWriter(into, to);
            writer.allocate(rows);
            for (int row = 0; row < rows; row++) {
                if (!column.isNull(row)) {
                    int at = row;
                    value(column, row, to).ifPresent(it -> writer.set(at, it));
                }
            }
            into.setValueCount(rows);
        };
    }

    private static void write(FieldVector column, FieldVector into, int rows) {
        VarCharVector to = (VarCharVector) into;
        ValueText value = new ValueText();
        to.allocateNew(rows);
        for (int row = 0; row < rows; row++) {
            if (!column.isNull(row)) {
                value.load(column, row);
                to.setSafe(row, value.bytes(), 0, value.length());
            }
        }
        to.setValueCount(rows);
    }

    /** The value of a row in the class that the other type's writer takes. */
    private static Optional<Object> value(FieldVector column, int row, DataType to) {
        return switch (column) {
            case TinyIntVector numbers -> Optional.of((long) numbers.get(row));
            case SmallIntVector numbers -> Optional.of((long) numbers.get(row));
            case IntVector numbers -> Optional.of((long) numbers.get(row));
            case BigIntVector numbers -> Optional.of(numbers.get(row));
            case DecimalVector numbers -> exact(numbers.getObject(row), to);
            case Float4Vector numbers -> {
                float value = numbers.get(row);
                yield real(value, Float.isFinite(value) ? Float.toString(value) : "", to);
            }
            case Float8Vector numbers -> {
                double value = numbers.get(row);
                yield real(value, Double.isFinite(value) ? Double.toString(value) : "", to);
            }
            case DateDayVector days ->
                    Optional.of(
                            LocalDate.ofEpochDay(days.get(row))
                                    .atStartOfDay()
                                    .toInstant(ZoneOffset.UTC));
            default -> throw new IllegalArgumentException("no number: " + column.getField());
        };
    }

    private static Optional<Object> real(double value, String text, DataType to) {
        if (to.kind() == Kind.FLOAT32 || to.kind() == Kind.FLOAT64) {
            return Optional.of(value);
        }
        return text.isEmpty() ? Optional.empty() : exact(new BigDecimal(text), to);
    }

    private static Optional<Object> exact(BigDecimal value, DataType to) {
        return switch (to.kind()) {
            case DECIMAL -> Optional.of(value);
            case FLOAT32 -> Optional.of(value.floatValue());
            case FLOAT64 -> Optional.of(value.doubleValue());
            default -> whole(value);
        };
    }

    private static Optional<Object> whole(BigDecimal value) {
        try {
            return Optional.of(value.longValueExact());
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }
}
