package io.runink.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Text in columns that line up. A heading that begins with a blank is of a column of numbers. */
final class Table {

    private static final String GAP = "  ";

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        this.headings = List.of(headings);
    }

    /** Adds a row: a cell for each heading. */
    Table row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + headings);
        }
        rows.add(List.of(cells));
        return this;
    }

    /** Prints everything, each line after an indent. */
    void print(PrintWriter out, String indent) {
        int columns = headings.size();
        int[] widths = new int[columns];
        List<String> titles = headings.stream().map(String::strip).toList();
        for (int column = 0; column < columns; column++) {
            widths[column] = width(titles.get(column));
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        out.println(indent + line(titles, widths));
        for (List<String> row : rows) {
            out.println(indent + line(row, widths));
        }
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(widths[column] - width(cell));
            boolean number = headings.get(column).startsWith(" ");
            line.append(column == 0 ? "" : GAP).append(number ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
