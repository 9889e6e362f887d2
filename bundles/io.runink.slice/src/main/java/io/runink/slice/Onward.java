package io.runink.slice;

import io.runink.spi.step.KeptRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * The ways by which a node's rows go on. A row that no way takes is left out and counts as
 * filtered; one of which a condition has no answer goes no way and is rejected.
 */
final class Onward implements Stage {

    private final List<Way> ways;
    private final boolean conditional;
    private final Counters counters;
    private final @Nullable Rejector rejector;
    private final KeptRows kept;

    /**
     * One way.
     *
     * @param condition what must be true of its rows; null if it takes all
     */
    record Way(Stage target, @Nullable Condition condition) {}

    /**
     * Ways onward.
     *
     * @param rejector of the rows that come, for those of which a condition has no answer; null
     *     where there is no condition
     */
    Onward(
            List<Way> ways,
            Counters counters,
            @Nullable Rejector rejector,
            BufferAllocator allocator) {
        this.ways = List.copyOf(ways);
        this.conditional = ways.stream().anyMatch(way -> way.condition() != null);
        this.counters = counters;
        this.rejector = rejector;
        this.kept = new KeptRows(allocator);
    }

    @Override
    public void accept(VectorSchemaRoot batch) throws IOException {
        if (conditional) {
            try (batch) {
                choose(batch);
            }
            return;
        }
        int rows = batch.getRowCount();
        counters.went(rows);
        if (ways.isEmpty()) {
            batch.close();
            return;
        }
        for (Way way : ways.subList(0, ways.size() - 1)) {
            // Shares the buffers, counted by reference.
            way.target().accept(batch.slice(0, rows));
        }
        ways.getLast().target().accept(batch);
    }

    private void choose(VectorSchemaRoot batch) throws IOException {
        int rows = batch.getRowCount();
        List<boolean[]> left = new ArrayList<>();
        @Nullable Broken[] unanswered = new @Nullable Broken[rows];
        for (Way way : ways) {
            boolean[] leaves = new boolean[rows];
            if (way.condition() != null) {
                way.condition().choose(batch, leaves, unanswered);
            }
            left.add(leaves);
        }
        int taken = 0;
        int filtered = 0;
        for (int row = 0; row < rows; row++) {
            int at = row;
            Broken broken = unanswered[row];
            if (broken != null) {
                left.forEach(leaves -> leaves[at] = true);
                reject(batch, row, broken);
            } else if (left.stream().allMatch(leaves -> leaves[at])) {
                filtered++;
            } else {
                taken++;
            }
        }
        counters.filtered(filtered);
        counters.went(taken);
        for (int i = 0; i < ways.size(); i++) {
            pass(batch, left.get(i), ways.get(i).target());
        }
    }

    private void reject(VectorSchemaRoot batch, int row, Broken broken) throws IOException {
        Rejector into = Objects.requireNonNull(rejector, "rejector is null");
        into.reject(batch, row, List.of(Hit.of(broken)));
        if (into.full()) {
            into.flush();
        }
    }

    private void pass(VectorSchemaRoot batch, boolean[] left, Stage target) throws IOException {
        int count = 0;
        for (boolean leaves : left) {
            count += leaves ? 0 : 1;
        }
        if (count == left.length) {
            target.accept(batch.slice(0, count));
        } else if (count > 0) {
            target.accept(kept.keep(batch.getSchema(), batch.getFieldVectors(), left));
        }
    }

    @Override
    public void end() throws IOException {
        for (Way way : ways) {
            way.target().end();
        }
    }
}
