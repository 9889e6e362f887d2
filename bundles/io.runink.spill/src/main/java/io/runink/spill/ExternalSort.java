package io.runink.spill;

import io.runink.spi.spill.Spill;
import io.runink.spi.spill.SpillFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of rows by their keys, byte by byte without sign, within a limit of memory: what
 * does not fit is sorted in runs on disk, which are merged, several times over if there are many.
 * Rows of one key stay in the order they were added. One row may be larger than the limit.
 */
public final class ExternalSort implements AutoCloseable {

    private static final int BLOCK_BYTES_MIN = 4 << 10;
    private static final int BLOCK_BYTES_MAX = 128 << 10;

    /** Most runs that are merged at once; each needs a block of memory. */
    private static final int RUNS_MAX = 64;

    private final Spill spill;
    private final RowBuffer rows;
    private final int blockBytes;
    private final int fanIn;
    private @Nullable SpillFile file;
    private List<Run> runs = new ArrayList<>();
    private @Nullable RowCursor cursor;

    /**
     * A sorted part of a file.
     *
     * @param from where it begins
     * @param to where it ends
     */
    record Run(long from, long to) {}

    /** A sort within a limit of memory. */
    public ExternalSort(long memoryBytes, Spill spill) {
        this(new RowBuffer(memoryBytes), memoryBytes, spill);
    }

    /**
     * A sort of what a buffer holds already, and of more.
     *
     * @param rows the sort's from now on
     */
    public ExternalSort(RowBuffer rows, long memoryBytes, Spill spill) {
        this.rows = rows;
        this.spill = spill;
        long block = memoryBytes / RUNS_MAX;
        this.blockBytes = Math.clamp(block, BLOCK_BYTES_MIN, BLOCK_BYTES_MAX);
        // One block is for what is written.
        this.fanIn = Math.clamp(memoryBytes / blockBytes - 1, 2, RUNS_MAX);
    }

    /** Adds a row. */
    public void add(RowBytes key, RowBytes row) {
        add(key.array(), 0, key.length(), row.array(), 0, row.length());
    }

    /** Adds a row, given as parts of arrays. */
    public void add(byte[] key, int keyAt, int keyLength, byte[] row, int rowAt, int rowLength) {
        if (!rows.add(key, keyAt, keyLength, row, rowAt, rowLength)) {
            flush();
            if (!rows.add(key, keyAt, keyLength, row, rowAt, rowLength)) {
                throw new IllegalStateException("an empty buffer refused a row");
            }
        }
    }

    /** Whether rows were written to disk. */
    public boolean spilled() {
        return file != null;
    }

    private void flush() {
        if (file == null) {
            file = spill.create();
        }
        SortedIndex sorted = rows.sort();
        RunWriter writer = new RunWriter(file, blockBytes);
        for (long place = 0; place < sorted.count(); place++) {
            writer.write(rows, sorted.address(place));
        }
        runs.add(writer.end());
        rows.clear();
    }

    /**
     * Ends adding and gives the rows in the order of their keys. Closing the sort closes the
     * cursor.
     */
    public RowCursor sorted() {
        if (cursor != null) {
            throw new IllegalStateException("sorted before");
        }
        if (file == null) {
            cursor = new BufferCursor(rows);
            return cursor;
        }
        if (rows.count() > 0) {
            flush();
        }
        rows.close();
        SpillFile from = file;
        while (runs.size() > fanIn) {
            from = merge(from);
        }
        cursor = new MergeCursor(from, runs, blockBytes);
        return cursor;
    }

    /** Merges runs that follow one another, which keeps rows of one key in their order. */
    private SpillFile merge(SpillFile from) {
        SpillFile into = spill.create();
        file = into;
        List<Run> merged = new ArrayList<>();
        for (int first = 0; first < runs.size(); first += fanIn) {
            List<Run> group = runs.subList(first, Math.min(first + fanIn, runs.size()));
            RunWriter writer = new RunWriter(into, blockBytes);
            try (MergeCursor rest = new MergeCursor(from, group, blockBytes)) {
                while (rest.next()) {
                    writer.write(rest);
                }
            }
            merged.add(writer.end());
        }
        from.close();
        runs = merged;
        return into;
    }

    @Override
    public void close() {
        if (cursor != null) {
            cursor.close();
        }
        rows.close();
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
