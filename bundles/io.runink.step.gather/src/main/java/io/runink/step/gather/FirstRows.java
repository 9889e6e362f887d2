package io.runink.step.gather;

import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepOutput;
import io.runink.spill.KeyEncoder;
import io.runink.spill.KeyPart;
import io.runink.spill.RowBytes;
import io.runink.spill.SpilledKeySet;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Keeps the first row of each key; a row goes on as soon as it comes. */
final class FirstRows implements RowStep {

    private final KeyEncoder encoder;
    private final PassedRows passed;
    private final SpilledKeySet keys;
    private final RowBytes key = new RowBytes();

    FirstRows(StepContext context, List<KeyPart> parts) {
        encoder = new KeyEncoder(parts);
        passed = new PassedRows(context);
        keys = new SpilledKeySet(context.memoryBytes(), context.spill());
    }

    @Override
    public void accept(int input, VectorSchemaRoot rows, StepOutput output) throws IOException {
        boolean[] marked = new boolean[rows.getRowCount()];
        int marks = 0;
        encoder.bind(rows.getFieldVectors());
        for (int row = 0; row < marked.length; row++) {
            key.clear();
            encoder.write(row, key);
            if (!keys.add(key)) {
                marked[row] = true;
                marks++;
            }
        }
        output.filtered(marks);
        passed.emit(rows, marked, marks, output);
    }

    @Override
    public void end(int input, StepOutput output) {
        // Every row was answered as it came.
    }

    @Override
    public void close() {
        keys.close();
    }
}
