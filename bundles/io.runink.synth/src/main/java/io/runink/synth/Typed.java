package io.runink.synth;

import io.runink.api.contract.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Texts of columns as the values that expressions see, and back. */
final class Typed {

    private Typed() {}

    /** The value of a text; null where there is none, or it is not of the column's type. */
    static @Nullable Object value(Column column, @Nullable String text) {
        if (text == null || !column.readable(text)) {
            return null;
        }
        return switch (column.field().type().kind()) {
            case STRING, STRUCT, LIST, MAP -> text;
            case BOOLEAN -> Boolean.valueOf(text);
            case INT8, INT16, INT32, INT64 -> Long.valueOf(text);
            case FLOAT32 -> Double.valueOf(Float.parseFloat(text));
            case FLOAT64 -> Double.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case BYTES -> Base64.getDecoder().decode(text);
            case DATE -> LocalDate.parse(text);
            case TIME -> LocalTime.parse(text);
            case TIMESTAMP -> Instant.parse(text);
        };
    }

    /** The text of a value in a column of a type; null if the type cannot hold it exactly. */
    static @Nullable String text(DataType type, Object value) {
        return switch (type.kind()) {
            case INT8, INT16, INT32, INT64, DECIMAL, FLOAT32, FLOAT64 -> number(type, value);
            case BYTES ->
                    value instanceof byte[] it ? Base64.getEncoder().encodeToString(it) : null;
            case DATE -> value instanceof LocalDate ? value.toString() : null;
            case TIMESTAMP -> value instanceof Instant ? value.toString() : null;
            case TIME -> value instanceof LocalTime it ? time(it) : null;
            case BOOLEAN -> value instanceof Boolean ? value.toString() : null;
            case STRING, STRUCT, LIST, MAP -> value instanceof String it ? it : null;
        };
    }

    private static String time(LocalTime time) {
        return time.getSecond() == 0 && time.getNano() == 0 ? time + ":00" : time.toString();
    }

    private static @Nullable String number(DataType type, Object value) {
        BigDecimal number = exact(value);
        if (number == null) {
            return null;
        }
        if (type.kind() == DataType.Kind.FLOAT32 || type.kind() == DataType.Kind.FLOAT64) {
            return number.toPlainString();
        }
        try {
            return number.setScale(type.scale(), RoundingMode.UNNECESSARY).toPlainString();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable BigDecimal exact(Object value) {
        return switch (value) {
            case Long it -> BigDecimal.valueOf(it);
            case Double it when Double.isFinite(it) -> new BigDecimal(it);
            case BigDecimal it -> it;
            default -> null;
        };
    }

    /** Where a value stands on an axis; null if it is of another family. */
    static @Nullable BigDecimal number(Axis axis, Object value) {
        BigDecimal number = exact(value);
        if (number != null) {
            return axis.moments() ? null : number;
        }
        boolean moment =
                value instanceof LocalDate
                        || value instanceof LocalTime
                        || value instanceof Instant;
        try {
            return moment && axis.moments() ? axis.number(value.toString()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
