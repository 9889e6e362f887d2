package io.runink.step.rows;

import io.runink.api.contract.DataType;
import io.runink.spi.contract.TypedColumns;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Gives columns other types. A row with a value that has no place in its new type is rejected. */
final class CastStep implements Batchwise {

    private final String rule;
    private final List<Column> columns;
    private final List<Conversion> conversions;
    private final Batches batches;
    private final BufferAllocator allocator;

    /**
     * A column with its old and its new type.
     *
     * @param name of it
     */
    record Column(String name, DataType from, DataType to) {}

    CastStep(StepContext context, List<Column> columns) {
        this.rule = context.node() + ".cast";
        this.columns = List.copyOf(columns);
        this.conversions = columns.stream().map(it -> Conversion.of(it.from(), it.to())).toList();
        this.allocator = context.allocator();
        this.batches =
                new Batches(
                        context,
                        0,
                        Map.of(),
                        columns.stream().map(Column::name).collect(Collectors.toSet()));
    }

    @Override
    public void accept(int input, VectorSchemaRoot rows, StepOutput output) throws IOException {
        Map<String, FieldVector> made = new LinkedHashMap<>();
        Refusals refused = new Refusals(rows.getRowCount());
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            FieldVector from = rows.getVector(column.name());
            FieldVector to = TypedColumns.field(column.name(), column.to()).createVector(allocator);
            made.put(column.name(), to);
            conversions.get(i).convert(from, to, refused.rows());
            if (to.getNullCount() == from.getNullCount()) {
                continue;
            }
            for (int row = 0; row < refused.rows(); row++) {
                if (to.isNull(row) && !from.isNull(row)) {
                    refused.add(row, column.name(), "a value of type " + column.to());
                }
            }
        }
        batches.emit(rows, made, refused.tell(input, rows, rule, output), output);
    }
}
