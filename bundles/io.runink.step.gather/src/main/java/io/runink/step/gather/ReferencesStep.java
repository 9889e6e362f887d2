package io.runink.step.gather;

import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepOutput;
import io.runink.spi.step.StepRows;
import io.runink.spill.KeyEncoder;
import io.runink.spill.RowBytes;
import io.runink.spill.RowQueue;
import io.runink.spill.SpilledKeySet;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Collects the second input's keys; rows of the first wait until they are complete. */
final class ReferencesStep implements RowStep {

    private final String rule;
    private final String column;
    private final String expected;
    private final KeyEncoder rowEncoder;
    private final KeyEncoder keyEncoder;
    private final PassedRows passed;
    private final RowQueue waiting;
    private final SpilledKeySet keys;
    private final RowBytes key = new RowBytes();
    private boolean complete;

    ReferencesStep(
            StepContext context, String rule, String expected, List<String> columns, KeyPair pair) {
        this.rule = rule;
        this.column = columns.size() == 1 ? columns.getFirst() : "";
        this.expected = expected;
        this.rowEncoder = new KeyEncoder(pair.first());
        this.keyEncoder = new KeyEncoder(pair.second());
        this.passed = new PassedRows(context);
        this.waiting =
                new RowQueue(
                        StepRows.schema(context.inputs().getFirst()),
                        context.spill(),
                        context.allocator());
        this.keys = new SpilledKeySet(context.memoryBytes(), context.spill());
    }

    @Override
    public void accept(int input, VectorSchemaRoot rows, StepOutput output) throws IOException {
        if (input == 0 && complete) {
            judge(rows, output);
            return;
        }
        try (rows) {
            if (input == 0) {
                waiting.add(rows);
                return;
            }
            keyEncoder.bind(rows.getFieldVectors());
            for (int row = 0; row < rows.getRowCount(); row++) {
                key.clear();
                if (keyEncoder.write(row, key)) {
                    keys.add(key);
                }
            }
        }
    }

    private void judge(VectorSchemaRoot rows, StepOutput output) throws IOException {
        boolean[] marked = new boolean[rows.getRowCount()];
        int marks = 0;
        rowEncoder.bind(rows.getFieldVectors());
        for (int row = 0; row < marked.length; row++) {
            key.clear();
            if (rowEncoder.write(row, key) && !keys.contains(key)) {
                marked[row] = true;
                marks++;
                output.reject(0, rows, row, rule, column, expected);
            }
        }
        passed.emit(rows, marked, marks, output);
    }

    @Override
    public void end(int input, StepOutput output) throws IOException {
        if (input == 0) {
            return;
        }
        complete = true;
        for (VectorSchemaRoot next = waiting.next(); next != null; next = waiting.next()) {
            judge(next, output);
        }
        waiting.close();
    }

    @Override
    public void close() {
        waiting.close();
        keys.close();
    }
}
