package io.runink.step.gather;

import io.runink.api.contract.Contract;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepOutput;
import io.runink.spi.step.StepRows;
import io.runink.spill.ExternalSort;
import io.runink.spill.KeyEncoder;
import io.runink.spill.KeyPart;
import io.runink.spill.RowBytes;
import io.runink.spill.RowCodec;
import io.runink.spill.RowCursor;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Holds all rows, then yields them in order. */
final class SortStep implements RowStep {

    private final RowCodec codec;
    private final KeyEncoder encoder;
    private final ExternalSort sort;
    private final int[] places;
    private final Yield yield;
    private final RowBytes key = new RowBytes();
    private final RowBytes row = new RowBytes();

    SortStep(StepContext context, List<KeyPart> parts) {
        Contract input = context.inputs().getFirst();
        codec = new RowCodec(StepRows.schema(input).getFields());
        encoder = new KeyEncoder(parts);
        places = Columns.passed(input, context.output());
        yield = new Yield(context);
        sort = new ExternalSort(context.memoryBytes(), context.spill());
    }

    @Override
    public void accept(int input, VectorSchemaRoot rows, StepOutput output) {
        try (rows) {
            codec.bind(rows.getFieldVectors());
            encoder.bind(rows.getFieldVectors());
            for (int i = 0; i < rows.getRowCount(); i++) {
                key.clear();
                encoder.write(i, key);
                row.clear();
                codec.write(i, row);
                sort.add(key, row);
            }
        }
    }

    @Override
    public void end(int input, StepOutput output) throws IOException {
        RowCursor sorted = sort.sorted();
        while (sorted.next()) {
            yield.set(codec, sorted.bytes(), sorted.row(), places);
            yield.end(output);
        }
        yield.flush(output);
    }

    @Override
    public void close() {
        yield.close();
        sort.close();
    }
}
