package io.runink.step.gather;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.spi.step.KeptRows;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepOutput;
import io.runink.spi.step.StepRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Yields the rows of the first input, without those that are marked. */
final class PassedRows {

    private final Contract input;
    private final Contract output;
    private final Schema schema;
    private final boolean same;
    private final KeptRows kept;

    PassedRows(StepContext context) {
        input = context.inputs().getFirst();
        output = context.output();
        schema = StepRows.schema(output);
        // Only for its checks.
        Columns.passed(input, output);
        same = schema.equals(StepRows.schema(input));
        kept = new KeptRows(context.allocator());
    }

    /**
     * Yields rows, none if all are marked.
     *
     * @param rows closed, or passed on
     * @param marks how many are marked
     */
    void emit(VectorSchemaRoot rows, boolean[] marked, int marks, StepOutput to)
            throws IOException {
        if (marks == 0 && same) {
            to.emit(rows);
            return;
        }
        VectorSchemaRoot some;
        try (rows) {
            if (marks == rows.getRowCount()) {
                return;
            }
            List<FieldVector> columns = new ArrayList<>();
            for (Field field : output.fields()) {
                columns.add(rows.getVector(Columns.place(input, field.name())));
            }
            columns.add(StepRows.lines(rows));
            columns.add(StepRows.sources(rows));
            some = kept.keep(schema, columns, marked);
        }
        to.emit(some);
    }
}
