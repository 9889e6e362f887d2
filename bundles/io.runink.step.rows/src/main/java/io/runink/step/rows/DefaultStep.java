package io.runink.step.rows;

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
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Fills in what is absent. Columns that lack nothing are passed on without a copy. */
final class DefaultStep implements Batchwise {

    private final String rule;
    private final List<Column> columns;
    private final Batches batches;
    private final BufferAllocator allocator;

    /**
     * A column to fill in.
     *
     * @param field of the input
     * @param literal its value where it is absent, or null
     * @param expression what gives that value, where {@code literal} is null
     */
    record Column(Field field, @Nullable Object literal, @Nullable CelExpression expression) {

        Evaluation over(VectorSchemaRoot rows) {
            return literal != null
                    ? row -> literal
                    : Objects.requireNonNull(expression).over(rows::getVector);
        }
    }

    DefaultStep(StepContext context, List<Column> columns) {
        this.rule = context.node() + ".expression";
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
            FieldVector absent = rows.getVector(column.field().name());
            FieldVector filled =
                    TypedColumns.field(column.field().name(), column.field().type())
                            .createVector(allocator);
            made.put(column.field().name(), filled);
            if (absent.getNullCount() > 0) {
                fill(column, rows, filled, refused);
            }
        }
        boolean[] marked = refused.tell(from, rows, rule, output);
        for (Column column : columns) {
            // Moved only now: expressions of other columns read what came.
            FieldVector came = rows.getVector(column.field().name());
            if (came.getNullCount() == 0) {
                came.makeTransferPair(made.get(column.field().name())).transfer();
            }
        }
        batches.emit(rows, made, marked, output);
    }

    private static void fill(
            Column column, VectorSchemaRoot rows, FieldVector to, Refusals refused) {
        String name = column.field().name();
        FieldVector came = rows.getVector(name);
        ValueWriter writer = new ValueWriter(to, column.field().type());
        Evaluation value = column.over(rows);
        writer.allocate(refused.rows());
        for (int row = 0; row < refused.rows(); row++) {
            if (!came.isNull(row)) {
                to.copyFromSafe(row, row, came);
            } else if (!refused.has(row)) {
                String expected = write(column, value, writer, row);
                if (!expected.isEmpty()) {
                    refused.add(row, name, expected);
                }
            }
        }
        to.setValueCount(refused.rows());
    }

    private static String write(Column column, Evaluation evaluation, ValueWriter writer, int row) {
        try {
            Object value = evaluation.value(row);
            return value == null || writer.set(row, value)
                    ? ""
                    : "a value within " + column.field().type();
        } catch (CelEvaluationException e) {
            return "a value: " + e.getMessage();
        }
    }
}
