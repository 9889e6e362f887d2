package io.runink.tck;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/**
 * Tries the checks of one kind the way a slice uses them. A plug-in author's test makes one and
 * asks which of its own values break a rule; every method throws {@link AssertionError} where a
 * check breaks a promise of the SPI.
 */
public final class CheckSuite {

    private static final String COLUMN = "value";
    private static final long MEMORY_BYTES = 1 << 20;

    private final CheckFactory factory;
    private final RuleClass category;

    /**
     * A suite.
     *
     * @param factory to try
     * @param category of its rules
     */
    public CheckSuite(CheckFactory factory, RuleClass category) {
        this.factory = factory;
        this.category = category;
    }

    /**
     * A rule on a column, named and with the parameters that an annotation would give it.
     *
     * @param name kebab-case
     * @param parameters by name
     */
    public Rule rule(String name, Map<String, List<String>> parameters) {
        return new Rule(
                COLUMN + "." + name,
                name,
                factory.kind(),
                category,
                List.of(COLUMN),
                new TreeMap<>(parameters));
    }

    /** A check of a rule on a column of a type. */
    public Check check(Rule rule, DataType type, long memoryBytes) {
        Check check =
                factory.create(
                        rule,
                        List.of(new Field(COLUMN, COLUMN, type, false, null, null)),
                        new CheckResources(memoryBytes, new TemporarySpill()));
        require(!check.expected().isBlank(), "expected() says nothing");
        return check;
    }

    /**
     * Rows that break a rule, from 0. The answer is the same for one batch as for a batch a row.
     *
     * @param values texts, null where absent
     */
    public List<Integer> broken(Rule rule, DataType type, List<@Nullable String> values) {
        return broken(rule, type, values, Set.of());
    }

    /**
     * As {@link #broken(Rule, DataType, List)}, with rows that record rules rejected.
     *
     * @param rejected rows, from 0
     */
    public List<Integer> broken(
            Rule rule, DataType type, List<@Nullable String> values, Set<Integer> rejected) {
        List<Integer> atOnce = new ArrayList<>();
        try (Check check = check(rule, type, MEMORY_BYTES)) {
            evaluate(check, type, values, rejected, 0, atOnce);
        }
        List<Integer> oneByOne = new ArrayList<>();
        try (Check check = check(rule, type, MEMORY_BYTES)) {
            for (int row = 0; row < values.size(); row++) {
                evaluate(check, type, values.subList(row, row + 1), rejected, row, oneByOne);
            }
        }
        require(atOnce.equals(oneByOne), "one batch: " + atOnce + ", a batch a row: " + oneByOne);
        return atOnce;
    }

    /**
     * What a rule over a whole dataset finds once all rows were seen; empty if it holds. The answer
     * is the same for one batch as for a batch a row, and no row breaks such a rule.
     *
     * @param rejected rows, from 0, that other rules rejected
     */
    public Optional<String> found(
            Rule rule, DataType type, List<@Nullable String> values, Set<Integer> rejected) {
        Optional<String> atOnce;
        List<Integer> rows = new ArrayList<>();
        try (Check check = check(rule, type, MEMORY_BYTES)) {
            if (!values.isEmpty()) {
                evaluate(check, type, values, rejected, 0, rows);
            }
            atOnce = check.conclude();
        }
        try (Check check = check(rule, type, MEMORY_BYTES)) {
            for (int row = 0; row < values.size(); row++) {
                evaluate(check, type, values.subList(row, row + 1), rejected, row, rows);
            }
            Optional<String> oneByOne = check.conclude();
            require(
                    atOnce.equals(oneByOne),
                    "one batch: " + atOnce + ", a batch a row: " + oneByOne);
        }
        require(rows.isEmpty(), "rows break a rule over the dataset: " + rows);
        return atOnce;
    }

    private void evaluate(
            Check check,
            DataType type,
            List<@Nullable String> values,
            Set<Integer> rejected,
            int first,
            List<Integer> into) {
        try (BufferAllocator allocator = new RootAllocator(64 << 20);
                VarCharVector text = ConnectorSuite.text(COLUMN, values, allocator);
                FieldVector typed = ConnectorSuite.column(COLUMN, type, values, allocator)) {
            int[] last = {-1};
            check.evaluate(
                    new SampleChecked(
                            values.size(),
                            text,
                            typed,
                            row -> category != RuleClass.RECORD && rejected.contains(first + row)),
                    row -> {
                        require(row > last[0], "row " + row + " after row " + last[0]);
                        require(row < values.size(), "row " + row + " of " + values.size());
                        last[0] = row;
                        into.add(first + row);
                    });
        }
    }

    private record SampleChecked(
            int rows,
            VarCharVector lexical,
            FieldVector typed,
            java.util.function.IntPredicate rejections)
            implements CheckBatch {

        @Override
        public VarCharVector text(String column) {
            require(column.equals(COLUMN), "asked for column '" + column + "'");
            return lexical;
        }

        @Override
        public FieldVector values(String column) {
            require(column.equals(COLUMN), "asked for column '" + column + "'");
            return typed;
        }

        @Override
        public boolean rejected(int row) {
            return rejections.test(row);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
