package io.runink.synth;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What columns have in a row instead of their valid values.
 *
 * @param cells which, and what
 * @param named whether a missing value is written as null rather than left out
 */
record Slip(List<Cell> cells, boolean named) {

    /**
     * A value.
     *
     * @param column where
     * @param text the value; null for none
     */
    record Cell(Column column, @Nullable String text) {}

    Slip {
        cells = List.copyOf(cells);
    }

    /** One value. */
    static Slip of(Column column, @Nullable String text, boolean named) {
        return new Slip(List.of(new Cell(column, text)), named);
    }

    boolean touches(Column column) {
        return cells.stream().anyMatch(it -> it.column() == column);
    }

    @Nullable String text(Column column) {
        for (Cell cell : cells) {
            if (cell.column() == column) {
                return cell.text();
            }
        }
        return null;
    }

    boolean named(Column column) {
        return named && touches(column);
    }
}
