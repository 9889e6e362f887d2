package io.runink.spi.contract;

import io.runink.api.Masking;
import io.runink.api.contract.DataType;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;

/** Masks whole columns. Reused from batch to batch; not safe for threads. */
public final class MaskedColumns {

    private final BufferAllocator allocator;
    private final TextColumn text = new TextColumn();
    private MaskedText masked = new MaskedText();

    public MaskedColumns(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    /**
     * Takes a column and returns it masked: texts as {@link MaskedText} says; what is no text has
     * no masked form and becomes absent.
     *
     * @param from the column, which is closed
     * @param type what it holds
     */
    public FieldVector mask(FieldVector from, DataType type, Masking masking, int rows) {
        FieldVector to = from.getField().createVector(allocator);
        boolean done = false;
        try (from) {
            if (type.kind() == DataType.Kind.STRING) {
                mask((VarCharVector) from, (VarCharVector) to, masking, rows);
            } else {
                empty(to, rows);
            }
            done = true;
            return to;
        } finally {
            if (!done) {
                to.close();
            }
        }
    }

    private void mask(VarCharVector from, VarCharVector to, Masking masking, int rows) {
        text.load(from, rows);
        // A mask writes at most a byte a character, or the three of a redaction.
        to.allocateNew(Math.max(text.start(rows), 3L * rows), rows);
        boolean huge = false;
        for (int row = 0; row < rows; row++) {
            if (!text.absent(row)) {
                masked.load(masking, text.bytes(), text.start(row), text.length(row));
                to.setSafe(row, masked.bytes(), 0, masked.length());
                huge |= masked.length() > 1 << 20;
            }
        }
        to.setValueCount(rows);
        text.release();
        if (huge) {
            masked = new MaskedText();
        }
    }

    private static void empty(FieldVector to, int rows) {
        switch (to) {
            case BaseFixedWidthVector fixed -> fixed.allocateNew(rows);
            case BaseVariableWidthVector variable -> variable.allocateNew(0, rows);
            default -> throw new IllegalArgumentException("no column type: " + to.getField());
        }
        to.setValueCount(rows);
    }
}
