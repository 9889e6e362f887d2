package io.runink.slice;

import java.io.IOException;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A step at work. */
final class NodeStage implements Stage {

    private final Work work;
    private final Tail tail;
    private final SelfTime time;
    private int upstreams;

    NodeStage(Work work, Tail tail, SelfTime time, int upstreams) {
        this.work = work;
        this.tail = tail;
        this.time = time;
        this.upstreams = upstreams;
    }

    @Override
    public void accept(VectorSchemaRoot batch) throws IOException {
        tail.counters().came(batch.getRowCount());
        time.enter(tail.counters());
        try {
            work.apply(batch, tail);
        } finally {
            time.leave();
        }
    }

    @Override
    public void end() throws IOException {
        upstreams--;
        if (upstreams == 0) {
            tail.end();
        }
    }
}
