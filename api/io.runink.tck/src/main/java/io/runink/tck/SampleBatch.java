package io.runink.tck;

import io.runink.spi.connector.Malformation;
import io.runink.spi.connector.RowBatch;
import io.runink.tck.ConnectorSuite.Malformed;
import io.runink.tck.ConnectorSuite.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch that keeps its rows as strings and holds its filler to the rules. */
final class SampleBatch implements RowBatch {

    private final int columns;
    private final int most;
    private final List<Row> rows = new ArrayList<>();
    private final List<Malformed> malformed = new ArrayList<>();
    private final @Nullable String[] values;
    private long line;
    private boolean open;

    SampleBatch(int columns, int most) {
        this.columns = columns;
        this.most = most;
        this.values = new @Nullable String[columns];
    }

    List<Row> rows() {
        return rows;
    }

    List<Malformed> malformed() {
        return malformed;
    }

    @Override
    public boolean full() {
        return rows.size() + malformed.size() >= most;
    }

    @Override
    public void begin(long at) {
        require(!open, "begin() inside a row");
        require(!full(), "begin() on a full batch");
        require(at >= 1, "line " + at);
        open = true;
        line = at;
        Arrays.fill(values, null);
    }

    @Override
    public void set(int column, byte[] utf8, int offset, int length) {
        require(open, "set() outside of a row");
        require(column >= 0 && column < columns, "column " + column + " of " + columns);
        values[column] = new String(utf8, offset, length, StandardCharsets.UTF_8);
    }

    @Override
    public void end() {
        require(open, "end() outside of a row");
        open = false;
        List<@Nullable String> copy = new ArrayList<>();
        for (@Nullable String value : values) {
            copy.add(value);
        }
        rows.add(new Row(line, copy));
    }

    @Override
    public void malformed(
            long at, Malformation malformation, String found, byte[] raw, int length) {
        require(!open, "malformed() inside a row");
        require(!full(), "malformed() on a full batch");
        require(length <= RAW_BYTES_MAX, length + " raw bytes");
        require(!found.isBlank(), "malformed() without what was found");
        malformed.add(
                new Malformed(
                        at, malformation, new String(raw, 0, length, StandardCharsets.UTF_8)));
    }

    /** The filler returned. */
    void finish() {
        require(!open, "read() returned inside a row");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
