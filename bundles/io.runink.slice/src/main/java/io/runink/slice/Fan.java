package io.runink.slice;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Hands every batch to any number of stages; with none, batches are let go. */
final class Fan implements Stage {

    private final List<Stage> targets;

    Fan(List<Stage> targets) {
        this.targets = List.copyOf(targets);
    }

    @Override
    public void accept(VectorSchemaRoot batch) throws IOException {
        if (targets.isEmpty()) {
            batch.close();
            return;
        }
        for (int i = 0; i < targets.size() - 1; i++) {
            // Shares the buffers, counted by reference.
            targets.get(i).accept(batch.slice(0, batch.getRowCount()));
        }
        targets.getLast().accept(batch);
    }

    @Override
    public void end() throws IOException {
        for (Stage target : targets) {
            target.end();
        }
    }
}
