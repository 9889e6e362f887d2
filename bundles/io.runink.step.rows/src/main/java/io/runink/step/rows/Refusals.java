package io.runink.step.rows;

import io.runink.spi.step.StepOutput;
import java.io.IOException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one batch that a step rejects, found column by column and told row by row, so that
 * the size of batches does not show in the order. Of a row, what is found first is told.
 */
final class Refusals {

    private final boolean[] marked;
    private final @Nullable String[] columns;
    private final @Nullable String[] expected;
    private boolean any;

    Refusals(int rows) {
        marked = new boolean[rows];
        columns = new @Nullable String[rows];
        expected = new @Nullable String[rows];
    }

    /** How many rows the batch has. */
    int rows() {
        return marked.length;
    }

    /** Whether a row is refused already. */
    boolean has(int row) {
        return marked[row];
    }

    /**
     * Refuses a row, unless it is refused already.
     *
     * @param column of the input that it broke by; empty if it is no single one
     * @param what was expected, in a few words
     */
    void add(int row, String column, String what) {
        if (!marked[row]) {
            marked[row] = true;
            columns[row] = column;
            expected[row] = what;
            any = true;
        }
    }

    /** Rejects them by a rule; returns the marks, or null if no row has one. */
    boolean @Nullable [] tell(int input, VectorSchemaRoot rows, String rule, StepOutput output)
            throws IOException {
        if (!any) {
            return null;
        }
        for (int row = 0; row < marked.length; row++) {
            String column = columns[row];
            String what = expected[row];
            if (column != null && what != null) {
                output.reject(input, rows, row, rule, column, what);
            }
        }
        return marked;
    }
}
