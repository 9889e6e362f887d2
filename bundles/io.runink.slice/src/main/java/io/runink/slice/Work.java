package io.runink.slice;

import java.io.IOException;
import org.apache.arrow.vector.VectorSchemaRoot;

/** What a node does to batches, apart from the enforcement of its contract. */
interface Work {

    /** How the values of a batch lie in it. */
    enum Form {
        /** Every column text. */
        TEXT,
        /** Every column in its type. */
        TYPED
    }

    /** The form of what it yields. */
    Form form();

    /** Takes a batch, which is its own, and hands what it makes of it to the tail. */
    void apply(VectorSchemaRoot batch, Tail tail) throws IOException;
}
