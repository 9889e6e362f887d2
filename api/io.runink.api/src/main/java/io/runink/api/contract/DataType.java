package io.runink.api.contract;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column. An open record rather than a sealed family: plug-ins receive types, and a
 * kind added later must not break them.
 *
 * @param kind the family
 * @param precision decimal digits in all for {@link Kind#DECIMAL}, else 0
 * @param scale digits after the point for {@link Kind#DECIMAL}, else 0
 * @param fields the members of a {@link Kind#STRUCT}, at least one; else empty
 * @param element the type of the elements of a {@link Kind#LIST} or of the values of a {@link
 *     Kind#MAP}, whose keys are strings; else null
 */
public record DataType(
        Kind kind, int precision, int scale, List<Field> fields, @Nullable DataType element) {

    /** The families of types. */
    public enum Kind {
        /** Unicode text. */
        STRING,
        /** True or false. */
        BOOLEAN,
        /** Signed, 8 bits. */
        INT8,
        /** Signed, 16 bits. */
        INT16,
        /** Signed, 32 bits. */
        INT32,
        /** Signed, 64 bits. */
        INT64,
        /** IEEE 754, 32 bits. */
        FLOAT32,
        /** IEEE 754, 64 bits. */
        FLOAT64,
        /** Exact, of fixed precision and scale. */
        DECIMAL,
        /** A calendar day. */
        DATE,
        /** A time of day, to the microsecond. */
        TIME,
        /** An instant, to the microsecond. */
        TIMESTAMP,
        /** Any bytes; as text, Base64. */
        BYTES,
        /** Members with names. Travels as a JSON object in a text column. */
        STRUCT,
        /** Elements in order. Travels as a JSON array in a text column. */
        LIST,
        /** Values by name. Travels as a JSON object in a text column. */
        MAP
    }

    public DataType {
        Objects.requireNonNull(kind, "kind is null");
        fields = List.copyOf(fields);
        boolean decimal = kind == Kind.DECIMAL;
        if (decimal && (precision < 1 || precision > 38 || scale < 0 || scale > precision)) {
            throw new IllegalArgumentException("decimal(" + precision + "," + scale + ")");
        }
        if (!decimal && (precision != 0 || scale != 0)) {
            throw new IllegalArgumentException(kind + " takes neither precision nor scale");
        }
        if ((kind == Kind.STRUCT) == fields.isEmpty()) {
            throw new IllegalArgumentException(kind + " of " + fields.size() + " members");
        }
        if ((kind == Kind.LIST || kind == Kind.MAP) != (element != null)) {
            throw new IllegalArgumentException(kind + " of " + element);
        }
    }

    /** A type that nests nothing. */
    public DataType(Kind kind, int precision, int scale) {
        this(kind, precision, scale, List.of(), null);
    }

    /** A type without precision. */
    public static DataType of(Kind kind) {
        return new DataType(kind, 0, 0);
    }

    /** An exact number. */
    public static DataType decimal(int precision, int scale) {
        return new DataType(Kind.DECIMAL, precision, scale);
    }

    /** Members with names. */
    public static DataType struct(List<Field> fields) {
        return new DataType(Kind.STRUCT, 0, 0, fields, null);
    }

    /** Elements in order. */
    public static DataType list(DataType element) {
        return new DataType(Kind.LIST, 0, 0, List.of(), element);
    }

    /** Values by name. */
    public static DataType map(DataType value) {
        return new DataType(Kind.MAP, 0, 0, List.of(), value);
    }

    /** Whether values hold values: a struct, list or map, which travels as JSON text. */
    public boolean nested() {
        return kind == Kind.STRUCT || kind == Kind.LIST || kind == Kind.MAP;
    }

    /**
     * Reads what {@link #toString()} writes of a type that is not nested, such as {@code int32} or
     * {@code decimal(18,4)}.
     *
     * @throws IllegalArgumentException if the text names no such type
     */
    public static DataType parse(String text) {
        if (text.startsWith("decimal(") && text.endsWith(")")) {
            int comma = text.indexOf(',');
            if (comma < 0) {
                throw new IllegalArgumentException("'" + text + "' is no type");
            }
            return decimal(
                    Integer.parseInt(text.substring("decimal(".length(), comma).strip()),
                    Integer.parseInt(text.substring(comma + 1, text.length() - 1).strip()));
        }
        return of(Kind.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    /** For people: {@code int32}, {@code decimal(18,4)}, {@code list<struct<isin:string>>}. */
    @Override
    public String toString() {
        return switch (kind) {
            case DECIMAL -> "decimal(" + precision + "," + scale + ")";
            case STRUCT ->
                    fields.stream()
                            .map(it -> it.name() + ":" + it.type())
                            .collect(Collectors.joining(",", "struct<", ">"));
            case LIST -> "list<" + element + ">";
            case MAP -> "map<" + element + ">";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
