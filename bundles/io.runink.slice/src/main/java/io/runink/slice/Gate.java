package io.runink.slice;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Lets one thread at a time into a node. Each node has its own: a thread that waits for an edge
 * keeps out those alone whose rows would leave by the same edge. Threads enter nodes in the order
 * of the DAG, so none waits for another in a circle.
 */
final class Gate {

    private final ReentrantLock lock = new ReentrantLock(true);
    private final SelfTime time;

    Gate(SelfTime time) {
        this.time = time;
    }

    /** The stage behind the gate. */
    Stage before(Stage stage) {
        return new Stage() {
            @Override
            public void accept(VectorSchemaRoot batch) throws IOException {
                time.await(lock);
                try {
                    stage.accept(batch);
                } finally {
                    lock.unlock();
                }
            }

            @Override
            public void end() throws IOException {
                time.await(lock);
                try {
                    stage.end();
                } finally {
                    lock.unlock();
                }
            }
        };
    }
}
