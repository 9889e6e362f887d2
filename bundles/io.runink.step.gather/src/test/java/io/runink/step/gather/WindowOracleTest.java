package io.runink.step.gather;

import static io.runink.step.gather.AggregateOracleTest.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.Contract;
import io.runink.tck.StepSuite;
import io.runink.tck.StepSuite.Outcome;
import io.runink.tck.StepSuite.Rejected;
import io.runink.tck.StepSuite.Table;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WindowOracleTest {

    private static final Contract INPUT =
            StepSuite.contract("k string", "ts timestamp", "amount int32");

    private static final Contract OUTPUT =
            StepSuite.contract(
                    "k string",
                    "window_start timestamp",
                    "window_end timestamp",
                    "records int64",
                    "total int64",
                    "one int32",
                    "other int32",
                    "kinds int64");

    private static final String[] AGGREGATES = {
        "by=k",
        "window.time=ts",
        "records=count()",
        "total=sum(amount)",
        "one=first(amount)",
        "other=last(amount)",
        "kinds=count_distinct(amount)"
    };

    private static final String COLUMNS =
            " count(*) AS records, sum(amount) AS total,"
                    + " first(amount ORDER BY n) FILTER (amount IS NOT NULL) AS one,"
                    + " last(amount ORDER BY n) FILTER (amount IS NOT NULL) AS other,"
                    + " count(DISTINCT amount) AS kinds ";

    private static final String ORDER = " ORDER BY k NULLS LAST, window_start";

    private static Map<String, List<String>> windows(String... given) {
        List<String> all = new ArrayList<>(List.of(AGGREGATES));
        all.addAll(List.of(given));
        return parameters(all.toArray(String[]::new));
    }

    /** Rows around 1970, about in the order of their time, some much later. */
    private static Table table(long seed, int rows, int keys) {
        Random random = new Random(seed);
        List<List<@Nullable String>> table = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            long late = random.nextInt(20) == 0 ? random.nextInt(60_000) : random.nextInt(2000);
            long millis = (i - rows / 2) * 100L - late;
            // Half of them on a boundary of a second.
            millis = random.nextBoolean() ? millis : Math.floorDiv(millis, 1000) * 1000;
            Instant at = Instant.EPOCH.plus(millis, ChronoUnit.MILLIS);
            String key = random.nextInt(10) == 0 ? null : "k" + random.nextInt(keys);
            String amount = random.nextInt(6) == 0 ? null : String.valueOf(random.nextInt(30));
            table.add(Arrays.asList(key, at.toString(), amount));
        }
        return new Table(INPUT, table);
    }

    private static Outcome run(long memoryBytes, Map<String, List<String>> parameters, Table table)
            throws IOException {
        return new StepSuite(new AggregateSteps(), memoryBytes).run(parameters, OUTPUT, table);
    }

    private static void same(Outcome outcome, Oracle oracle, String sql) throws Exception {
        assertThat(outcome.rows()).isNotEmpty();
        oracle.answers(sql, OUTPUT, outcome.rows());
    }

    /** Each row once for each of its windows. */
    private static String windowed(long size, long slide) {
        String sql =
                "SELECT n, k, amount, ts, make_timestamptz(s) AS window_start,"
                        + " make_timestamptz(s + @size) AS window_end FROM (SELECT *, unnest(range("
                        + "((epoch_us(ts) // @slide) - @size // @slide - 2) * @slide,"
                        + " ((epoch_us(ts) // @slide) + 2) * @slide, @slide)) AS s FROM t)"
                        + " WHERE s <= epoch_us(ts) AND s + @size > epoch_us(ts)";
        return sql.replace("@size", String.valueOf(size)).replace("@slide", String.valueOf(slide));
    }

    private static String grouped(String from) {
        return "SELECT k, window_start, window_end,"
                + COLUMNS
                + "FROM ("
                + from
                + ") GROUP BY ALL"
                + ORDER;
    }

    @Test
    void tumblingWindowsDivideTime() throws Exception {
        Table table = table(1, 3000, 5);
        Outcome outcome = run(1 << 20, windows("window.kind=tumbling", "window.size=7000"), table);
        try (Oracle oracle = new Oracle().with("t", table)) {
            same(outcome, oracle, grouped(windowed(7_000_000, 7_000_000)));
        }
        assertThat(outcome.filtered()).isZero();
    }

    @Test
    void slidingWindowsOverlap() throws Exception {
        Table table = table(2, 3000, 5);
        try (Oracle oracle = new Oracle().with("t", table)) {
            for (long slide : new long[] {2000, 3000, 7000}) {
                Outcome outcome =
                        run(
                                1 << 20,
                                windows(
                                        "window.kind=sliding",
                                        "window.size=7000",
                                        "window.slide=" + slide),
                                table);
                same(outcome, oracle, grouped(windowed(7_000_000, slide * 1000)));
            }
        }
    }

    private static String sessions(long gap, String from) {
        return "SELECT k, min(ts) AS window_start,"
                + " make_timestamptz(epoch_us(max(ts)) + "
                + gap
                + ") AS window_end,"
                + COLUMNS
                + "FROM (SELECT *, sum(CASE WHEN epoch_us(ts) - epoch_us(earlier) <= "
                + gap
                + " THEN 0 ELSE 1 END) OVER (PARTITION BY k ORDER BY ts, n"
                + " ROWS UNBOUNDED PRECEDING) AS s FROM (SELECT *, lag(ts) OVER"
                + " (PARTITION BY k ORDER BY ts, n) AS earlier FROM ("
                + from
                + "))) GROUP BY k, s"
                + ORDER;
    }

    @Test
    void sessionsEndWhereNothingComesForAWhile() throws Exception {
        Table table = table(3, 3000, 40);
        try (Oracle oracle = new Oracle().with("t", table)) {
            for (long gap : new long[] {500, 3000}) {
                Outcome outcome =
                        run(1 << 20, windows("window.kind=session", "window.gap=" + gap), table);
                same(outcome, oracle, sessions(gap * 1000, "FROM t"));
            }
        }
    }

    /** Rows that are late: the latest time seen, less what is allowed, is behind their windows. */
    private static String timely(String from, String end, long allowed, boolean late) {
        return "SELECT * EXCLUDE watermark FROM (SELECT *, max(epoch_us(ts)) OVER (ORDER BY n"
                + " RANGE UNBOUNDED PRECEDING) - "
                + allowed
                + " AS watermark FROM ("
                + from
                + ")) WHERE "
                + (late ? "NOT " : "")
                + "("
                + end
                + " > watermark)";
    }

    @Test
    void rowsAreLateOnceAllTheirWindowsAreClosed() throws Exception {
        Table table = table(4, 3000, 5);
        String end = "epoch_us(window_end)";
        try (Oracle oracle = new Oracle().with("t", table)) {
            for (String kind : List.of("tumbling", "sliding")) {
                long slide = kind.equals("sliding") ? 2_000_000 : 5_000_000;
                String from = windowed(5_000_000, slide);
                String[] given = {
                    "window.kind=" + kind,
                    "window.size=5000",
                    "window.slide=2000",
                    "window.watermark=3000"
                };
                String in = timely(from, end, 3_000_000, false);
                long lost =
                        oracle.number(
                                "SELECT count(*) FROM t WHERE n NOT IN (SELECT n FROM ("
                                        + in
                                        + "))");
                assertThat(lost).isPositive();
                lateAs("filter", given, table, oracle, grouped(in), lost);
                lateAs("quarantine", given, table, oracle, grouped(in), lost);
                lateAs("include", given, table, oracle, grouped(from), 0);
            }
        }
    }

    @Test
    void rowsAreLateForSessionsThatTheyWouldBegin() throws Exception {
        Table table = table(5, 3000, 5);
        String[] given = {"window.kind=session", "window.gap=400", "window.watermark=3000"};
        String in = timely("FROM t", "epoch_us(ts) + 400000", 3_000_000, false);
        try (Oracle oracle = new Oracle().with("t", table)) {
            long lost = 3000 - oracle.number("SELECT count(*) FROM (" + in + ")");
            assertThat(lost).isPositive();
            lateAs("quarantine", given, table, oracle, sessions(400_000, in), lost);
            lateAs("filter", given, table, oracle, sessions(400_000, in), lost);
            lateAs("include", given, table, oracle, sessions(400_000, "FROM t"), 0);
        }
    }

    private static void lateAs(
            String policy, String[] given, Table table, Oracle oracle, String sql, long lost)
            throws Exception {
        List<String> all = new ArrayList<>(List.of(given));
        all.add("window.late=" + policy);
        Outcome outcome = run(1 << 20, windows(all.toArray(String[]::new)), table);
        same(outcome, oracle, sql);
        boolean rejects = policy.equals("quarantine");
        assertThat(outcome.filtered()).isEqualTo(rejects ? 0 : lost);
        assertThat(outcome.rejected()).hasSize(rejects ? (int) lost : 0);
        assertThat(outcome.rejected())
                .allSatisfy(it -> {
                    assertThat(it.rule()).isEqualTo("node.late");
                    assertThat(it.column()).isEqualTo("ts");
                });
    }

    @Test
    void aRowWithoutATimeIsRejected() throws IOException {
        Table table =
                new Table(
                        INPUT,
                        List.of(
                                Arrays.asList("a", null, "1"),
                                Arrays.asList("a", "2026-01-01T00:00:00Z", "2")));
        Outcome outcome = run(1 << 20, windows("window.kind=tumbling", "window.size=60000"), table);
        assertThat(outcome.rejected())
                .containsExactly(
                        new Rejected(0, 1, "node.event-time", "ts", "the time of the event"));
        assertThat(outcome.rows())
                .containsExactly(
                        List.of(
                                "a",
                                "2026-01-01T00:00:00Z",
                                "2026-01-01T00:01:00Z",
                                "1",
                                "2",
                                "2",
                                "2",
                                "1"));
    }

    @Test
    void isExactAtTenTimesItsMemory() throws Exception {
        long memoryBytes = 128 << 10;
        Table table = table(6, 30_000, 400);
        try (Oracle oracle = new Oracle().with("t", table)) {
            Outcome sliding =
                    run(
                            memoryBytes,
                            windows("window.kind=sliding", "window.size=4000", "window.slide=2000"),
                            table);
            assertThat(sliding.spilledBytes()).isGreaterThan(10 * memoryBytes);
            same(sliding, oracle, grouped(windowed(4_000_000, 2_000_000)));
            Outcome session =
                    run(memoryBytes, windows("window.kind=session", "window.gap=9000"), table);
            assertThat(session.spilledBytes()).isGreaterThan(10 * memoryBytes);
            same(session, oracle, sessions(9_000_000, "FROM t"));
        }
    }

    @Test
    void answersTheSameHoweverRowsArrive() throws IOException {
        Table table = table(7, 200, 3);
        for (String kind : List.of("tumbling", "sliding", "session")) {
            new StepSuite(new AggregateSteps(), 1 << 20)
                    .runsTheSameHoweverRowsArrive(
                            windows(
                                    "window.kind=" + kind,
                                    "window.size=3000",
                                    "window.slide=1000",
                                    "window.gap=500",
                                    "window.watermark=1000"),
                            OUTPUT,
                            List.of(table));
        }
    }

    @Test
    void saysWhatIsWrong() {
        Table table = table(8, 1, 1);
        assertThatThrownBy(() -> run(1 << 20, windows("window.kind=tumbling"), table))
                .hasMessage("parameter 'window.size' is missing or 0");
        assertThatThrownBy(() ->
                        run(
                                1 << 20,
                                windows("window.kind=sliding", "window.size=10", "window.slide=20"),
                                table))
                .hasMessageStartingWith("parameter 'window.slide' is not between");
        assertThatThrownBy(() -> run(1 << 20, windows("window.kind=hopping"), table))
                .hasMessageContaining("expected one of tumbling, sliding, session");
        assertThatThrownBy(
                        () -> run(1 << 20, windows("window.kind=session", "window.gap=x"), table))
                .hasMessage("parameter 'window.gap' is 'x', expected milliseconds");
    }
}
