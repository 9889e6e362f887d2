package io.runink.api.contract;

import java.util.Objects;

/**
 * The type of a column. An open record rather than a sealed family: plug-ins receive types, and a
 * kind added later must not break them.
 *
 * @param kind the family
 * @param precision decimal digits in all for {@link Kind#DECIMAL}, else 0
 * @param scale digits after the point for {@link Kind#DECIMAL}, else 0
 */
public record DataType(Kind kind, int precision, int scale) {

    /** Families of types. Whole numbers are signed. */
    public enum Kind {
        STRING,
        BOOLEAN,
        INT8,
        INT16,
        INT32,
        INT64,
        FLOAT32,
        FLOAT64,
        DECIMAL,
        /** A calendar day, ISO 8601 {@code YYYY-MM-DD}. */
        DATE,
        /** Time of day with microseconds, without a zone. */
        TIME,
        /** An instant with microseconds, UTC. */
        TIMESTAMP,
        /** Bytes; Base64 where they are written as text. */
        BYTES
    }

    public DataType {
        Objects.requireNonNull(kind, "kind is null");
        boolean decimal = kind == Kind.DECIMAL;
        if (decimal && (precision < 1 || precision > 38 || scale < 0 || scale > precision)) {
            throw new IllegalArgumentException("decimal(" + precision + "," + scale + ")");
        }
        if (!decimal && (precision != 0 || scale != 0)) {
            throw new IllegalArgumentException(kind + " takes neither precision nor scale");
        }
    }

    /** A type that is its kind alone. */
    public static DataType of(Kind kind) {
        return new DataType(kind, 0, 0);
    }

    /** An exact decimal. */
    public static DataType decimal(int precision, int scale) {
        return new DataType(Kind.DECIMAL, precision, scale);
    }

    /**
     * Reads what {@link #toString()} writes, such as {@code int32} or {@code decimal(18,4)}.
     *
     * @throws IllegalArgumentException if the text names no type
     */
    public static DataType parse(String text) {
        if (text.startsWith("decimal(") && text.endsWith(")")) {
            int comma = text.indexOf(',');
            if (comma < 0) {
                throw new IllegalArgumentException("'" + text + "' is no type");
            }
            return decimal(
                    Integer.parseInt(text.substring("decimal(".length(), comma)),
                    Integer.parseInt(text.substring(comma + 1, text.length() - 1)));
        }
        return of(Kind.valueOf(text.toUpperCase(java.util.Locale.ROOT)));
    }

    @Override
    public String toString() {
        return kind == Kind.DECIMAL
                ? "decimal(" + precision + "," + scale + ")"
                : kind.name().toLowerCase(java.util.Locale.ROOT);
    }
}
