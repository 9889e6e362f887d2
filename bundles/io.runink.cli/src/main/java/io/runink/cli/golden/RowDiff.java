package io.runink.cli.golden;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How rows that came differ from rows that were expected. Order means nothing. Rows with the same
 * key are held against each other cell by cell; where there is no key, a row is its own.
 *
 * @param missing rows that were expected and did not come
 * @param unexpected rows that came and were not expected
 * @param changed rows of which cells differ
 */
public record RowDiff(List<GoldenRow> missing, List<GoldenRow> unexpected, List<Changed> changed) {

    /**
     * A row of which cells differ.
     *
     * @param key its key, {@code column=value ...}
     * @param cells the cells that differ, by column
     */
    public record Changed(String key, List<Cell> cells) {}

    /**
     * A cell that differs.
     *
     * @param expected JSON text, or null where there was to be none
     * @param actual JSON text, or null where none came
     */
    public record Cell(String column, @Nullable String expected, @Nullable String actual) {}

    public RowDiff {
        missing = List.copyOf(missing);
        unexpected = List.copyOf(unexpected);
        changed = List.copyOf(changed);
    }

    /** Whether there is no difference. */
    public boolean same() {
        return missing.isEmpty() && unexpected.isEmpty() && changed.isEmpty();
    }

    /**
     * Holds rows against each other.
     *
     * @param key columns that tell rows apart; empty if nothing does
     */
    public static RowDiff of(List<String> key, List<GoldenRow> expected, List<GoldenRow> actual) {
        Map<String, Deque<GoldenRow>> open = new TreeMap<>();
        sorted(expected)
                .forEach(row ->
                        open.computeIfAbsent(identity(key, row), it -> new ArrayDeque<>())
                                .add(row));
        List<GoldenRow> unexpected = new ArrayList<>();
        List<Changed> changed = new ArrayList<>();
        for (GoldenRow row : sorted(actual)) {
            Deque<GoldenRow> candidates = open.get(identity(key, row));
            GoldenRow other = candidates == null ? null : candidates.poll();
            if (other == null) {
                unexpected.add(row);
            } else if (!other.equals(row)) {
                changed.add(new Changed(row.in(key), cells(other, row)));
            }
        }
        List<GoldenRow> missing = new ArrayList<>();
        open.values().forEach(missing::addAll);
        return new RowDiff(missing, unexpected, changed);
    }

    /** Rows in the order files keep them: by their text, so that equal sets are equal files. */
    public static List<GoldenRow> sorted(List<GoldenRow> rows) {
        return rows.stream().sorted(Comparator.comparing(GoldenRow::json)).toList();
    }

    private static String identity(List<String> key, GoldenRow row) {
        return key.isEmpty() ? row.json() : row.in(key);
    }

    private static List<Cell> cells(GoldenRow expected, GoldenRow actual) {
        TreeSet<String> columns = new TreeSet<>(expected.cells().keySet());
        columns.addAll(actual.cells().keySet());
        return columns.stream()
                .map(it -> new Cell(it, expected.cells().get(it), actual.cells().get(it)))
                .filter(it -> !Objects.equals(it.expected(), it.actual()))
                .toList();
    }
}
