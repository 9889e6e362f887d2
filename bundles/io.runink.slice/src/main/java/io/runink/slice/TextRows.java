package io.runink.slice;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Rows of text that are put together on the heap, value by value, and become an Arrow batch in one
 * go: exact buffers, no reallocation, no checked write a value.
 */
final class TextRows {

    /** Bytes of text in a batch, unless one row alone has more. */
    static final int BATCH_BYTES_MAX = 2 << 20;

    /** Rows in a batch: the most that a connector may be set to read. */
    static final int BATCH_ROWS_MAX = 65_536;

    private static final int ROWS_AT_FIRST = 256;

    private final Schema schema;
    private final GrowingBytes[] bytes;
    private final int[][] ends;
    private final byte[][] validity;
    private final boolean[] present;
    private long[] lines = new long[ROWS_AT_FIRST];
    private int[] sources = new int[ROWS_AT_FIRST];
    private int rows;
    private long total;

    TextRows(Schema schema) {
        this.schema = schema;
        int columns = schema.getFields().size() - 2;
        bytes = new GrowingBytes[columns];
        ends = new int[columns][];
        validity = new byte[columns][];
        present = new boolean[columns];
        for (int i = 0; i < columns; i++) {
            bytes[i] = new GrowingBytes(4096);
            ends[i] = new int[ROWS_AT_FIRST + 1];
            validity[i] = new byte[ROWS_AT_FIRST / 8];
        }
    }

    /** How many rows were ended. */
    int rows() {
        return rows;
    }

    /** Whether a batch should be made of them. */
    boolean full() {
        return rows >= BATCH_ROWS_MAX || total >= BATCH_BYTES_MAX;
    }

    /** Begins a row; every column is absent. */
    void begin(long line, int source) {
        if (rows == lines.length) {
            grow();
        }
        lines[rows] = line;
        sources[rows] = source;
        Arrays.fill(present, false);
    }

    /** Where to append the value of a column; what was there of this row is gone. */
    GrowingBytes value(int column) {
        present[column] = true;
        GrowingBytes into = bytes[column];
        into.truncate(ends[column][rows]);
        return into;
    }

    /** Makes a column absent again. */
    void absent(int column) {
        present[column] = false;
    }

    /** Ends the row. */
    void end() {
        for (int i = 0; i < bytes.length; i++) {
            int start = ends[i][rows];
            if (present[i]) {
                validity[i][rows >>> 3] |= (byte) (1 << (rows & 7));
                total += bytes[i].length() - start;
            } else {
                bytes[i].truncate(start);
            }
            ends[i][rows + 1] = bytes[i].length();
        }
        rows++;
    }

    private void grow() {
        int capacity = 2 * rows;
        lines = Arrays.copyOf(lines, capacity);
        sources = Arrays.copyOf(sources, capacity);
        for (int i = 0; i < bytes.length; i++) {
            ends[i] = Arrays.copyOf(ends[i], capacity + 1);
            validity[i] = Arrays.copyOf(validity[i], capacity / 8);
        }
    }

    /** A batch of the rows, which are let go. */
    VectorSchemaRoot take(BufferAllocator allocator) {
        List<FieldVector> vectors = new ArrayList<>();
        boolean done = false;
        try {
            for (int i = 0; i < bytes.length; i++) {
                VarCharVector text =
                        (VarCharVector) schema.getFields().get(i).createVector(allocator);
                vectors.add(text);
                fill(text, i);
            }
            BigIntVector line =
                    (BigIntVector) schema.getFields().get(bytes.length).createVector(allocator);
            vectors.add(line);
            IntVector source =
                    (IntVector) schema.getFields().get(bytes.length + 1).createVector(allocator);
            vectors.add(source);
            fill(line, source);
            done = true;
        } finally {
            if (!done) {
                vectors.forEach(FieldVector::close);
            }
        }
        VectorSchemaRoot root = new VectorSchemaRoot(schema, vectors, rows);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i].reset();
            Arrays.fill(validity[i], 0, (rows + 7) >>> 3, (byte) 0);
        }
        rows = 0;
        total = 0;
        return root;
    }

    private void fill(VarCharVector text, int column) {
        int length = ends[column][rows];
        text.allocateNew(length, rows);
        if (rows > 0) {
            text.getDataBuffer().setBytes(0, bytes[column].bytes(), 0, length);
            text.getOffsetBuffer()
                    .nioBuffer(0, (rows + 1) * 4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asIntBuffer()
                    .put(ends[column], 0, rows + 1);
            text.getValidityBuffer().setBytes(0, validity[column], 0, (rows + 7) >>> 3);
        }
        text.setLastSet(rows - 1);
        text.setValueCount(rows);
    }

    private void fill(BigIntVector line, IntVector source) {
        line.allocateNew(rows);
        source.allocateNew(rows);
        if (rows > 0) {
            line.getDataBuffer()
                    .nioBuffer(0, rows * 8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asLongBuffer()
                    .put(lines, 0, rows);
            source.getDataBuffer()
                    .nioBuffer(0, rows * 4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asIntBuffer()
                    .put(sources, 0, rows);
            for (int row = 0; row < rows; row++) {
                BitVectorHelper.setBit(line.getValidityBuffer(), row);
                BitVectorHelper.setBit(source.getValidityBuffer(), row);
            }
        }
        line.setValueCount(rows);
        source.setValueCount(rows);
    }
}
