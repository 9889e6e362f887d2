package io.runink.contract.key;

import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/** One batch of texts, held against a check that a test keeps. */
final class Evaluation {

    private Evaluation() {}

    static List<Integer> of(Check check, List<@Nullable String> texts) {
        List<Integer> broken = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator(1 << 20);
                VarCharVector column = new VarCharVector("value", allocator)) {
            for (int i = 0; i < texts.size(); i++) {
                String text = texts.get(i);
                if (text != null) {
                    column.setSafe(i, text.getBytes(StandardCharsets.UTF_8));
                }
            }
            column.setValueCount(texts.size());
            check.evaluate(new OneColumn(column), broken::add);
        }
        return broken;
    }

    private record OneColumn(VarCharVector column) implements CheckBatch {
        @Override
        public int rows() {
            return column.getValueCount();
        }

        @Override
        public VarCharVector text(String name) {
            return column;
        }

        @Override
        public FieldVector values(String name) {
            return column;
        }

        @Override
        public boolean rejected(int row) {
            return false;
        }
    }
}
