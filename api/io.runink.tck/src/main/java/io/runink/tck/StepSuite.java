package io.runink.tck;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.spi.contract.ValueText;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepOutput;
import io.runink.spi.step.StepRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * Tries a step the way a slice uses it. A plug-in author's test makes one, feeds it rows as text
 * and looks at what came out; every method throws {@link AssertionError} where a step breaks a
 * promise of the SPI: a batch that is not of the output's columns, a row that is none of the
 * batch's, memory that is not given back.
 */
public final class StepSuite {

    /** The node's name in every context. */
    public static final String NODE = "node";

    /** Beyond any batch of a test, and far from the test's own heap. */
    private static final long ALLOCATOR_BYTES = 256L << 20;

    private final StepFactory factory;
    private final long memoryBytes;

    /**
     * A suite.
     *
     * @param factory to try
     * @param memoryBytes what each of its steps may hold
     */
    public StepSuite(StepFactory factory, long memoryBytes) {
        this.factory = factory;
        this.memoryBytes = memoryBytes;
    }

    /**
     * An input.
     *
     * @param contract its columns
     * @param rows texts, null where absent; floats may be {@code NaN} and {@code ±Infinity}
     */
    public record Table(Contract contract, List<List<@Nullable String>> rows) {}

    /** A row that a step rejected; the line is its place in its input, from 1. */
    public record Rejected(int input, long line, String rule, String column, String expected) {}

    /**
     * What came of a run.
     *
     * @param rows that were yielded, as text, null where absent
     * @param lines where each of them came from: its place in its input, from 1
     * @param sources which input each of them came from
     * @param filtered how many rows were left out
     * @param rejected rows, in order
     * @param spilledBytes what was written to scratch space
     */
    public record Outcome(
            List<List<@Nullable String>> rows,
            List<Long> lines,
            List<Integer> sources,
            long filtered,
            List<Rejected> rejected,
            long spilledBytes) {}

    /** In which order inputs are fed. */
    public enum Feed {
        /** A batch of each in turn; an input ends as soon as it has no more. */
        ALTERNATING,
        /** All of the first, then all of the second, and so on. */
        FIRST_INPUT_FIRST,
        /** All of the last, then all of the one before it, and so on. */
        LAST_INPUT_FIRST
    }

    /** A contract without rules, of columns such as {@code "price decimal(18,4)"}. */
    public static Contract contract(String... columns) {
        List<Field> fields = new ArrayList<>();
        for (String column : columns) {
            int space = column.indexOf(' ');
            String name = column.substring(0, space);
            DataType type = DataType.parse(column.substring(space + 1));
            fields.add(new Field(name, name, type, false, null, null));
        }
        return new Contract("Test", "test", "1.0.0", "", "", fields, List.of(), null, null, null);
    }

    /** A context with the suite's memory. */
    public StepContext context(
            Map<String, List<String>> parameters,
            List<Contract> inputs,
            Contract output,
            TemporarySpill spill,
            BufferAllocator allocator) {
        return new StepContext(
                NODE, new TreeMap<>(parameters), inputs, output, memoryBytes, spill, allocator);
    }

    /**
     * Runs a step over its inputs.
     *
     * @param batchRows most rows of a batch
     */
    public Outcome run(
            Map<String, List<String>> parameters,
            Contract output,
            List<Table> inputs,
            Feed feed,
            int batchRows)
            throws IOException {
        TemporarySpill spill = new TemporarySpill();
        try (BufferAllocator allocator = new RootAllocator(ALLOCATOR_BYTES)) {
            List<Contract> contracts = inputs.stream().map(Table::contract).toList();
            Collected collected = new Collected(output);
            try (RowStep step =
                    factory.create(context(parameters, contracts, output, spill, allocator))) {
                feed(step, inputs, feed, batchRows, collected, allocator);
            }
            require(
                    allocator.getAllocatedMemory() == 0,
                    allocator.getAllocatedMemory() + " bytes of batches were not given back");
            return collected.outcome(spill.written());
        }
    }

    /** Runs a step over one input, in batches of up to 4096 rows. */
    public Outcome run(Map<String, List<String>> parameters, Contract output, Table input)
            throws IOException {
        return run(parameters, output, List.of(input), Feed.ALTERNATING, 4096);
    }

    /**
     * Runs a step in batches of several sizes, and its inputs in every order, which must make no
     * difference.
     */
    public Outcome runsTheSameHoweverRowsArrive(
            Map<String, List<String>> parameters, Contract output, List<Table> inputs)
            throws IOException {
        Outcome first = run(parameters, output, inputs, Feed.FIRST_INPUT_FIRST, 4096);
        for (Feed feed : Feed.values()) {
            for (int batchRows : new int[] {1, 3, 64}) {
                Outcome other = run(parameters, output, inputs, feed, batchRows);
                String how = " when fed " + feed + " by " + batchRows + " rows";
                require(other.rows().equals(first.rows()), "other rows" + how);
                require(other.lines().equals(first.lines()), "other origins" + how);
                require(other.sources().equals(first.sources()), "other origins" + how);
                require(other.filtered() == first.filtered(), "other count of filtered rows" + how);
                require(other.rejected().equals(first.rejected()), "other rejections" + how);
            }
        }
        return first;
    }

    private static void feed(
            RowStep step,
            List<Table> inputs,
            Feed feed,
            int batchRows,
            Collected output,
            BufferAllocator allocator)
            throws IOException {
        int count = inputs.size();
        int[] next = new int[count];
        boolean[] ended = new boolean[count];
        int left = count;
        int turn = 0;
        while (left > 0) {
            int input =
                    switch (feed) {
                        case ALTERNATING -> turn++ % count;
                        case FIRST_INPUT_FIRST -> count - left;
                        case LAST_INPUT_FIRST -> left - 1;
                    };
            if (ended[input]) {
                continue;
            }
            Table table = inputs.get(input);
            int to = Math.min(next[input] + batchRows, table.rows().size());
            if (next[input] < to) {
                step.accept(input, batch(table, input, next[input], to, allocator), output);
                next[input] = to;
            } else {
                step.end(input, output);
                ended[input] = true;
                left--;
            }
        }
    }

    /**
     * A batch of some rows of a table.
     *
     * @param source what its rows say they are from
     * @param from the first row, from 0; its line is one more
     * @param to behind the last
     */
    public static VectorSchemaRoot batch(
            Table table, int source, int from, int to, BufferAllocator allocator) {
        List<FieldVector> columns = new ArrayList<>();
        for (int i = 0; i < table.contract().fields().size(); i++) {
            List<@Nullable String> texts = new ArrayList<>();
            for (int row = from; row < to; row++) {
                texts.add(table.rows().get(row).get(i));
            }
            columns.add(SampleColumn.of(table.contract().fields().get(i), texts, allocator));
        }
        BigIntVector lines = new BigIntVector(StepRows.LINE, allocator);
        IntVector sources = new IntVector(StepRows.SOURCE, allocator);
        columns.add(lines);
        columns.add(sources);
        for (int row = from; row < to; row++) {
            lines.setSafe(row - from, row + 1L);
            sources.setSafe(row - from, source);
        }
        VectorSchemaRoot rows = new VectorSchemaRoot(columns);
        rows.setRowCount(to - from);
        return rows;
    }

    /** Keeps what a step yields, as text. */
    private static final class Collected implements StepOutput {

        private final Contract contract;
        private final ValueText text = new ValueText();
        private final List<List<@Nullable String>> rows = new ArrayList<>();
        private final List<Long> lines = new ArrayList<>();
        private final List<Integer> sources = new ArrayList<>();
        private final List<Rejected> rejected = new ArrayList<>();
        private long filtered;

        Collected(Contract contract) {
            this.contract = contract;
        }

        Outcome outcome(long spilledBytes) {
            return new Outcome(rows, lines, sources, filtered, rejected, spilledBytes);
        }

        @Override
        public void emit(VectorSchemaRoot batch) {
            try (batch) {
                require(
                        batch.getSchema().equals(StepRows.schema(contract)),
                        "yields " + batch.getSchema() + " for " + StepRows.schema(contract));
                for (FieldVector column : batch.getFieldVectors()) {
                    require(
                            column.getValueCount() == batch.getRowCount(),
                            column.getName() + " has " + column.getValueCount() + " values");
                }
                for (int row = 0; row < batch.getRowCount(); row++) {
                    add(batch, row);
                }
            }
        }

        private void add(VectorSchemaRoot batch, int row) {
            List<@Nullable String> values = new ArrayList<>();
            for (int i = 0; i < StepRows.columns(batch); i++) {
                FieldVector column = batch.getVector(i);
                if (column.isNull(row)) {
                    values.add(null);
                } else {
                    text.load(column, row);
                    values.add(new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8));
                }
            }
            rows.add(values);
            lines.add(StepRows.lines(batch).get(row));
            sources.add(StepRows.sources(batch).get(row));
        }

        @Override
        public void filtered(long count) {
            require(count >= 0, count + " rows filtered");
            filtered += count;
        }

        @Override
        public void reject(
                int input,
                VectorSchemaRoot batch,
                int row,
                String rule,
                String column,
                String expected) {
            require(row >= 0 && row < batch.getRowCount(), "rejects row " + row);
            require(!rule.isBlank() && !expected.isBlank(), "rejects without a rule or a reason");
            require(
                    column.isEmpty() || batch.getVector(column) != null,
                    "rejects by column '" + column + "', which the batch lacks");
            rejected.add(
                    new Rejected(input, StepRows.lines(batch).get(row), rule, column, expected));
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
