package io.runink.exchange;

import io.runink.api.error.RuninkException;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Where the buffers of a batch lie in one stretch of memory. It all follows from the columns and
 * from a few words: how many rows, and how many bytes the values of each column of variable width
 * have. So a peer can say nothing else, and what it says is checked here. Used by one thread.
 */
final class BatchLayout {

    /** More rows than any batch of ours. */
    static final int ROWS_MAX = 1 << 20;

    /** Every buffer begins at a multiple of it: a line of the processor's cache. */
    private static final int ALIGNMENT = 64;

    private static final int VARIABLE = -1;

    /** Bits of a value by column, or {@link #VARIABLE}. */
    private final int[] widths;

    private final int words;
    private final long[] places;
    private final long[] lengths;

    BatchLayout(VectorSchemaRoot rows) {
        List<FieldVector> vectors = rows.getFieldVectors();
        widths = new int[vectors.size()];
        int variable = 0;
        for (int i = 0; i < widths.length; i++) {
            widths[i] =
                    switch (vectors.get(i)) {
                        case BaseFixedWidthVector it ->
                                it.getTypeWidth() == 0 ? 1 : it.getTypeWidth() * 8;
                        case BaseVariableWidthVector it -> VARIABLE;
                        default ->
                                throw BatchShape.refuse(
                                        "a column of type " + vectors.get(i).getField().getType(),
                                        "a scalar");
                    };
            variable += widths[i] == VARIABLE ? 1 : 0;
        }
        words = 1 + variable;
        int buffers = 2 * widths.length + variable;
        places = new long[buffers];
        lengths = new long[buffers];
    }

    /** How many words describe a batch. */
    int words() {
        return words;
    }

    /** How many buffers a batch has. */
    int buffers() {
        return places.length;
    }

    /** Where a buffer begins in the batch that was laid out last. */
    long place(int buffer) {
        return places[buffer];
    }

    /** How many bytes a buffer has in the batch that was laid out last. */
    long length(int buffer) {
        return lengths[buffer];
    }

    /** Whether a column has a buffer of offsets, between its validity and its values. */
    boolean variable(int column) {
        return widths[column] == VARIABLE;
    }

    /** Says in words what some rows of a batch are. */
    void describe(VectorSchemaRoot rows, int from, int count, long[] into) {
        into[0] = count;
        int word = 1;
        for (FieldVector vector : rows.getFieldVectors()) {
            if (vector instanceof BaseVariableWidthVector values) {
                ArrowBuf ends = values.getOffsetBuffer();
                long first = from == 0 || count == 0 ? 0 : ends.getInt(from * 4L);
                into[word++] = count == 0 ? 0 : ends.getInt((from + count) * 4L) - first;
            }
        }
    }

    /**
     * Lays a batch out.
     *
     * @param described as {@link #describe} does; from a peer it is a copy, which nobody changes
     * @param max bytes that it may take
     * @return bytes that it takes
     * @throws RuninkException if no batch is so
     */
    long lay(long[] described, long max) {
        long rows = described[0];
        if (rows < 0 || rows > ROWS_MAX) {
            throw BatchShape.refuse("'" + rows + "' rows", "at most " + ROWS_MAX);
        }
        int word = 1;
        int buffer = 0;
        long end = 0;
        for (int width : widths) {
            end = put(buffer++, end, (rows + 7) / 8);
            if (width == VARIABLE) {
                long bytes = described[word++];
                if (bytes < 0 || bytes > max) {
                    throw BatchShape.refuse("a column of '" + bytes + "' bytes", "at most " + max);
                }
                end = put(buffer++, end, rows == 0 ? 0 : (rows + 1) * 4);
                end = put(buffer++, end, bytes);
            } else {
                end = put(buffer++, end, (rows * width + 7) / 8);
            }
        }
        if (end > max) {
            throw BatchShape.refuse("a batch of '" + end + "' bytes", "at most " + max);
        }
        return end;
    }

    private long put(int buffer, long end, long bytes) {
        places[buffer] = end;
        lengths[buffer] = bytes;
        return (end + bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
