package io.runink.slice;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** What follows a node's work: enforcement, where the node enforces, and the ways onward. */
final class Tail {

    private final Counters counters;
    private final @Nullable ToText toText;
    private final @Nullable Enforcement enforcement;
    private final Stage onward;
    private final List<Rejector> rejectors;
    private final Stage rejections;

    /**
     * A tail.
     *
     * @param toText what comes must become text first; null where it is text
     * @param enforcement null where the node enforces nothing
     * @param rejectors of this node, all of which write to {@code rejections}
     */
    Tail(
            Counters counters,
            @Nullable ToText toText,
            @Nullable Enforcement enforcement,
            Stage onward,
            List<Rejector> rejectors,
            Stage rejections) {
        this.counters = counters;
        this.toText = toText;
        this.enforcement = enforcement;
        this.onward = onward;
        this.rejectors = List.copyOf(rejectors);
        this.rejections = rejections;
    }

    Counters counters() {
        return counters;
    }

    /** Takes a batch of the work's yield. */
    void emit(VectorSchemaRoot batch) throws IOException {
        VectorSchemaRoot rows = batch;
        if (enforcement != null) {
            rows = enforcement.enforce(toText == null ? rows : toText.convert(rows));
        }
        flushRejections();
        if (rows.getRowCount() == 0) {
            rows.close();
        } else {
            onward.accept(rows);
        }
    }

    /** Sends the rejections that wait. */
    void flushRejections() throws IOException {
        for (Rejector rejector : rejectors) {
            rejector.flush();
        }
    }

    /** No more batches come. */
    void end() throws IOException {
        if (enforcement != null) {
            enforcement.end();
        }
        flushRejections();
        onward.end();
        rejections.end();
    }
}
