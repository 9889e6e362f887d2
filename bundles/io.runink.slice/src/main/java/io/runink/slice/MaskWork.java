package io.runink.slice;

import io.runink.api.Masking;
import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.spi.contract.TextColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Masks columns; the others go on untouched. */
final class MaskWork implements Work {

    private final Form form;
    private final Map<Integer, Field> columns = new TreeMap<>();
    private final BufferAllocator allocator;
    private final TextColumn text = new TextColumn();
    private final GrowingBytes masked = new GrowingBytes(4096);

    MaskWork(Contract contract, List<String> masked, Form form, BufferAllocator allocator) {
        this.form = form;
        this.allocator = allocator;
        for (int i = 0; i < contract.fields().size(); i++) {
            Field field = contract.fields().get(i);
            if (masked.contains(field.name())) {
                columns.put(i, field);
            }
        }
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public void apply(VectorSchemaRoot batch, Tail tail) throws IOException {
        int rows = batch.getRowCount();
        List<FieldVector> vectors = new ArrayList<>(batch.getFieldVectors());
        for (Map.Entry<Integer, Field> column : columns.entrySet()) {
            FieldVector from = vectors.get(column.getKey());
            FieldVector to = from.getField().createVector(allocator);
            if (column.getValue().type().kind() == DataType.Kind.STRING) {
                mask(column.getValue(), (VarCharVector) from, (VarCharVector) to, rows);
            } else {
                empty(to, rows);
            }
            from.close();
            vectors.set(column.getKey(), to);
        }
        tail.emit(new VectorSchemaRoot(batch.getSchema(), vectors, rows));
    }

    private void mask(Field field, VarCharVector from, VarCharVector to, int rows) {
        Masking masking = field.masking() == null ? Masking.REDACT : field.masking();
        text.load(from, rows);
        // A mask writes at most a byte a character, or the three of a redaction.
        to.allocateNew(Math.max(text.start(rows), 3L * rows), rows);
        for (int row = 0; row < rows; row++) {
            if (!text.absent(row)) {
                masked.truncate(0);
                Masks.put(masking, text.bytes(), text.start(row), text.length(row), masked);
                to.setSafe(row, masked.bytes(), 0, masked.length());
            }
        }
        to.setValueCount(rows);
        text.release();
        masked.reset();
    }

    /** What is no text has no masked form: it becomes absent. */
    private static void empty(FieldVector to, int rows) {
        switch (to) {
            case BaseFixedWidthVector fixed -> fixed.allocateNew(rows);
            case BaseVariableWidthVector variable -> variable.allocateNew(0, rows);
            default -> throw new IllegalArgumentException("no column type: " + to.getField());
        }
        to.setValueCount(rows);
    }
}
