package io.runink.cli.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.runink.api.error.Location;
import io.runink.api.error.RuninkException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads and writes the rows of a golden: a JSON object a line, in canonical form. */
public final class GoldenRows {

    /** A golden is read by people and held in memory whole. */
    static final int ROWS_MAX = 100_000;

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private GoldenRows() {}

    /**
     * Reads a file of JSON lines.
     *
     * @param named how a person names the file
     * @param without columns to leave out
     * @throws RuninkException if it cannot be read, is no such file, or has too many rows
     */
    public static List<GoldenRow> read(Path file, String named, Set<String> without) {
        List<GoldenRow> rows = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank()) {
                    continue;
                }
                if (rows.size() == ROWS_MAX) {
                    throw GoldenError.TOO_LARGE.exception(
                            "'" + named + "' has more than " + ROWS_MAX + " rows",
                            "test with fewer: a golden is made to be read");
                }
                rows.add(row(line, named, rows.size() + 1, without));
            }
        } catch (IOException e) {
            throw new RuninkException(
                    GoldenError.UNREADABLE.at(
                            Location.of(named),
                            "'" + named + "' cannot be read, expected rows in UTF-8",
                            "check that it is there and readable, or write it anew with --update"),
                    e);
        }
        return rows;
    }

    private static GoldenRow row(String line, String named, int number, Set<String> without) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node.isObject()) {
                SortedMap<String, String> cells = new TreeMap<>();
                for (Map.Entry<String, JsonNode> cell : node.properties()) {
                    if (!cell.getValue().isNull() && !without.contains(cell.getKey())) {
                        Object value = JSON.treeToValue(cell.getValue(), Object.class);
                        cells.put(cell.getKey(), JSON.writeValueAsString(value));
                    }
                }
                return new GoldenRow(cells);
            }
        } catch (JsonProcessingException e) {
            // Said below, without the line: it may hold what nobody should see.
        }
        throw new RuninkException(
                GoldenError.UNREADABLE.at(
                        new Location(named, number, 1),
                        "the line is no JSON object",
                        "write a row a line, or write the file anew with --update"));
    }

    /** The text of a file of rows. */
    public static String text(List<GoldenRow> rows) {
        StringBuilder text = new StringBuilder();
        RowDiff.sorted(rows).forEach(row -> text.append(row.json()).append('\n'));
        return text.toString();
    }
}
