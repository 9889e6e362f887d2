package io.runink.tck;

import io.runink.api.contract.Field;
import io.runink.spi.contract.TypedColumns;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/** A typed column of values given as text, those included that no text of a row can give. */
final class SampleColumn {

    private SampleColumn() {}

    static FieldVector of(Field field, List<@Nullable String> texts, BufferAllocator allocator) {
        FieldVector column =
                switch (field.type().kind()) {
                    case FLOAT32, FLOAT64 -> reals(field, texts, allocator);
                    case STRUCT, LIST, MAP -> nested(field, texts, allocator);
                    default -> ConnectorSuite.column(field.name(), field.type(), texts, allocator);
                };
        for (int row = 0; row < texts.size(); row++) {
            if (column.isNull(row) != (texts.get(row) == null)) {
                throw new IllegalArgumentException(
                        "'" + texts.get(row) + "' is no " + field.type());
            }
        }
        return column;
    }

    private static FieldVector reals(
            Field field, List<@Nullable String> texts, BufferAllocator allocator) {
        FieldVector column = TypedColumns.field(field.name(), field.type()).createVector(allocator);
        for (int row = 0; row < texts.size(); row++) {
            String text = texts.get(row);
            if (text != null && column instanceof Float4Vector numbers) {
                numbers.setSafe(row, Float.parseFloat(text));
            } else if (text != null) {
                ((Float8Vector) column).setSafe(row, Double.parseDouble(text));
            }
        }
        column.setValueCount(texts.size());
        return column;
    }

    private static FieldVector nested(
            Field field, List<@Nullable String> texts, BufferAllocator allocator) {
        VarCharVector column =
                (VarCharVector)
                        TypedColumns.field(field.name(), field.type()).createVector(allocator);
        for (int row = 0; row < texts.size(); row++) {
            String text = texts.get(row);
            if (text != null) {
                column.setSafe(row, text.getBytes(StandardCharsets.UTF_8));
            }
        }
        column.setValueCount(texts.size());
        return column;
    }
}
