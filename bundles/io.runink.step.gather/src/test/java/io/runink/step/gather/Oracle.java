package io.runink.step.gather;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.tck.StepSuite.Table;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** A database that is asked the same in SQL. */
final class Oracle implements AutoCloseable {

    private final Connection connection;

    Oracle() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        run("SET threads = 1");
        run("SET TimeZone = 'UTC'");
    }

    /** Makes a table, whose rows are numbered in {@code n} from 1. */
    Oracle with(String name, Table table) throws SQLException {
        List<Field> fields = table.contract().fields();
        run(
                fields.stream()
                        .map(it -> '"' + it.name() + "\" VARCHAR")
                        .collect(Collectors.joining(", ", "CREATE TABLE texts (n BIGINT, ", ")")));
        try (DuckDBAppender appender =
                connection.unwrap(DuckDBConnection.class).createAppender("main", "texts")) {
            for (int row = 0; row < table.rows().size(); row++) {
                appender.beginRow();
                appender.append(row + 1L);
                for (@Nullable String text : table.rows().get(row)) {
                    appender.append(text);
                }
                appender.endRow();
            }
        }
        run(
                fields.stream()
                        .map(it -> typed(it.type(), '"' + it.name() + '"'))
                        .collect(
                                Collectors.joining(
                                        ", ",
                                        "CREATE TABLE " + name + " AS SELECT n, ",
                                        " FROM texts")));
        run("DROP TABLE texts");
        return this;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String typed(DataType type, String column) {
        String sql =
                switch (type.kind()) {
                    case STRING, STRUCT, LIST, MAP, BYTES -> "VARCHAR";
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
                };
        return type.kind() == DataType.Kind.BYTES
                ? "from_base64(" + column + ") AS " + column
                : "CAST(" + column + " AS " + sql + ") AS " + column;
    }

    /** The rows of a query, as comparable texts of the contract's types. */
    private List<List<@Nullable String>> rows(String sql, Contract contract) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        String columns =
                contract.fields().stream()
                        .map(it -> read(it.type(), '"' + it.name() + '"'))
                        .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT " + columns + " FROM (" + sql + ")")) {
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 0; i < contract.fields().size(); i++) {
                    row.add(value(contract.fields().get(i).type(), result, i + 1));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** The one number that a query answers. */
    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static String read(DataType type, String column) {
        return switch (type.kind()) {
            case TIMESTAMP, TIME -> "epoch_us(" + column + ")";
            case BYTES -> "to_base64(" + column + ")";
            case FLOAT32, FLOAT64 -> column;
            default -> "CAST(" + column + " AS VARCHAR)";
        };
    }

    private static @Nullable String value(DataType type, ResultSet result, int column)
            throws SQLException {
        if (result.getObject(column) == null) {
            return null;
        }
        return switch (type.kind()) {
            case FLOAT32 -> Float.toString(result.getFloat(column) + 0f);
            case FLOAT64 -> Double.toString(result.getDouble(column) + 0.0);
            case TIMESTAMP, TIME -> Long.toString(result.getLong(column));
            default -> result.getString(column);
        };
    }

    /** Rows as texts that can be compared: times in microseconds, zero without a sign. */
    private static List<List<@Nullable String>> comparable(
            List<List<@Nullable String>> rows, Contract contract) {
        List<List<@Nullable String>> copies = new ArrayList<>();
        for (List<@Nullable String> row : rows) {
            List<@Nullable String> copy = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                copy.add(comparable(row.get(i), contract.fields().get(i).type()));
            }
            copies.add(copy);
        }
        return copies;
    }

    private static @Nullable String comparable(@Nullable String text, DataType type) {
        if (text == null) {
            return null;
        }
        return switch (type.kind()) {
            case TIMESTAMP ->
                    Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text)));
            case TIME -> Long.toString(LocalTime.parse(text).toNanoOfDay() / 1000);
            case DECIMAL -> new BigDecimal(text).toPlainString();
            case FLOAT32 -> Float.toString(Float.parseFloat(text) + 0f);
            case FLOAT64 -> Double.toString(Double.parseDouble(text) + 0.0);
            default -> text;
        };
    }

    /** Holds rows against a query's; says where they differ first. */
    void answers(String sql, Contract contract, List<List<@Nullable String>> rows)
            throws SQLException {
        List<List<@Nullable String>> expected = rows(sql, contract);
        List<List<@Nullable String>> actual = comparable(rows, contract);
        for (int row = 0; row < Math.min(expected.size(), actual.size()); row++) {
            if (!actual.get(row).equals(expected.get(row))) {
                throw new AssertionError(
                        "row " + row + " is " + actual.get(row) + ", not " + expected.get(row));
            }
        }
        if (actual.size() != expected.size()) {
            throw new AssertionError(actual.size() + " rows, not " + expected.size());
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
