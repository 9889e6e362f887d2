package io.runink.spill;

import io.runink.spi.spill.Spill;
import io.runink.spi.spill.SpillFile;

/** Rows on disk, one behind the other, any stretch of which can be read again. */
public final class RowFile implements AutoCloseable {

    private static final int BLOCK_BYTES = 64 << 10;

    private final SpillFile file;
    private final RunWriter writer;

    /** An empty file. */
    public RowFile(Spill spill) {
        file = spill.create();
        writer = new RunWriter(file, BLOCK_BYTES);
    }

    /** Where the next row will begin. */
    public long position() {
        return writer.position();
    }

    /** Appends a row, given as a part of an array. */
    public void add(byte[] bytes, int offset, int length) {
        writer.write(bytes, offset, 0, offset, length);
    }

    /** The rows of a stretch that begins and ends with a row; they have empty keys. */
    public RowCursor read(long from, long to) {
        writer.end();
        return new RunReader(file, new ExternalSort.Run(from, to), BLOCK_BYTES);
    }

    @Override
    public void close() {
        file.close();
    }
}
