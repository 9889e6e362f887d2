package io.runink.step.gather;

import io.runink.spi.spill.Spill;
import io.runink.spill.RowBytes;
import io.runink.spill.RowCursor;
import io.runink.spill.RowFile;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the second input that have one key. A few go with each row of the first that found
 * them; many are written to disk once, and each goes with where they are.
 */
final class MatchGroup implements AutoCloseable {

    private static final int HERE = 0;
    private static final int ON_DISK = 1;

    private final int bytesMax;
    private final Spill spill;
    private final RowBytes key = new RowBytes();

    /** The rows, each behind its length, if they are few. */
    private final RowBytes rows = new RowBytes();

    private @Nullable RowFile file;
    private long count;
    private boolean onDisk;
    private long from;
    private long to;

    MatchGroup(long memoryBytes, Spill spill) {
        this.bytesMax = Math.clamp(memoryBytes / 64, 1 << 10, 16 << 10);
        this.spill = spill;
    }

    /** Takes what is done with a row of the second input. */
    interface Reader {
        void row(byte[] bytes, int offset) throws IOException;
    }

    /** How many rows there are. */
    long count() {
        return count;
    }

    /** Whether the row a cursor is at has the group's key. */
    boolean keyed(RowCursor at) {
        return Arrays.equals(
                key.array(), 0, key.length(), at.bytes(), at.key(), at.key() + at.keyLength());
    }

    /**
     * Collects the rows of the key that a cursor is at.
     *
     * @return whether there is a row behind them
     */
    boolean collect(RowCursor others) {
        key.clear();
        key.put(others.bytes(), others.key(), others.keyLength());
        rows.clear();
        count = 0;
        onDisk = false;
        boolean more = true;
        while (more && keyed(others)) {
            int number = JoinStep.NUMBER_BYTES;
            add(others.bytes(), others.row() + number, others.rowLength() - number);
            count++;
            more = others.next();
        }
        to = onDisk && file != null ? file.position() : 0;
        return more;
    }

    private void add(byte[] bytes, int offset, int length) {
        if (!onDisk && rows.length() + 4 + length <= bytesMax) {
            rows.putInt(length);
            rows.put(bytes, offset, length);
            return;
        }
        RowFile into = file == null ? new RowFile(spill) : file;
        file = into;
        if (!onDisk) {
            onDisk = true;
            from = into.position();
            for (int at = 0; at < rows.length(); ) {
                int rowLength = RowBytes.getInt(rows.array(), at);
                into.add(rows.array(), at + 4, rowLength);
                at += 4 + rowLength;
            }
        }
        into.add(bytes, offset, length);
    }

    /** Appends the rows, or where they are. */
    void write(RowBytes into) {
        if (onDisk) {
            into.put(ON_DISK);
            into.putLong(from);
            into.putLong(to);
        } else {
            into.put(HERE);
            into.putInt(rows.length());
            into.put(rows.array(), 0, rows.length());
        }
    }

    /** Reads the rows that {@link #write} appended. */
    void read(byte[] bytes, int offset, Reader reader) throws IOException {
        if (bytes[offset] == HERE) {
            int at = offset + 5;
            int end = at + RowBytes.getInt(bytes, offset + 1);
            while (at < end) {
                reader.row(bytes, at + 4);
                at += 4 + RowBytes.getInt(bytes, at);
            }
            return;
        }
        RowFile written = file;
        if (written == null) {
            throw new IllegalStateException("no group is on disk");
        }
        try (RowCursor cursor =
                written.read(
                        RowBytes.getLong(bytes, offset + 1), RowBytes.getLong(bytes, offset + 9))) {
            while (cursor.next()) {
                reader.row(cursor.bytes(), cursor.row());
            }
        }
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
