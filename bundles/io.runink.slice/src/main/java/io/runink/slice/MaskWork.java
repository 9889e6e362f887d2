package io.runink.slice;

import io.runink.api.Masking;
import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.spi.contract.MaskedColumns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Masks columns; the others go on untouched. */
final class MaskWork implements Work {

    private final Form form;
    private final Map<Integer, Field> columns = new TreeMap<>();
    private final MaskedColumns masked;

    MaskWork(Contract contract, List<String> names, Form form, BufferAllocator allocator) {
        this.form = form;
        this.masked = new MaskedColumns(allocator);
        for (int i = 0; i < contract.fields().size(); i++) {
            Field field = contract.fields().get(i);
            if (names.contains(field.name())) {
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
            Field field = column.getValue();
            Masking masking = field.masking() == null ? Masking.REDACT : field.masking();
            FieldVector from = vectors.get(column.getKey());
            vectors.set(column.getKey(), masked.mask(from, field.type(), masking, rows));
        }
        tail.emit(new VectorSchemaRoot(batch.getSchema(), vectors, rows));
    }
}
