package io.runink.contract.key;

import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.step.StepRows;
import io.runink.tck.StepSuite;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Rows of several columns, held against a check that a test keeps. */
final class Evaluation {

    private static final int BATCH_ROWS = 1000;

    private Evaluation() {}

    /** The rows that break the rule, from 0. */
    static List<Integer> of(Check check, StepSuite.Table table) {
        List<Integer> broken = new ArrayList<>();
        int rows = table.rows().size();
        try (BufferAllocator allocator = new RootAllocator(16 << 20)) {
            for (int from = 0; from < rows; from += BATCH_ROWS) {
                int first = from;
                int to = Math.min(rows, from + BATCH_ROWS);
                try (VectorSchemaRoot batch = StepSuite.batch(table, 0, from, to, allocator)) {
                    check.evaluate(new Batch(batch), row -> broken.add(first + row));
                }
            }
        }
        return broken;
    }

    private record Batch(VectorSchemaRoot batch) implements CheckBatch {
        @Override
        public int rows() {
            return StepRows.lines(batch).getValueCount();
        }

        @Override
        public VarCharVector text(String name) {
            throw new AssertionError("asked for the text of '" + name + "'");
        }

        @Override
        public FieldVector values(String name) {
            return batch.getVector(name);
        }

        @Override
        public boolean rejected(int row) {
            return false;
        }
    }
}
