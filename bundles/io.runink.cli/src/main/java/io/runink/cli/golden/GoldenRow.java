package io.runink.cli.golden;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A row of an output, in canonical form.
 *
 * @param cells JSON text of each value, by column; a column that is absent or null is not there
 */
public record GoldenRow(SortedMap<String, String> cells) {

    public GoldenRow {
        cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
    }

    /**
     * Its values in some columns, for people and as an identity; {@code null} where it has none.
     */
    public String in(List<String> columns) {
        return String.join(
                " ",
                columns.stream()
                        .map(it -> it + "=" + Objects.requireNonNullElse(cells.get(it), "null"))
                        .toList());
    }

    /** One line of JSON: columns in alphabetical order. */
    public String json() {
        return "{"
                + String.join(
                        ",",
                        cells.entrySet().stream()
                                .map(it -> '"' + it.getKey() + "\":" + it.getValue())
                                .toList())
                + "}";
    }
}
