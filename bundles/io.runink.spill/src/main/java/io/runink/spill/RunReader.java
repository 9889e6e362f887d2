package io.runink.spill;

import io.runink.spi.spill.SpillFile;
import java.util.Arrays;

/** Reads the records of a run, a block at a time; a larger record makes its block larger. */
final class RunReader implements RowCursor {

    private final SpillFile file;
    private final long to;
    private byte[] block;
    private long position;

    /** The current record, and the end of what the block holds. */
    private int at;

    private int next;
    private int end;
    private int keyLength;
    private int rowLength;

    RunReader(SpillFile file, ExternalSort.Run run, int blockBytes) {
        this.file = file;
        this.position = run.from();
        this.to = run.to();
        this.block = new byte[(int) Math.min(blockBytes, Math.max(16, to - position))];
    }

    @Override
    public boolean next() {
        at = next;
        if (at == end && position == to) {
            return false;
        }
        require(RowBuffer.HEADER_BYTES);
        keyLength = RowBytes.getInt(block, at);
        rowLength = RowBytes.getInt(block, at + 4);
        int length = RowBuffer.HEADER_BYTES + keyLength + rowLength;
        require(length);
        next = at + length;
        return true;
    }

    /** Makes the block hold so many bytes of the current record. */
    private void require(int bytes) {
        if (end - at >= bytes) {
            return;
        }
        byte[] into = bytes > block.length ? new byte[bytes] : block;
        System.arraycopy(block, at, into, 0, end - at);
        end -= at;
        at = 0;
        block = into;
        int more = (int) Math.min(block.length - end, to - position);
        file.read(position, block, end, more);
        position += more;
        end += more;
    }

    /** Compares the current record's key with another's, byte by byte without sign. */
    int compare(RunReader other) {
        return Arrays.compareUnsigned(
                block,
                key(),
                key() + keyLength,
                other.block,
                other.key(),
                other.key() + other.keyLength);
    }

    @Override
    public byte[] bytes() {
        return block;
    }

    @Override
    public int key() {
        return at + RowBuffer.HEADER_BYTES;
    }

    @Override
    public int keyLength() {
        return keyLength;
    }

    @Override
    public int row() {
        return key() + keyLength;
    }

    @Override
    public int rowLength() {
        return rowLength;
    }

    @Override
    public void close() {
        block = new byte[0];
        position = to;
        next = 0;
        end = 0;
    }
}
