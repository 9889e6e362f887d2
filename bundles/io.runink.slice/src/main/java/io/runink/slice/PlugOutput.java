package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.error.RuninkException;
import io.runink.spi.step.StepOutput;
import io.runink.spi.step.StepRows;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Takes what a plug-in's step yields, and holds it to what the step promised. */
final class PlugOutput implements StepOutput {

    private final String node;
    private final Schema schema;
    private final List<Schema> inputs;
    private final List<Rejector> rejectors;
    private final int sources;
    private final Tail tail;

    /** What went wrong behind the step, which the step may have caught or wrapped. */
    private @Nullable Exception failure;

    /**
     * An output.
     *
     * @param rejectors of the inputs, in order
     * @param sources how many nodes the DAG has: a row's source is one of them
     */
    PlugOutput(
            String node,
            Contract contract,
            List<Contract> inputs,
            List<Rejector> rejectors,
            int sources,
            Tail tail) {
        this.node = node;
        this.schema = StepRows.schema(contract);
        this.inputs = inputs.stream().map(StepRows::schema).toList();
        this.rejectors = List.copyOf(rejectors);
        this.sources = sources;
        this.tail = tail;
    }

    @Override
    public void emit(VectorSchemaRoot rows) throws IOException {
        try {
            verify(rows);
            int count = rows.getRowCount();
            if (count <= TextRows.BATCH_ROWS_MAX) {
                pass(rows);
                return;
            }
            try (rows) {
                for (int from = 0; from < count; from += TextRows.BATCH_ROWS_MAX) {
                    pass(rows.slice(from, Math.min(TextRows.BATCH_ROWS_MAX, count - from)));
                }
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    private void pass(VectorSchemaRoot rows) throws IOException {
        if (rows.getRowCount() == 0) {
            rows.close();
        } else {
            tail.emit(rows);
        }
    }

    private void verify(VectorSchemaRoot rows) {
        if (!rows.getSchema().equals(schema)) {
            throw unfit("yielded other columns", "those of its contract");
        }
        int count = rows.getRowCount();
        if (rows.getFieldVectors().stream().anyMatch(it -> it.getValueCount() != count)) {
            throw unfit("yielded a column of another length", count + " values");
        }
        BigIntVector lines = StepRows.lines(rows);
        IntVector origins = StepRows.sources(rows);
        boolean known = lines.getNullCount() == 0 && origins.getNullCount() == 0;
        for (int row = 0; known && row < count; row++) {
            int source = origins.get(row);
            known = source >= 0 && source < sources;
        }
        if (!known) {
            throw unfit("yielded a row without an origin", "a line and a source of each row");
        }
    }

    private RuninkException unfit(String found, String expected) {
        return SliceError.STEP_UNFIT.exception(
                "step '" + node + "' " + found + ", expected " + expected,
                "update the plug-in, or tell its author");
    }

    @Override
    public void filtered(long rows) {
        if (rows < 0) {
            throw new IllegalArgumentException(rows + " rows left out");
        }
        tail.counters().filtered(rows);
    }

    @Override
    public void reject(
            int input, VectorSchemaRoot batch, int row, String rule, String column, String expected)
            throws IOException {
        try {
            Schema of = inputs.get(input);
            if (!batch.getSchema().equals(of)) {
                throw unfit("rejected a row of other columns", "those of the input it came by");
            }
            Rejector rejector = rejectors.get(input);
            rejector.reject(batch, row, List.of(Hit.of(Broken.of(rule, column, expected))));
            if (rejector.full()) {
                rejector.flush();
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    /** Throws what went wrong behind the step. */
    void rethrow() throws IOException {
        switch (failure) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case null, default -> {}
        }
    }
}
