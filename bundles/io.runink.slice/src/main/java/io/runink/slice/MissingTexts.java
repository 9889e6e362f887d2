package io.runink.slice;

import io.runink.api.contract.Field;
import io.runink.spi.contract.TextColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;

/** Makes the texts absent that stand for no value, as their columns say. */
final class MissingTexts {

    private final Map<Integer, List<byte[]>> byColumn = new TreeMap<>();
    private final BufferAllocator allocator;
    private final TextColumn text = new TextColumn();

    MissingTexts(List<Field> fields, BufferAllocator allocator) {
        this.allocator = allocator;
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).missing().isEmpty()) {
                byColumn.put(i, bytes(fields.get(i)));
            }
        }
    }

    /** The texts of a field that stand for no value. */
    static List<byte[]> bytes(Field field) {
        return field.missing().stream().map(it -> it.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** Whether a text is one of some. */
    static boolean among(List<byte[]> missing, byte[] text, int from, int length) {
        for (byte[] one : missing) {
            if (Arrays.equals(one, 0, one.length, text, from, from + length)) {
                return true;
            }
        }
        return false;
    }

    /** Takes a batch of text and returns it without such texts. */
    VectorSchemaRoot remove(VectorSchemaRoot batch) {
        if (byColumn.isEmpty()) {
            return batch;
        }
        List<FieldVector> columns = new ArrayList<>(batch.getFieldVectors());
        for (Map.Entry<Integer, List<byte[]>> one : byColumn.entrySet()) {
            VarCharVector column = (VarCharVector) columns.get(one.getKey());
            columns.set(one.getKey(), remove(column, batch.getRowCount(), one.getValue()));
        }
        return new VectorSchemaRoot(batch.getSchema(), columns, batch.getRowCount());
    }

    private VarCharVector remove(VarCharVector column, int rows, List<byte[]> missing) {
        text.load(column, rows);
        ArrowBuf validity = null;
        for (int row = 0; row < rows; row++) {
            if (!text.absent(row)
                    && among(missing, text.bytes(), text.start(row), text.length(row))) {
                if (validity == null) {
                    validity = copy(column.getValidityBuffer());
                }
                BitVectorHelper.unsetBit(validity, row);
            }
        }
        text.release();
        return validity == null ? column : with(validity, column, rows);
    }

    /** A copy, since others may hold the same buffer. */
    private ArrowBuf copy(ArrowBuf from) {
        ArrowBuf to = allocator.buffer(from.capacity());
        to.setBytes(0, from, 0, from.capacity());
        to.writerIndex(from.capacity());
        return to;
    }

    private VarCharVector with(ArrowBuf validity, VarCharVector column, int rows) {
        VarCharVector changed = (VarCharVector) column.getField().createVector(allocator);
        try (column;
                validity) {
            List<ArrowBuf> buffers =
                    List.of(validity, column.getOffsetBuffer(), column.getDataBuffer());
            changed.loadFieldBuffers(new ArrowFieldNode(rows, -1), buffers);
            return changed;
        }
    }
}
