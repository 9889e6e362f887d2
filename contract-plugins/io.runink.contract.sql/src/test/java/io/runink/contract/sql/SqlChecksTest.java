package io.runink.contract.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.error.RuninkException;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.CheckResources;
import io.runink.tck.StepSuite;
import io.runink.tck.StepSuite.Table;
import io.runink.tck.TemporarySpill;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SqlChecksTest {

    private static final Contract ROWS = StepSuite.contract("book string", "amount decimal(18,2)");

    private static final List<List<@Nullable String>> ORDERS =
            List.of(List.of("a", "1.50"), List.of("b", "2.50"), List.of("c", "-4.00"));

    private static Rule rule(String sql) {
        return new Rule(
                "balanced",
                "balanced",
                SqlChecks.KIND,
                RuleClass.DATASET,
                List.of("book", "amount"),
                new TreeMap<>(Map.of("value", List.of(sql))));
    }

    private static Check check(String sql, long memoryBytes) {
        return new SqlChecks()
                .create(
                        rule(sql),
                        ROWS.fields(),
                        new CheckResources(memoryBytes, new TemporarySpill()));
    }

    private static Optional<String> conclude(
            String sql, List<List<@Nullable String>> rows, Set<Integer> rejected, int batchRows) {
        try (BufferAllocator allocator = new RootAllocator(1 << 28);
                Check check = check(sql, 32L << 20)) {
            for (int from = 0; from < rows.size(); from += batchRows) {
                int first = from;
                int to = Math.min(rows.size(), from + batchRows);
                try (VectorSchemaRoot batch =
                        StepSuite.batch(new Table(ROWS, rows), 0, from, to, allocator)) {
                    check.evaluate(
                            new Batch(
                                    batch,
                                    IntStream.range(0, to - from)
                                            .filter(it -> rejected.contains(first + it))
                                            .boxed()
                                            .toList()),
                            row -> {
                                throw new AssertionError("a verdict on row " + row);
                            });
                }
            }
            return check.conclude();
        }
    }

    private record Batch(VectorSchemaRoot batch, List<Integer> marked) implements CheckBatch {

        @Override
        public int rows() {
            return batch.getRowCount();
        }

        @Override
        public VarCharVector text(String column) {
            throw new AssertionError("asks for text");
        }

        @Override
        public FieldVector values(String column) {
            return batch.getVector(column);
        }

        @Override
        public boolean rejected(int row) {
            return marked.contains(row);
        }
    }

    @Test
    void oneAnswerDecides() {
        assertThat(conclude("SELECT sum(amount) = 0 FROM rows", ORDERS, Set.of(), 2)).isEmpty();
        assertThat(conclude("SELECT sum(amount) = 1 FROM rows", ORDERS, Set.of(), 2))
                .contains("false");
    }

    @Test
    void rejectedRowsAreNotAsked() {
        String sql = "SELECT count(*) = 2 AND sum(amount) = -2.5 AS ok FROM rows";

        for (int batchRows : new int[] {1, 2, 3}) {
            assertThat(conclude(sql, ORDERS, Set.of(1), batchRows)).isEmpty();
        }
    }

    @Test
    void unknownBreaksNothingAndAnythingButOneAnswerDoes() {
        assertThat(conclude("SELECT avg(amount) > 5 FROM rows", List.of(), Set.of(), 1)).isEmpty();
        assertThat(conclude("SELECT amount > 5 FROM rows", ORDERS, Set.of(), 3))
                .contains("3 answers");
        assertThat(conclude("SELECT true FROM rows", List.of(), Set.of(), 3)).contains("0 answers");
    }

    @Test
    void sqlThatIsNoQuestionIsRefused() {
        assertThatThrownBy(() -> check("SELECT count(*) FROM rows", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rule 'balanced' selects count_star() BIGINT")
                .hasMessageContaining("expected one BOOLEAN");
        assertThatThrownBy(() -> check("SELECT true, false", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected one BOOLEAN");
        assertThatThrownBy(() -> check(" ", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no SQL");
        assertThatThrownBy(() -> check("SELECT nowhere > 1 FROM rows", 1))
                .isInstanceOf(RuninkException.class)
                .hasMessageContaining("RNK-DUCKDB-002")
                .hasMessageContaining("nowhere");
    }

    @Test
    void rowsBeyondTheMemoryAreSaid() {
        List<List<@Nullable String>> rows =
                IntStream.range(0, 400)
                        .<List<@Nullable String>>mapToObj(
                                it -> List.of(it + "x".repeat(200_000), "1.00"))
                        .toList();

        assertThatThrownBy(() -> conclude("SELECT count(*) > 0 FROM rows", rows, Set.of(), 50))
                .isInstanceOf(RuninkException.class)
                .hasMessageContaining("RNK-DUCKDB-003");
    }

    @Test
    void whatIsExpectedSaysTheSql() {
        try (Check check = check("SELECT true", 1)) {
            assertThat(check.expected()).isEqualTo("true of 'SELECT true'");
        }
    }
}
