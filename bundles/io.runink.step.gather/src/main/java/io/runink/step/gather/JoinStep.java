package io.runink.step.gather;

import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepOutput;
import io.runink.spi.step.StepRows;
import io.runink.spill.ExternalSort;
import io.runink.spill.KeyEncoder;
import io.runink.spill.RowBuffer;
import io.runink.spill.RowBytes;
import io.runink.spill.RowQueue;
import io.runink.spill.RowTable;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * Collects the second input. If that fits in memory, rows of the first are answered from there as
 * they come; else both are sorted by key and merged. Rows of the first wait until the second has
 * ended.
 */
final class JoinStep implements RowStep {

    /** Rows of the second input are kept behind their number in it. */
    static final int NUMBER_BYTES = 8;

    private final StepContext context;
    private final JoinSteps.Kind kind;
    private final KeyEncoder firstEncoder;
    private final KeyEncoder secondEncoder;
    private final JoinedRows joined;
    private final RowQueue waiting;
    private final RowBytes key = new RowBytes();
    private final RowBytes row = new RowBytes();

    /** The second input, each row behind its number in it. */
    private @Nullable RowBuffer buffer;

    private @Nullable ExternalSort sort;

    /** What answers rows of the first, once the second has ended. */
    private @Nullable Matching matching;

    private boolean firstEnded;
    private long collected;

    /** How rows of the first input find those of the second. */
    interface Matching extends AutoCloseable {

        /**
         * Takes a row of the first input.
         *
         * @param whole whether its key has all its parts
         */
        void first(RowBytes key, boolean whole, RowBytes row, StepOutput output) throws IOException;

        /** The first input has ended. */
        void end(StepOutput output) throws IOException;

        @Override
        void close();
    }

    JoinStep(
            StepContext context,
            JoinSteps.Kind kind,
            List<String> firstKey,
            List<String> secondKey) {
        this.context = context;
        this.kind = kind;
        KeyPair pair =
                KeyPair.of(context.inputs().get(0), firstKey, context.inputs().get(1), secondKey);
        firstEncoder = new KeyEncoder(pair.first());
        secondEncoder = new KeyEncoder(pair.second());
        joined = new JoinedRows(context, firstKey, secondKey);
        waiting =
                new RowQueue(
                        StepRows.schema(context.inputs().get(0)),
                        context.spill(),
                        context.allocator());
        buffer = RowTable.buffer(context.memoryBytes());
    }

    @Override
    public void accept(int input, VectorSchemaRoot rows, StepOutput output) throws IOException {
        try (rows) {
            if (input == 1) {
                collect(rows, output);
            } else if (matching == null) {
                waiting.add(rows);
            } else {
                match(rows, matching, output);
            }
        }
    }

    private void collect(VectorSchemaRoot rows, StepOutput output) {
        joined.secondCodec().bind(rows.getFieldVectors());
        secondEncoder.bind(rows.getFieldVectors());
        long useless = 0;
        for (int i = 0; i < rows.getRowCount(); i++) {
            key.clear();
            if (!secondEncoder.write(i, key) && kind != JoinSteps.Kind.FULL) {
                useless++;
                continue;
            }
            row.clear();
            row.putBigEndian(collected++);
            joined.secondCodec().write(i, row);
            add();
        }
        output.filtered(useless);
    }

    private void add() {
        RowBuffer rows = buffer;
        if (rows != null) {
            if (rows.add(key, row)) {
                return;
            }
            sort = new ExternalSort(rows, context.memoryBytes() / 4, context.spill());
            buffer = null;
        }
        if (sort != null) {
            sort.add(key, row);
        }
    }

    private void match(VectorSchemaRoot rows, Matching with, StepOutput output) throws IOException {
        joined.firstCodec().bind(rows.getFieldVectors());
        firstEncoder.bind(rows.getFieldVectors());
        for (int i = 0; i < rows.getRowCount(); i++) {
            key.clear();
            boolean whole = firstEncoder.write(i, key);
            row.clear();
            joined.firstCodec().write(i, row);
            with.first(key, whole, row, output);
        }
    }

    @Override
    public void end(int input, StepOutput output) throws IOException {
        if (input == 0) {
            firstEnded = true;
        } else {
            Matching with = matching();
            matching = with;
            for (VectorSchemaRoot next = waiting.next(); next != null; next = waiting.next()) {
                try (VectorSchemaRoot batch = next) {
                    match(batch, with, output);
                }
            }
            waiting.close();
        }
        if (firstEnded && matching != null) {
            matching.end(output);
            joined.flush(output);
        }
    }

    private Matching matching() {
        if (sort != null) {
            return new MergeMatching(context, kind, joined, sort);
        }
        if (buffer == null) {
            throw new IllegalStateException("neither in memory nor on disk");
        }
        return new TableMatching(kind, joined, new RowTable(buffer));
    }

    @Override
    public void close() {
        waiting.close();
        joined.close();
        if (matching != null) {
            matching.close();
        }
        if (buffer != null) {
            buffer.close();
        }
        if (sort != null) {
            sort.close();
        }
    }
}
