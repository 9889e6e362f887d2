package io.runink.slice;

import io.runink.spi.contract.ValueText;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Writes typed columns as text, where a step yields types and the next enforcement wants text. */
final class ToText {

    private final Schema schema;
    private final BufferAllocator allocator;
    private final ValueText value = new ValueText();

    ToText(Schema schema, BufferAllocator allocator) {
        this.schema = schema;
        this.allocator = allocator;
    }

    /** Takes a batch and returns it as text. */
    VectorSchemaRoot convert(VectorSchemaRoot typed) {
        int columns = RowSchema.columns(typed);
        int rows = typed.getRowCount();
        List<FieldVector> vectors = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            FieldVector from = typed.getVector(i);
            if (from instanceof VarCharVector) {
                vectors.add(from);
                continue;
            }
            VarCharVector to = (VarCharVector) schema.getFields().get(i).createVector(allocator);
            to.allocateNew(rows);
            for (int row = 0; row < rows; row++) {
                if (!from.isNull(row)) {
                    value.load(from, row);
                    to.setSafe(row, value.bytes(), 0, value.length());
                }
            }
            to.setValueCount(rows);
            from.close();
            vectors.add(to);
        }
        vectors.add(RowSchema.lines(typed));
        vectors.add(RowSchema.sources(typed));
        return new VectorSchemaRoot(schema, vectors, rows);
    }
}
