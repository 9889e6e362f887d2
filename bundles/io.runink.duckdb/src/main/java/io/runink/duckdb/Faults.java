package io.runink.duckdb;

import io.runink.api.error.RuninkException;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/**
 * What DuckDB says of a failure. Its own words are repeated only where they are about the SQL:
 * those about values repeat the values.
 */
final class Faults {

    private static final Map<Integer, String> VALUES =
            Map.of(
                    1, "a value is out of the range of its type",
                    2, "a value cannot be cast",
                    4, "a value does not fit its decimal type",
                    5, "a value is not of the type it is used as",
                    6, "a division by zero");

    private static final int SQL_CATALOG = 13;
    private static final int SQL_PARSER = 14;
    private static final int SQL_SYNTAX = 22;
    private static final int SQL_BINDER = 24;
    private static final int INVALID_INPUT = 32;
    private static final int OUT_OF_MEMORY = 33;
    private static final int PERMISSION = 34;
    private static final int MISSING_EXTENSION = 39;

    private static final String NO_MEMORY = "Out of Memory Error";

    private Faults() {}

    /** Of a result that is an error. */
    static RuninkException of(MemorySegment result) {
        int type = Library.constant("result_error_type", result);
        String value = VALUES.get(type);
        if (value != null) {
            return DuckError.VALUE.says(value);
        }
        return switch (type) {
            case OUT_OF_MEMORY -> memory();
            case SQL_CATALOG, SQL_PARSER, SQL_SYNTAX, SQL_BINDER, PERMISSION, MISSING_EXTENSION ->
                    sql(Library.text(Library.pointer("result_error", result)));
            case INVALID_INPUT ->
                    DuckError.VALUE.says("a function cannot work on a value it is given");
            default -> DuckError.FAILED.says("an error of DuckDB's type " + type);
        };
    }

    /** Of SQL that was read, not run, so that no value can be in it. */
    static RuninkException sql(String message) {
        if (message.startsWith(NO_MEMORY)) {
            return memory();
        }
        String first = message.lines().findFirst().orElse("it is refused");
        return DuckError.SQL.says(first);
    }

    /** Of a query that does not begin to run. */
    static RuninkException running(String message) {
        return message.startsWith(NO_MEMORY)
                ? memory()
                : DuckError.FAILED.says("the query does not run");
    }

    /** Of rows that were appended. */
    static RuninkException appending(String message) {
        return message.contains("could not allocate")
                ? memory()
                : DuckError.FAILED.says("rows cannot be appended");
    }

    private static RuninkException memory() {
        return DuckError.MEMORY.says("the rows or what the query makes of them need more memory");
    }
}
