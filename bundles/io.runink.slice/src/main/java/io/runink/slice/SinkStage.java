package io.runink.slice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Writes rows to an output, without the columns that say where they came from. */
final class SinkStage implements Stage {

    private final Sink sink;
    private final Counters counters;
    private final SelfTime time;

    SinkStage(Sink sink, Counters counters, SelfTime time) {
        this.sink = sink;
        this.counters = counters;
        this.time = time;
    }

    @Override
    public void accept(VectorSchemaRoot batch) throws IOException {
        int rows = batch.getRowCount();
        counters.came(rows);
        time.enter(counters);
        try {
            RowSchema.lines(batch).close();
            RowSchema.sources(batch).close();
            List<FieldVector> columns =
                    new ArrayList<>(batch.getFieldVectors().subList(0, RowSchema.columns(batch)));
            sink.write(columns, rows);
        } finally {
            time.leave();
        }
        counters.went(rows);
    }

    @Override
    public void end() {
        // The end of an output is its prepare, once every row of the slice went through.
    }
}
