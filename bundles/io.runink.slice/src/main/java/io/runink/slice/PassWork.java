package io.runink.slice;

import java.io.IOException;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Passes batches on as they are: a validation, whose enforcement is all it does.
 *
 * @param form of what comes, and goes
 */
record PassWork(Form form) implements Work {

    @Override
    public void apply(VectorSchemaRoot batch, Tail tail) throws IOException {
        tail.emit(batch);
    }
}
