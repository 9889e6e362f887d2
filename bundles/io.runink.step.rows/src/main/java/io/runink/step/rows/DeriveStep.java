package io.runink.step.rows;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.cel.CelEvaluationException;
import io.runink.cel.CelExpression;
import io.runink.cel.Evaluation;
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

/** Computes columns. A row of which one has no value, or one that does not fit, is rejected. */
final class DeriveStep implements Batchwise {

    private final String rule;
    private final Contract input;
    private final List<Column> columns;
    private final Batches batches;
    private final BufferAllocator allocator;

    /**
     * A column that is computed.
     *
     * @param field of the output
     * @param value what is computed
     */
    record Column(Field field, CelExpression value) {}

    DeriveStep(StepContext context, List<Column> columns) {
        this.rule = context.node() + ".expression";
        this.input = context.inputs().getFirst();
        this.columns = List.copyOf(columns);
        this.allocator = context.allocator();
        this.batches =
                new Batches(
                        context,
                        0,
                        Map.of(),
                        columns.stream().map(it -> it.field().name()).collect(Collectors.toSet()));
    }

    @Override
    public void accept(int from, VectorSchemaRoot rows, StepOutput output) throws IOException {
        Map<String, FieldVector> made = new LinkedHashMap<>();
        Refusals refused = new Refusals(rows.getRowCount());
        for (Column column : columns) {
            FieldVector values =
                    TypedColumns.field(column.field().name(), column.field().type())
                            .createVector(allocator);
            made.put(column.field().name(), values);
            ValueWriter writer = new ValueWriter(values, column.field().type());
            writer.allocate(refused.rows());
            Evaluation evaluation = column.value().over(rows::getVector);
            for (int row = 0; row < refused.rows(); row++) {
                String expected = refused.has(row) ? "" : write(column, evaluation, writer, row);
                if (!expected.isEmpty()) {
                    refused.add(row, shown(column), expected);
                }
            }
            values.setValueCount(refused.rows());
        }
        batches.emit(rows, made, refused.tell(from, rows, rule, output), output);
    }

    /** Writes a value; if there is none or it does not fit, says what was expected. */
    private static String write(Column column, Evaluation evaluation, ValueWriter writer, int row) {
        String name = column.field().name();
        try {
            Object value = evaluation.value(row);
            return value == null || writer.set(row, value)
                    ? ""
                    : name + " within " + column.field().type();
        } catch (CelEvaluationException e) {
            return name + " with a value: " + e.getMessage();
        }
    }

    /** The column of the input that a rejection shows: the only one that the value is made of. */
    private String shown(Column column) {
        List<String> read = column.value().columns();
        return read.size() == 1 && input.field(read.getFirst()).isPresent() ? read.getFirst() : "";
    }
}
