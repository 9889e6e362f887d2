package io.runink.step.rows;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.spi.step.KeptRows;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepOutput;
import io.runink.spi.step.StepRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Makes the batches of a step's output: columns that are moved over from the input without a copy,
 * columns that the step made, and rows left out.
 */
final class Batches {

    /** Stands for a column that the step makes. */
    private static final int MADE = -1;

    private final Schema schema;
    private final int[] origins;
    private final int width;
    private final BufferAllocator allocator;
    private final KeptRows kept;

    /**
     * A maker of batches.
     *
     * @param input which of the step's inputs they are made of
     * @param renamed columns of the output that have another name in the input: that name
     * @param made columns of the output that the step makes
     * @throws IllegalArgumentException if a column of the output comes from nowhere
     */
    Batches(StepContext context, int input, Map<String, String> renamed, Set<String> made) {
        Contract from = context.inputs().get(input);
        Contract to = context.output();
        Map<String, Integer> places = new HashMap<>();
        from.fields().forEach(field -> places.put(field.name(), places.size()));
        this.width = places.size();
        this.schema = StepRows.schema(to);
        this.origins = new int[to.fields().size()];
        this.allocator = context.allocator();
        this.kept = new KeptRows(allocator);
        for (int i = 0; i < origins.length; i++) {
            Field field = to.fields().get(i);
            String name = renamed.getOrDefault(field.name(), field.name());
            Integer place = places.get(name);
            if (made.contains(field.name())) {
                origins[i] = MADE;
            } else if (place == null) {
                throw new IllegalArgumentException(
                        "column '" + name + "' is not in the input, expected it there");
            } else if (!from.fields().get(place).type().equals(field.type())) {
                throw new IllegalArgumentException(
                        "column '"
                                + field.name()
                                + "' is "
                                + from.fields().get(place).type()
                                + " in the input, expected "
                                + field.type());
            } else {
                origins[i] = place;
            }
        }
    }

    /** Columns that have the same name in both. */
    Batches(StepContext context, int input) {
        this(context, input, Map.of(), Set.of());
    }

    /** Yields a whole batch, which is closed as far as it is not passed on. */
    void emit(VectorSchemaRoot rows, StepOutput output) throws IOException {
        emit(rows, Map.of(), null, output);
    }

    /**
     * Yields a batch, without the rows that are marked; none if all are.
     *
     * @param rows of the input, closed as far as they are not passed on
     * @param made columns, closed likewise
     * @param marked the rows to leave out, or null
     */
    void emit(
            VectorSchemaRoot rows,
            Map<String, FieldVector> made,
            boolean @Nullable [] marked,
            StepOutput output)
            throws IOException {
        List<FieldVector> columns = new ArrayList<>();
        for (int i = 0; i < origins.length; i++) {
            String name = schema.getFields().get(i).getName();
            FieldVector column = origins[i] == MADE ? made.get(name) : rows.getVector(origins[i]);
            columns.add(Objects.requireNonNull(column, name));
        }
        columns.add(rows.getVector(width));
        columns.add(rows.getVector(width + 1));
        if (marked == null) {
            whole(rows, columns, output);
            return;
        }
        VectorSchemaRoot some;
        try (rows) {
            some = kept.keep(schema, columns, marked);
        } finally {
            made.values().forEach(FieldVector::close);
        }
        if (some.getRowCount() == 0) {
            some.close();
        } else {
            output.emit(some);
        }
    }

    private void whole(VectorSchemaRoot rows, List<FieldVector> columns, StepOutput output)
            throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            FieldVector from = columns.get(i);
            if (!from.getField().equals(schema.getFields().get(i))) {
                FieldVector to = schema.getFields().get(i).createVector(allocator);
                from.makeTransferPair(to).transfer();
                columns.set(i, to);
            }
        }
        Set<FieldVector> passed = Collections.newSetFromMap(new IdentityHashMap<>());
        passed.addAll(columns);
        for (FieldVector column : rows.getFieldVectors()) {
            if (!passed.contains(column)) {
                column.close();
            }
        }
        output.emit(new VectorSchemaRoot(schema, columns, rows.getRowCount()));
    }
}
