package io.runink.duckdb;

import io.runink.api.contract.DataType;

/** The types of columns, as SQL writes them. */
final class SqlTypes {

    private SqlTypes() {}

    /** A nested column is its JSON text. */
    static String of(DataType type) {
        return switch (type.kind()) {
            case STRING, STRUCT, LIST, MAP -> "VARCHAR";
            case BOOLEAN -> "BOOLEAN";
            case INT8 -> "TINYINT";
            case INT16 -> "SMALLINT";
            case INT32 -> "INTEGER";
            case INT64 -> "BIGINT";
            case FLOAT32 -> "FLOAT";
            case FLOAT64 -> "DOUBLE";
            case DECIMAL -> "DECIMAL(" + type.precision() + "," + type.scale() + ")";
            case DATE -> "DATE";
            case TIME -> "TIME";
            case TIMESTAMP -> "TIMESTAMPTZ";
            case BYTES -> "BLOB";
        };
    }
}
