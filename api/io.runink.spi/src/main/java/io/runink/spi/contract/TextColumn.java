package io.runink.spi.contract;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VarCharVector;

/**
 * A text column on the heap: one bulk copy a batch instead of checked single reads a value. Reused
 * from batch to batch; not safe for threads.
 */
public final class TextColumn {

    /** Arrays above this are given back once a smaller batch comes. */
    private static final int KEPT_BYTES_MAX = 4 << 20;

    private byte[] bytes = new byte[0];
    private int[] offsets = new int[1];
    private byte[] validity = new byte[0];
    private int rows;

    /** Copies the column's first rows. */
    public void load(VarCharVector column, int count) {
        rows = count;
        if (offsets.length < count + 1) {
            offsets = new int[count + 1];
            validity = new byte[(count + 7) >>> 3];
        }
        if (count == 0) {
            return;
        }
        ArrowBuf ends = column.getOffsetBuffer();
        ends.nioBuffer(0, (count + 1) * 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer()
                .get(offsets, 0, count + 1);
        column.getValidityBuffer().getBytes(0, validity, 0, (count + 7) >>> 3);
        int first = offsets[0];
        int length = offsets[count] - first;
        if (bytes.length < length || bytes.length > KEPT_BYTES_MAX) {
            bytes = new byte[Math.max(length, Math.min(2 * length, KEPT_BYTES_MAX))];
        }
        if (length > 0) {
            column.getDataBuffer().getBytes(first, bytes, 0, length);
        }
        if (first != 0) {
            for (int i = 0; i <= count; i++) {
                offsets[i] -= first;
            }
        }
    }

    /** Gives back an array that a huge value needed; what was loaded is gone then. */
    public void release() {
        if (bytes.length > KEPT_BYTES_MAX) {
            bytes = new byte[0];
            rows = 0;
        }
    }

    /** How many rows were loaded. */
    public int rows() {
        return rows;
    }

    /** Whether a row has no value. */
    public boolean absent(int row) {
        return (validity[row >>> 3] & (1 << (row & 7))) == 0;
    }

    /** The array that holds all values. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where a row's value begins in {@link #bytes}. */
    public int start(int row) {
        return offsets[row];
    }

    /** How many bytes a row's value has. */
    public int length(int row) {
        return offsets[row + 1] - offsets[row];
    }

    /** A row's value as a string; empty where it is absent. */
    public String string(int row) {
        return new String(bytes, start(row), length(row), StandardCharsets.UTF_8);
    }
}
