package io.runink.slice;

import io.runink.api.plugin.StepShape;
import io.runink.spi.spill.SpillFile;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepOutput;
import io.runink.spi.step.StepPlugin;
import io.runink.spi.step.StepRows;
import io.runink.step.sql.SqlSteps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Steps over rows of an id and a name, as plug-ins would bring them. */
final class TestSteps {

    private TestSteps() {}

    static List<StepFactory> all() {
        return List.of(new Each(), new Common(), new Kept(), new SqlSteps());
    }

    private static long id(VectorSchemaRoot rows, int row) {
        return ((BigIntVector) rows.getVector("id")).get(row);
    }

    /** Copies rows, each some times. */
    private static VectorSchemaRoot copies(
            StepContext context, VectorSchemaRoot rows, List<Integer> chosen) {
        VectorSchemaRoot copy =
                VectorSchemaRoot.create(StepRows.schema(context.output()), context.allocator());
        for (int i = 0; i < copy.getFieldVectors().size(); i++) {
            copy.getVector(i).allocateNew();
            for (int at = 0; at < chosen.size(); at++) {
                copy.getVector(i).copyFromSafe(chosen.get(at), at, rows.getVector(i));
            }
        }
        copy.setRowCount(chosen.size());
        return copy;
    }

    /**
     * Does with each row what its name says: {@code drop}, {@code reject}, {@code twice}, {@code
     * throw}, {@code misfit}, {@code unknown} (no origin), {@code swallow}; others pass.
     */
    @StepPlugin(name = "each", summary = "does as told", shape = StepShape.SAME)
    static final class Each implements StepFactory {

        @Override
        public String name() {
            return "each";
        }

        @Override
        public RowStep create(StepContext context) {
            List<String> size = context.parameters().getOrDefault("size", List.of("1"));
            if (!size.getFirst().matches("[0-9]+")) {
                throw new IllegalArgumentException(
                        "parameter 'size' is '" + size.getFirst() + "', expected a number");
            }
            return new RowStep() {
                @Override
                public void accept(int input, VectorSchemaRoot rows, StepOutput output)
                        throws IOException {
                    try (rows) {
                        List<Integer> chosen = new ArrayList<>();
                        for (int row = 0; row < rows.getRowCount(); row++) {
                            row(input, rows, row, chosen, output);
                        }
                        output.emit(copies(context, rows, chosen));
                    }
                }

                private void row(
                        int input,
                        VectorSchemaRoot rows,
                        int row,
                        List<Integer> chosen,
                        StepOutput output)
                        throws IOException {
                    String name = rows.getVector("name").getObject(row).toString();
                    switch (name) {
                        case "drop" -> output.filtered(1);
                        case "reject" ->
                                output.reject(
                                        input, rows, row, "each.told", "name", "another name");
                        case "twice" -> chosen.addAll(List.of(row, row));
                        case "throw" -> throw new IllegalStateException("secret " + name);
                        case "misfit" ->
                                output.emit(
                                        VectorSchemaRoot.create(
                                                new Schema(List.of()), context.allocator()));
                        case "unknown" -> {
                            VectorSchemaRoot one = copies(context, rows, List.of(row));
                            StepRows.sources(one).set(0, 4711);
                            output.emit(one);
                        }
                        case "swallow" -> {
                            try {
                                output.emit(
                                        VectorSchemaRoot.create(
                                                new Schema(List.of()), context.allocator()));
                            } catch (RuntimeException e) {
                                chosen.add(row);
                            }
                        }
                        default -> chosen.add(row);
                    }
                }

                @Override
                public void end(int input, StepOutput output) {}

                @Override
                public void close() {}
            };
        }
    }

    /** Yields, at the end, the ids that every input had, in ascending order of arrival. */
    @StepPlugin(
            name = "common",
            summary = "what all inputs have",
            shape = StepShape.SAME,
            inputsMin = 2,
            inputsMax = 0,
            spills = true)
    static final class Common implements StepFactory {

        @Override
        public String name() {
            return "common";
        }

        @Override
        public RowStep create(StepContext context) {
            return new RowStep() {

                private final Map<Long, Integer> seen = new HashMap<>();
                private int open = context.inputs().size();

                @Override
                public void accept(int input, VectorSchemaRoot rows, StepOutput output) {
                    try (rows) {
                        for (int row = 0; row < rows.getRowCount(); row++) {
                            seen.merge(id(rows, row), 1 << input, (a, b) -> a | b);
                        }
                    }
                }

                @Override
                public void end(int input, StepOutput output) throws IOException {
                    open--;
                    if (open > 0) {
                        return;
                    }
                    int all = (1 << context.inputs().size()) - 1;
                    List<Long> ids =
                            seen.entrySet().stream()
                                    .filter(it -> it.getValue() == all)
                                    .map(Map.Entry::getKey)
                                    .sorted()
                                    .toList();
                    output.filtered(seen.size() - ids.size());
                    VectorSchemaRoot rows =
                            VectorSchemaRoot.create(
                                    StepRows.schema(context.output()), context.allocator());
                    rows.getFieldVectors().forEach(it -> it.allocateNew());
                    for (int at = 0; at < ids.size(); at++) {
                        ((BigIntVector) rows.getVector("id")).setSafe(at, ids.get(at));
                        ((VarCharVector) rows.getVector("name")).setSafe(at, new byte[] {'c'});
                        StepRows.lines(rows).setSafe(at, at + 1L);
                        StepRows.sources(rows).setSafe(at, 0);
                    }
                    rows.setRowCount(ids.size());
                    output.emit(rows);
                }

                @Override
                public void close() {}
            };
        }
    }

    /** Keeps ids in scratch space and yields a row a thousand of them, the sum as its id. */
    @StepPlugin(name = "kept", summary = "sums", shape = StepShape.SAME, spills = true)
    static final class Kept implements StepFactory {

        @Override
        public String name() {
            return "kept";
        }

        @Override
        public RowStep create(StepContext context) {
            return new RowStep() {

                private final byte[] one = new byte[8];
                private @Nullable SpillFile file;

                @Override
                public void accept(int input, VectorSchemaRoot rows, StepOutput output)
                        throws IOException {
                    if (file == null) {
                        file = context.spill().create();
                    }
                    SpillFile kept = file;
                    for (int row = 0; row < rows.getRowCount(); row++) {
                        ByteBuffer.wrap(one).putLong(id(rows, row));
                        kept.append(one, 0, 8);
                    }
                    ByteBuffer sum = ByteBuffer.allocate(8);
                    long total = 0;
                    for (long at = 0; at < kept.length(); at += 8) {
                        kept.read(at, sum.array(), 0, 8);
                        total += sum.getLong(0);
                    }
                    output.filtered(rows.getRowCount() - 1L);
                    ((BigIntVector) rows.getVector("id")).set(0, total);
                    output.emit(rows.slice(0, 1));
                    rows.close();
                }

                @Override
                public void end(int input, StepOutput output) {}

                @Override
                public void close() {
                    if (file != null) {
                        file.close();
                    }
                }
            };
        }
    }
}
