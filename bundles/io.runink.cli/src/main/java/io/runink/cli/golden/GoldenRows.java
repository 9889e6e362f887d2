package io.runink.cli.golden;

import io.runink.api.error.Location;
import io.runink.api.error.RuninkException;
import io.runink.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** Reads and writes the rows of a golden: a JSON object a line, in canonical form. */
public final class GoldenRows {

    /** A golden is read by people and held in memory whole. */
    static final int ROWS_MAX = 100_000;

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
            SortedMap<String, String> cells = Json.members(line);
            cells.keySet().removeAll(without);
            return new GoldenRow(cells);
        } catch (IllegalArgumentException e) {
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
