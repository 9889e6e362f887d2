package io.runink.exchange;

import io.runink.api.error.RuninkException;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Holds a received batch against its own words, so that no later read can leave its buffers. */
final class BatchShape {

    private int[] offsets = new int[0];

    /** Throws unless every buffer holds what the row count promises. */
    void verify(VectorSchemaRoot rows) {
        int count = rows.getRowCount();
        if (count < 0 || count > BatchLayout.ROWS_MAX) {
            throw refuse("'" + count + "' rows", "at most " + BatchLayout.ROWS_MAX);
        }
        for (FieldVector vector : rows.getFieldVectors()) {
            if (vector.getValueCount() != count) {
                throw refuse("a column of another length", count + " values");
            }
            if (count > 0) {
                verify(vector, count);
            }
        }
    }

    private void verify(FieldVector vector, int count) {
        if (vector.getValidityBuffer().capacity() < (count + 7) / 8) {
            throw refuse("a short validity buffer", count + " bits");
        }
        switch (vector) {
            case BaseFixedWidthVector fixed -> {
                long bits = fixed.getTypeWidth() == 0 ? 1 : fixed.getTypeWidth() * 8L;
                if (fixed.getDataBuffer().capacity() < (bits * count + 7) / 8) {
                    throw refuse("a short data buffer", count + " values");
                }
            }
            case BaseVariableWidthVector variable -> verifyOffsets(variable, count);
            default -> throw refuse("a column of type " + vector.getField().getType(), "a scalar");
        }
    }

    private void verifyOffsets(BaseVariableWidthVector vector, int count) {
        if (vector.getOffsetBuffer().capacity() < (count + 1) * 4L) {
            throw refuse("a short offset buffer", count + " values");
        }
        if (offsets.length < count + 1) {
            offsets = new int[count + 1];
        }
        IntBuffer read =
                vector.getOffsetBuffer()
                        .nioBuffer(0, (count + 1) * 4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asIntBuffer();
        read.get(offsets, 0, count + 1);
        verify(offsets, count, vector.getDataBuffer().capacity());
    }

    /** Throws unless these offsets of some values ascend within so many bytes. */
    static void verify(int[] offsets, int count, long bytes) {
        int wrong = offsets[0];
        for (int i = 0; i < count; i++) {
            // Negative if either is: compilers make a few wide instructions of it.
            wrong |= offsets[i + 1] | (offsets[i + 1] - offsets[i]);
        }
        if (wrong < 0) {
            throw refuse("offsets that go back", "ascending offsets");
        }
        if (offsets[count] > bytes) {
            throw refuse("offsets beyond the data", "offsets within it");
        }
    }

    static RuninkException refuse(String found, String expected) {
        return ExchangeError.MESSAGE_MALFORMED.exception(
                "an edge carried " + found + ", expected " + expected,
                "see the log of the slice at the other end");
    }
}
