package io.runink.step.gather;

import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepOutput;
import io.runink.spi.step.StepRows;
import io.runink.spill.BatchBuilder;
import io.runink.spill.RowCodec;
import java.io.IOException;
import org.apache.arrow.vector.FieldVector;

/** Yields rows one at a time, in batches of the output's columns. */
final class Yield implements AutoCloseable {

    private final BatchBuilder batches;

    Yield(StepContext context) {
        batches = new BatchBuilder(StepRows.schema(context.output()), context.allocator());
    }

    /** Sets columns of the row; returns where its bytes end. */
    int set(RowCodec codec, byte[] bytes, int offset, int[] places) {
        return batches.set(codec, bytes, offset, places);
    }

    /** The vectors of the batch, to set columns of {@link #row} in. */
    FieldVector[] columns() {
        return batches.columns();
    }

    int row() {
        return batches.row();
    }

    /** Ends the row. */
    void end(StepOutput output) throws IOException {
        if (batches.endRow()) {
            output.emit(batches.take());
        }
    }

    /** Yields what is left. */
    void flush(StepOutput output) throws IOException {
        if (!batches.isEmpty()) {
            output.emit(batches.take());
        }
    }

    @Override
    public void close() {
        batches.close();
    }
}
