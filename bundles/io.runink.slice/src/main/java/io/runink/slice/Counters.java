package io.runink.slice;

import io.runink.api.slice.SliceMessage.Figures;
import java.util.concurrent.atomic.AtomicLong;

/** A node's counts; written by the thread that works, read by the one that reports. */
final class Counters {

    private final String node;
    private final AtomicLong rowsIn = new AtomicLong();
    private final AtomicLong rowsOut = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong filtered = new AtomicLong();
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();

    Counters(String node) {
        this.node = node;
    }

    String node() {
        return node;
    }

    void came(long rows) {
        rowsIn.addAndGet(rows);
        batches.incrementAndGet();
    }

    void went(long rows) {
        rowsOut.addAndGet(rows);
    }

    void rejected(long rows) {
        rejected.addAndGet(rows);
    }

    void filtered(long rows) {
        filtered.addAndGet(rows);
    }

    void bytes(long total) {
        bytes.set(total);
    }

    void spent(long more) {
        nanos.addAndGet(more);
    }

    long written() {
        return rowsOut.get();
    }

    Figures figures() {
        return new Figures(
                node,
                rowsIn.get(),
                rowsOut.get(),
                rejected.get(),
                filtered.get(),
                batches.get(),
                bytes.get(),
                nanos.get());
    }
}
