package io.runink.step.rows;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.tck.StepSuite.Table;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A database that answers the same question in its own words. */
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
                        .collect(
                                Collectors.joining(
                                        ", ", "CREATE TEMP TABLE texts (n BIGINT, ", ")")));
        String marks = "?, ".repeat(fields.size()) + "?";
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO texts VALUES (" + marks + ")")) {
            for (int row = 0; row < table.rows().size(); row++) {
                insert.setLong(1, row + 1L);
                for (int i = 0; i < fields.size(); i++) {
                    insert.setString(i + 2, table.rows().get(row).get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
        run(
                fields.stream()
                        .map(it -> {
                            String quoted = '"' + it.name() + '"';
                            return it.type().kind() == DataType.Kind.BYTES
                                    ? "from_base64(" + quoted + ") AS " + quoted
                                    : "CAST("
                                            + quoted
                                            + " AS "
                                            + type(it.type())
                                            + ") AS "
                                            + quoted;
                        })
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

    private static String type(DataType type) {
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

    /** The rows of a query, as comparable texts of the contract's types. */
    List<List<@Nullable String>> rows(String sql, Contract contract) throws SQLException {
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

    /** The single column of a query. */
    List<Long> numbers(String sql) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                numbers.add(result.getLong(1));
            }
        }
        return numbers;
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
            case FLOAT32 -> Float.toString(result.getFloat(column));
            case FLOAT64 -> Double.toString(result.getDouble(column));
            case TIMESTAMP, TIME -> Long.toString(result.getLong(column));
            default -> result.getString(column);
        };
    }

    /** Rows as texts that can be compared: instants and times in microseconds. */
    static List<List<@Nullable String>> comparable(
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
            default -> text;
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
