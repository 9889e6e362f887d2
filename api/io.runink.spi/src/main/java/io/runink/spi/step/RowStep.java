package io.runink.spi.step;

import java.io.IOException;
import org.apache.arrow.vector.VectorSchemaRoot;

/** One step at work. Batches come in the order of their source; inputs come interleaved. */
public interface RowStep extends AutoCloseable {

    /**
     * Takes a batch, which is the step's from now on: it closes it.
     *
     * @param input which of its inputs it comes by, from 0
     * @param rows the input contract's columns in their types, then the two of {@link StepRows}
     */
    void accept(int input, VectorSchemaRoot rows, StepOutput output) throws IOException;

    /**
     * One of its inputs has no more rows; called once for each. After the last, what the step still
     * holds must be yielded.
     */
    void end(int input, StepOutput output) throws IOException;

    /** Lets go of what it holds, whether it came to its end or not. */
    @Override
    void close();
}
