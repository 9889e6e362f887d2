package io.runink.slice;

import java.io.IOException;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Takes batches: a node, the end of an edge, or a place where batches are handed on to several. */
interface Stage {

    /** Takes a batch, which is its own from now on: it closes it. */
    void accept(VectorSchemaRoot batch) throws IOException;

    /** One of those that hand it batches has no more; called once by each. */
    void end() throws IOException;
}
