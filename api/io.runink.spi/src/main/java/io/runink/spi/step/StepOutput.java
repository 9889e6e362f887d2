package io.runink.spi.step;

import java.io.IOException;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Where a step's rows go. */
public interface StepOutput {

    /**
     * Yields rows, which are the platform's from now on: the output contract's columns in their
     * types, then {@link StepRows#LINE} and {@link StepRows#SOURCE}.
     */
    void emit(VectorSchemaRoot rows) throws IOException;

    /** Counts rows that the scenario says to leave out. */
    void filtered(long rows);

    /**
     * Sends a row to the dead-letter queue.
     *
     * @param input the input it came by, from 0
     * @param batch a batch of that input
     * @param row of the batch
     * @param rule what it broke, for example {@code enrich.references}
     * @param column of the input that broke it; empty if it is no single one
     * @param expected what was expected, in a few words, no data in it
     */
    void reject(
            int input, VectorSchemaRoot batch, int row, String rule, String column, String expected)
            throws IOException;
}
