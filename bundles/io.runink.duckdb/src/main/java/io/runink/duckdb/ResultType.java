package io.runink.duckdb;

import io.runink.api.contract.DataType;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The type of a result's column.
 *
 * @param id which
 * @param width digits in all, of a decimal
 * @param scale digits after the point, of a decimal
 */
record ResultType(Id id, int width, int scale) {

    /** What DuckDB calls them in SQL, with the numbers of its C interface. */
    enum Id {
        BOOLEAN(1),
        TINYINT(2),
        SMALLINT(3),
        INTEGER(4),
        BIGINT(5),
        UTINYINT(6),
        USMALLINT(7),
        UINTEGER(8),
        UBIGINT(9),
        FLOAT(10),
        DOUBLE(11),
        TIMESTAMP(12),
        DATE(13),
        TIME(14),
        HUGEINT(16),
        VARCHAR(17),
        BLOB(18),
        DECIMAL(19),
        TIMESTAMP_S(20),
        TIMESTAMP_MS(21),
        TIMESTAMPTZ(31),
        UHUGEINT(32),
        /** One that no column of a contract has. */
        OTHER(0);

        private final int number;

        Id(int number) {
            this.number = number;
        }

        /** Whether its values are whole numbers. */
        boolean whole() {
            return (number >= 2 && number <= 9) || this == HUGEINT || this == UHUGEINT;
        }

        static Id of(int number) {
            return Arrays.stream(values())
                    .filter(it -> it.number == number)
                    .findFirst()
                    .orElse(OTHER);
        }
    }

    /** Reads a logical type, and lets it go. */
    static ResultType take(Arena arena, MemorySegment type) {
        Id id = Id.of(Library.constant("get_type_id", type));
        int width = id == Id.DECIMAL ? digits("decimal_width", type) : 0;
        int scale = id == Id.DECIMAL ? digits("decimal_scale", type) : 0;
        MemorySegment pointer = arena.allocate(Library.POINTER);
        pointer.set(Library.POINTER, 0, type);
        Library.run("destroy_logical_type", pointer);
        return new ResultType(id, width, scale);
    }

    private static int digits(String function, MemorySegment type) {
        try {
            return (byte)
                    Library.function(
                                    function,
                                    FunctionDescriptor.of(ValueLayout.JAVA_BYTE, Library.POINTER))
                            .invoke(type);
        } catch (Throwable e) {
            throw Library.broken(function, e);
        }
    }

    /**
     * Whether its values, if they are in range, are values of a column's type: none is rounded, cut
     * or guessed.
     */
    boolean becomes(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> id == Id.BOOLEAN;
            case INT8, INT16, INT32, INT64 -> id.whole();
            case FLOAT32 -> id == Id.FLOAT;
            case FLOAT64 -> id == Id.DOUBLE || id == Id.FLOAT;
            case DECIMAL -> id.whole() || (id == Id.DECIMAL && scale <= type.scale());
            case DATE -> id == Id.DATE;
            case TIME -> id == Id.TIME;
            case TIMESTAMP ->
                    switch (id) {
                        case TIMESTAMPTZ, TIMESTAMP, TIMESTAMP_S, TIMESTAMP_MS -> true;
                        default -> false;
                    };
            case STRING, STRUCT, LIST, MAP -> id == Id.VARCHAR;
            case BYTES -> id == Id.BLOB;
        };
    }

    @Override
    public String toString() {
        return switch (id) {
            case DECIMAL -> "DECIMAL(" + width + "," + scale + ")";
            case OTHER -> "of a type that no contract has";
            default -> id.name();
        };
    }
}
