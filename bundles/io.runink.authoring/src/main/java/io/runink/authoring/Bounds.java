package io.runink.authoring;

import io.runink.api.contract.DataType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/** Reads the bound of a range in the type of its column. */
final class Bounds {

    private Bounds() {}

    /** The bound as a value that compares with others of the type; empty if it is none. */
    static Optional<Comparable<?>> parse(String text, DataType type) {
        try {
            return switch (type.kind()) {
                case INT8 -> Optional.of(BigDecimal.valueOf(Byte.parseByte(text)));
                case INT16 -> Optional.of(BigDecimal.valueOf(Short.parseShort(text)));
                case INT32 -> Optional.of(BigDecimal.valueOf(Integer.parseInt(text)));
                case INT64 -> Optional.of(BigDecimal.valueOf(Long.parseLong(text)));
                case FLOAT32, FLOAT64, DECIMAL -> Optional.of(decimal(text));
                case DATE -> Optional.of(LocalDate.parse(text));
                case TIME -> Optional.of(LocalTime.parse(text));
                case TIMESTAMP -> Optional.of(Instant.parse(text));
                default -> Optional.empty();
            };
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Bounded: {@code 1e999999999} would be a burden to whoever compares with it. */
    private static BigDecimal decimal(String text) {
        BigDecimal value = new BigDecimal(text.length() > 100 ? "" : text);
        if (Math.abs((long) value.scale()) > 400) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    /** How a bound of the type is written. */
    static String example(DataType type) {
        return switch (type.kind()) {
            case DATE -> "2026-01-31";
            case TIME -> "09:30:00";
            case TIMESTAMP -> "2026-01-31T09:30:00Z";
            case FLOAT32, FLOAT64, DECIMAL -> "0.5";
            default -> "0";
        };
    }

    /** Compares two values that {@link #parse} read for one type. */
    static int compare(Comparable<?> left, Comparable<?> right) {
        return switch (left) {
            case BigDecimal number -> number.compareTo((BigDecimal) right);
            case LocalDate date -> date.compareTo((LocalDate) right);
            case LocalTime time -> time.compareTo((LocalTime) right);
            default -> ((Instant) left).compareTo((Instant) right);
        };
    }
}
