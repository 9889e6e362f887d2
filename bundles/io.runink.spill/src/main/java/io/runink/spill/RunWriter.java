package io.runink.spill;

import io.runink.spi.spill.SpillFile;

/** Writes records to a file, a block at a time. */
final class RunWriter {

    private final SpillFile file;
    private final int blockBytes;
    private final long from;
    private final RowBytes block = new RowBytes();

    RunWriter(SpillFile file, int blockBytes) {
        this.file = file;
        this.blockBytes = blockBytes;
        this.from = file.length();
    }

    /** Writes a record of a buffer. */
    void write(RowBuffer rows, long address) {
        room(rows.length(address));
        rows.load(address, block);
    }

    /** Writes the record a cursor is at. */
    void write(RowCursor at) {
        write(at.bytes(), at.key(), at.keyLength(), at.row(), at.rowLength());
    }

    void write(byte[] bytes, int key, int keyLength, int row, int rowLength) {
        room(RowBuffer.HEADER_BYTES + keyLength + rowLength);
        block.putInt(keyLength);
        block.putInt(rowLength);
        block.put(bytes, key, keyLength);
        block.put(bytes, row, rowLength);
    }

    /** Where the next record will begin. */
    long position() {
        return file.length() + block.length();
    }

    private void room(int bytes) {
        if (block.length() + bytes > blockBytes) {
            flush();
        }
    }

    private void flush() {
        if (block.length() == 0) {
            return;
        }
        file.append(block.array(), 0, block.length());
        block.clear();
    }

    /** Writes what is left; says what was written. */
    ExternalSort.Run end() {
        flush();
        return new ExternalSort.Run(from, file.length());
    }
}
