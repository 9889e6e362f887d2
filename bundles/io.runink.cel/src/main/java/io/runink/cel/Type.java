package io.runink.cel;

import io.runink.api.contract.DataType;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/** What the values of an expression are. Its text is the word that people read. */
sealed interface Type {

    /** Types without parameters, each with the Java class of its values. */
    enum Simple implements Type {
        /** Of {@code null}: assignable to every type. */
        ABSENT("null"),
        /** Boolean. */
        BOOLEAN("boolean"),
        /** Long. */
        INT("int64"),
        /** Double. */
        FLOAT("float64"),
        /** String. */
        STRING("string"),
        /** byte[]. */
        BYTES("bytes"),
        /** LocalDate. */
        DATE("date"),
        /** LocalTime. */
        TIME("time"),
        /** Instant. */
        TIMESTAMP("timestamp"),
        /** Duration. */
        DURATION("duration");

        private final String word;

        Simple(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** BigDecimal of exactly this scale. */
    record Decimal(int precision, int scale) implements Type {

        /** Digits before the point. */
        int whole() {
            return precision - scale;
        }

        @Override
        public String toString() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    /** java.util.List. */
    record ListOf(Type element) implements Type {
        @Override
        public String toString() {
            return "list<" + element + ">";
        }
    }

    /** java.util.Map; keys are of type string, int64 or boolean. */
    record MapOf(Type key, Type value) implements Type {
        @Override
        public String toString() {
            return key == Simple.STRING ? "map<" + value + ">" : "map<" + key + "," + value + ">";
        }
    }

    /**
     * java.util.Map of the members by name.
     *
     * @param source the type of the column, of kind STRUCT
     */
    record Struct(DataType source) implements Type {

        /** The types of the members by name, in their order. */
        SequencedMap<String, Type> fields() {
            SequencedMap<String, Type> fields = new LinkedHashMap<>();
            source.fields().forEach(it -> fields.put(it.name(), Type.of(it.type())));
            return fields;
        }

        @Override
        public String toString() {
            return source.toString();
        }
    }

    /** The type that an expression sees in a column. */
    static Type of(DataType type) {
        return switch (type.kind()) {
            case STRING -> Simple.STRING;
            case BOOLEAN -> Simple.BOOLEAN;
            case INT8, INT16, INT32, INT64 -> Simple.INT;
            case FLOAT32, FLOAT64 -> Simple.FLOAT;
            case DECIMAL -> new Decimal(type.precision(), type.scale());
            case DATE -> Simple.DATE;
            case TIME -> Simple.TIME;
            case TIMESTAMP -> Simple.TIMESTAMP;
            case BYTES -> Simple.BYTES;
            case STRUCT -> new Struct(type);
            case LIST -> new ListOf(element(type));
            case MAP -> new MapOf(Simple.STRING, element(type));
        };
    }

    private static Type element(DataType type) {
        return of(Objects.requireNonNull(type.element(), "a list or map has an element type"));
    }

    /** Whether values hold values: they travel as JSON text. */
    default boolean nested() {
        return !(this instanceof Simple || this instanceof Decimal);
    }

    /** The type of a column that can hold the values, if there is one. */
    static Optional<DataType> column(Type type) {
        return switch (type) {
            case Decimal it -> Optional.of(DataType.decimal(it.precision(), it.scale()));
            case Struct it -> Optional.of(it.source());
            case ListOf it -> column(it.element()).map(DataType::list);
            case MapOf it ->
                    it.key() == Simple.STRING
                            ? column(it.value()).map(DataType::map)
                            : Optional.empty();
            case Simple it -> kind(it).map(DataType::of);
        };
    }

    private static Optional<DataType.Kind> kind(Simple type) {
        return switch (type) {
            case ABSENT, DURATION -> Optional.empty();
            case BOOLEAN -> Optional.of(DataType.Kind.BOOLEAN);
            case INT -> Optional.of(DataType.Kind.INT64);
            case FLOAT -> Optional.of(DataType.Kind.FLOAT64);
            case STRING -> Optional.of(DataType.Kind.STRING);
            case BYTES -> Optional.of(DataType.Kind.BYTES);
            case DATE -> Optional.of(DataType.Kind.DATE);
            case TIME -> Optional.of(DataType.Kind.TIME);
            case TIMESTAMP -> Optional.of(DataType.Kind.TIMESTAMP);
        };
    }
}
