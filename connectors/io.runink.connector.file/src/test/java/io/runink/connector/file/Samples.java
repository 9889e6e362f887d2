package io.runink.connector.file;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.tck.ConnectorSuite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Contracts and texts for both schemes. */
final class Samples {

    private Samples() {}

    /** A contract of columns, each {@code name:type}, or a name alone for text. */
    static Contract contract(String... columns) {
        List<Field> fields = new ArrayList<>();
        for (String column : columns) {
            String[] parts = column.split(":", 2);
            fields.add(
                    new Field(
                            parts[0],
                            parts[0],
                            DataType.parse(parts.length == 1 ? "string" : parts[1]),
                            false,
                            null,
                            null));
        }
        return new Contract(
                "Sample", "sample", "1.0.0", "", "Sample", fields, List.of(), null, null, null);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads, and says each row as {@code line:value|value} and each malformed one as {@code
     * line!WHY}.
     */
    static List<String> read(ConnectorSuite suite, Contract contract, byte[] dataset)
            throws IOException {
        suite.readsTheSameInBatchesOfEverySize(contract, dataset);
        ConnectorSuite.Read read = suite.read(contract, dataset);
        List<String> said = new ArrayList<>();
        read.rows().forEach(row -> said.add(row.line() + ":" + join(row.values())));
        read.malformed().forEach(row -> said.add(row.line() + "!" + row.malformation()));
        return said;
    }

    private static String join(List<@Nullable String> values) {
        StringBuilder joined = new StringBuilder();
        for (@Nullable String value : values) {
            joined.append(joined.isEmpty() ? "" : "|").append(value == null ? "-" : value);
        }
        return joined.toString();
    }

    static List<@Nullable String> row(@Nullable String... values) {
        List<@Nullable String> row = new ArrayList<>();
        for (@Nullable String value : values) {
            row.add(value);
        }
        return row;
    }
}
