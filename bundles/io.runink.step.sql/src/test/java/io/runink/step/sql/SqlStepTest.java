package io.runink.step.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.Contract;
import io.runink.api.error.ErrorType;
import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import io.runink.tck.StepSuite;
import io.runink.tck.StepSuite.Feed;
import io.runink.tck.StepSuite.Outcome;
import io.runink.tck.StepSuite.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SqlStepTest {

    private static final Contract ORDERS =
            StepSuite.contract("id int64", "book string", "amount decimal(18,4)");

    private static final Contract BOOKS = StepSuite.contract("book string", "desk string");

    private final StepSuite suite = new StepSuite(new SqlSteps(64L << 20), 1 << 20);

    private static Map<String, List<String>> query(String sql) {
        return Map.of("query", List.of(sql));
    }

    @Test
    void aSelectOverOneInputYieldsItsRows() throws Exception {
        Table orders =
                new Table(
                        ORDERS,
                        List.of(
                                row("1", "a", "1.0001"),
                                row("2", null, "-99999999999999.9999"),
                                row("3", "\u00e9\uD83D\uDE00", null)));

        Outcome outcome =
                suite.runsTheSameHoweverRowsArrive(
                        query("SELECT * FROM input ORDER BY id DESC"), ORDERS, List.of(orders));

        assertThat(outcome.rows()).containsExactlyElementsOf(orders.rows().reversed());
        assertThat(outcome.lines()).containsOnly(1L);
        assertThat(outcome.filtered()).isZero();
        assertThat(outcome.rejected()).isEmpty();
    }

    private static List<@Nullable String> row(@Nullable String... values) {
        List<@Nullable String> row = new ArrayList<>();
        for (@Nullable String value : values) {
            row.add(value);
        }
        return row;
    }

    @Test
    void joinsAndAggregatesAsAPlainLoopDoes() throws Exception {
        Random random = new Random(5);
        List<List<@Nullable String>> orders = new ArrayList<>();
        Map<String, BigDecimal> sums = new TreeMap<>();
        Map<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < 5000; i++) {
            int book = random.nextInt(40);
            BigDecimal amount = BigDecimal.valueOf(random.nextLong(-9_000_000, 9_000_000), 4);
            boolean absent = random.nextInt(5) == 0;
            orders.add(row("" + i, "b" + book, absent ? null : amount.toPlainString()));
            if (book < 30) {
                String desk = "d" + book % 7;
                sums.merge(desk, absent ? BigDecimal.ZERO : amount, BigDecimal::add);
                counts.merge(desk, 1L, Long::sum);
            }
        }
        List<List<@Nullable String>> books = new ArrayList<>();
        for (int book = 0; book < 30; book++) {
            books.add(row("b" + book, "d" + book % 7));
        }
        Contract output = StepSuite.contract("n int32", "desk string", "total decimal(38,4)");

        Outcome outcome =
                suite.run(
                        Map.of(
                                "query",
                                List.of(
                                        "SELECT desk, sum(amount) AS total, count(*) AS n FROM orders"
                                                + " JOIN input2 USING (book) GROUP BY desk ORDER BY desk"),
                                "tables",
                                List.of("orders", "books")),
                        output,
                        List.of(new Table(ORDERS, orders), new Table(BOOKS, books)),
                        Feed.ALTERNATING,
                        333);

        List<List<@Nullable String>> expected = new ArrayList<>();
        sums.forEach(
                (desk, sum) -> expected.add(row("" + counts.get(desk), desk, sum.toPlainString())));
        assertThat(outcome.rows()).containsExactlyElementsOf(expected);
    }

    @Test
    void noRowsAreRowsToo() throws Exception {
        Outcome outcome =
                suite.run(
                        query("SELECT count(*) AS n FROM input"),
                        StepSuite.contract("n int64"),
                        new Table(ORDERS, List.of()));

        assertThat(outcome.rows()).containsExactly(row("0"));
    }

    @Test
    void whatIsWrongIsSaidBeforeARowComes() {
        refuses(query("SELECT total FROM input"), "RNK-DUCKDB-002", "\"total\" not found");
        refuses(query("SELECT 1 AS id; SELECT 2"), "RNK-DUCKDB-002", "2 statements");
        refuses(query("CREATE TABLE t (a INTEGER)"), "RNK-DUCKDB-002", "expected a SELECT");
        refuses(query("FROM read_csv('/etc/passwd')"), "RNK-DUCKDB-002", "disabled");
        refuses(Map.of(), "", "parameter 'query' is missing");
        refuses(
                query("SELECT id, book FROM input"),
                "",
                "column 'amount' is there 0 times, expected once");
        refuses(
                query("SELECT id, book, amount / 3 AS amount FROM input"),
                "",
                "'amount' is DOUBLE, expected decimal(18,4)");
        refuses(
                Map.of("query", List.of("SELECT * FROM input"), "tables", List.of("a", "b")),
                "",
                "'tables' has 2 names for 1 inputs");
        refuses(
                Map.of("query", List.of("SELECT * FROM input"), "tables", List.of(" ")),
                "",
                "expected names of which each differs");
    }

    private void refuses(Map<String, List<String>> parameters, String code, String why) {
        assertThatThrownBy(() -> suite.run(parameters, ORDERS, new Table(ORDERS, List.of())))
                .isInstanceOf(
                        code.isEmpty() ? IllegalArgumentException.class : RuninkException.class)
                .hasMessageStartingWith(code)
                .hasMessageContaining(why);
    }

    @Test
    void aValueWithoutAnAnswerFailsTheRunUnseen() {
        assertThatThrownBy(() ->
                        suite.run(
                                query("SELECT CAST(book AS BIGINT) AS n FROM input"),
                                StepSuite.contract("n int64"),
                                new Table(ORDERS, List.of(row("1", "hush", null)))))
                .isInstanceOf(RuninkException.class)
                .hasMessageContaining("RNK-DUCKDB-004")
                .hasMessageNotContaining("hush");
    }

    private static void exceeds(String query, List<List<@Nullable String>> rows) {
        assertThatThrownBy(() ->
                        new StepSuite(new SqlSteps(32L << 20), 1 << 20)
                                .run(
                                        query(query),
                                        ORDERS,
                                        List.of(new Table(ORDERS, rows)),
                                        Feed.ALTERNATING,
                                        20))
                .isInstanceOfSatisfying(
                        RuninkException.class,
                        e -> {
                            Problem problem = e.problems().getFirst();
                            assertThat(problem.code()).isEqualTo("RNK-DUCKDB-003");
                            assertThat(problem.type()).isEqualTo(ErrorType.RESOURCES);
                            assertThat(problem.remedy()).contains("a step that spills");
                        });
    }

    @Test
    void rowsBeyondTheMemoryFailTheRun() {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(row("1", i + "x".repeat(200_000), null));
        }
        exceeds("SELECT * FROM input", rows);
    }

    @Test
    void whatAQueryMakesOfThemBeyondTheMemoryFailsTheRun() {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            rows.add(row("" + i, "x".repeat(1_000), null));
        }
        exceeds(
                "SELECT a.id, a.book || b.id AS book, a.amount FROM input a, input b ORDER BY 2",
                rows);
    }
}
