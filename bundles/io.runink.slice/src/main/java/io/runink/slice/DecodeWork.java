package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.spi.contract.TextColumn;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Reads the JSON object in a column as a row of text. */
final class DecodeWork implements Work {

    private final int column;
    private final List<Hit> broken;
    private final JsonRow row;
    private final TextRows rows;
    private final Rejector rejector;
    private final BufferAllocator allocator;
    private final TextColumn text = new TextColumn();

    DecodeWork(
            Contract input,
            String column,
            Contract output,
            Rejector rejector,
            BufferAllocator allocator) {
        this.column = input.fields().stream().map(f -> f.name()).toList().indexOf(column);
        this.broken = List.of(Hit.of(Broken.of(column + ".json-of", column, "a JSON object")));
        this.rows = new TextRows(RowSchema.text(output));
        this.rejector = rejector;
        this.allocator = allocator;
        this.row = new JsonRow(output.fields().stream().map(Field::name).toList());
    }

    @Override
    public Form form() {
        return Form.TEXT;
    }

    @Override
    public void apply(VectorSchemaRoot batch, Tail tail) throws IOException {
        try (batch) {
            int count = batch.getRowCount();
            text.load((VarCharVector) batch.getVector(column), count);
            BigIntVector lines = RowSchema.lines(batch);
            IntVector sources = RowSchema.sources(batch);
            for (int at = 0; at < count; at++) {
                rows.begin(lines.get(at), sources.get(at));
                if (!text.absent(at)
                        && row.read(text.bytes(), text.start(at), text.length(at), rows)) {
                    rows.end();
                } else {
                    rejector.reject(batch, at, broken);
                    if (rejector.full()) {
                        rejector.flush();
                    }
                }
            }
        }
        text.release();
        // The input is let go before its copy is enforced: one huge row must fit twice, not thrice.
        tail.emit(rows.take(allocator));
    }
}
