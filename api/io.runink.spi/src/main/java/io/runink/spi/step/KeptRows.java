package io.runink.spi.step;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Copies the rows of a batch that stay, a run of neighbours at a time. Reused from batch to batch;
 * not safe for threads.
 */
public final class KeptRows {

    private final BufferAllocator allocator;

    /** Where runs of kept rows begin and end. */
    private int[] runs = new int[64];

    private int edges;

    public KeptRows(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    /**
     * A batch of the rows that are not marked.
     *
     * @param schema of the copy
     * @param columns to copy, one for each of the schema's; they stay the caller's
     * @param marked a mark for each row
     */
    public VectorSchemaRoot keep(Schema schema, List<FieldVector> columns, boolean[] marked) {
        int kept = findRuns(marked);
        List<FieldVector> copies = new ArrayList<>();
        boolean done = false;
        try {
            for (int i = 0; i < columns.size(); i++) {
                FieldVector copy = schema.getFields().get(i).createVector(allocator);
                copies.add(copy);
                copy(columns.get(i), copy, kept);
            }
            done = true;
            return new VectorSchemaRoot(schema, copies, kept);
        } finally {
            if (!done) {
                copies.forEach(FieldVector::close);
            }
        }
    }

    private int findRuns(boolean[] marked) {
        if (runs.length < marked.length + 1) {
            runs = new int[marked.length + 1];
        }
        edges = 0;
        int kept = 0;
        boolean inside = false;
        for (int row = 0; row < marked.length; row++) {
            if (marked[row] == inside) {
                runs[edges++] = row;
                inside = !inside;
            }
            kept += marked[row] ? 0 : 1;
        }
        if (inside) {
            runs[edges++] = marked.length;
        }
        return kept;
    }

    private void copy(FieldVector from, FieldVector to, int kept) {
        switch (from) {
            case BitVector bits -> copyBits(bits, (BitVector) to, kept);
            case BaseFixedWidthVector fixed -> copyFixed(fixed, (BaseFixedWidthVector) to, kept);
            case BaseVariableWidthVector variable ->
                    copyVariable(variable, (BaseVariableWidthVector) to, kept);
            default -> throw new IllegalArgumentException("no column type: " + from.getField());
        }
        to.setValueCount(kept);
    }

    private void copyBits(BitVector from, BitVector to, int kept) {
        to.allocateNew(kept);
        int at = 0;
        for (int run = 0; run < edges; run += 2) {
            for (int row = runs[run]; row < runs[run + 1]; row++) {
                if (!from.isNull(row)) {
                    to.set(at, from.get(row));
                }
                at++;
            }
        }
    }

    private void copyFixed(BaseFixedWidthVector from, BaseFixedWidthVector to, int kept) {
        to.allocateNew(kept);
        int width = from.getTypeWidth();
        long at = 0;
        for (int run = 0; run < edges; run += 2) {
            long length = (long) (runs[run + 1] - runs[run]) * width;
            to.getDataBuffer().setBytes(at, from.getDataBuffer(), (long) runs[run] * width, length);
            at += length;
        }
        copyValidity(from, to, kept);
    }

    private void copyVariable(BaseVariableWidthVector from, BaseVariableWidthVector to, int kept) {
        ArrowBuf offsets = from.getOffsetBuffer();
        long bytes = 0;
        for (int run = 0; run < edges; run += 2) {
            bytes += offsets.getInt(runs[run + 1] * 4L) - offsets.getInt(runs[run] * 4L);
        }
        to.allocateNew(bytes, kept);
        ArrowBuf ends = to.getOffsetBuffer();
        int at = 0;
        int row = 0;
        for (int run = 0; run < edges; run += 2) {
            int first = offsets.getInt(runs[run] * 4L);
            int length = offsets.getInt(runs[run + 1] * 4L) - first;
            to.getDataBuffer().setBytes(at, from.getDataBuffer(), first, length);
            for (int source = runs[run] + 1; source <= runs[run + 1]; source++) {
                row++;
                ends.setInt(row * 4L, offsets.getInt(source * 4L) - first + at);
            }
            at += length;
        }
        copyValidity(from, to, kept);
        to.setLastSet(kept - 1);
    }

    private void copyValidity(FieldVector from, FieldVector to, int kept) {
        ArrowBuf validity = to.getValidityBuffer();
        if (from.getNullCount() == 0) {
            for (long i = 0; i < (kept + 7) / 8; i++) {
                validity.setByte(i, 0xFF);
            }
            return;
        }
        int at = 0;
        for (int run = 0; run < edges; run += 2) {
            for (int row = runs[run]; row < runs[run + 1]; row++) {
                if (!from.isNull(row)) {
                    BitVectorHelper.setBit(validity, at);
                }
                at++;
            }
        }
    }
}
