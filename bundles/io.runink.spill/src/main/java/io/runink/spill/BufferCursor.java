package io.runink.spill;

/** Walks the rows of a buffer in the order of their keys. */
final class BufferCursor implements RowCursor {

    private final RowBuffer rows;
    private final SortedIndex sorted;
    private final RowBytes record = new RowBytes();
    private long next;

    BufferCursor(RowBuffer rows) {
        this.rows = rows;
        this.sorted = rows.sort();
    }

    @Override
    public boolean next() {
        if (next == sorted.count()) {
            return false;
        }
        record.clear();
        rows.load(sorted.address(next++), record);
        return true;
    }

    @Override
    public byte[] bytes() {
        return record.array();
    }

    @Override
    public int key() {
        return RowBuffer.HEADER_BYTES;
    }

    @Override
    public int keyLength() {
        return RowBytes.getInt(record.array(), 0);
    }

    @Override
    public int row() {
        return RowBuffer.HEADER_BYTES + keyLength();
    }

    @Override
    public int rowLength() {
        return RowBytes.getInt(record.array(), 4);
    }

    @Override
    public void close() {
        // The rows are their owner's.
    }
}
