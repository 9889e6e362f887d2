package io.runink.step.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.tck.RandomRows;
import io.runink.tck.StepSuite;
import io.runink.tck.StepSuite.Feed;
import io.runink.tck.StepSuite.Outcome;
import io.runink.tck.StepSuite.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JoinOracleTest {

    private static final Contract FIRST =
            StepSuite.contract("k int16", "name string", "price decimal(38,10)", "at timestamp");

    private static final Contract SECOND =
            StepSuite.contract("name string", "code int16", "rate float64", "raw bytes");

    /** The first's columns, then those of the second that it lacks. */
    private static final Contract JOINED =
            StepSuite.contract(
                    "k int16",
                    "name string",
                    "price decimal(38,10)",
                    "at timestamp",
                    "code int16",
                    "rate float64",
                    "raw bytes");

    private static final List<String> ON = List.of("k = code", "name");

    private static final String MATCH = "a.k = b.code AND a.name = b.name";

    private static Contract output(String kind) {
        return kind.equals("anti") ? FIRST : JOINED;
    }

    private static String sql(String kind) {
        return switch (kind) {
            case "inner" ->
                    "SELECT a.*, b.code, b.rate, b.raw FROM a JOIN b ON "
                            + MATCH
                            + " ORDER BY a.n, b.n";
            case "left" ->
                    "SELECT a.*, b.code, b.rate, b.raw FROM a LEFT JOIN b ON "
                            + MATCH
                            + " ORDER BY a.n, b.n";
            case "full" ->
                    "SELECT coalesce(a.k, b.code) AS k, coalesce(a.name, b.name) AS name, a.price,"
                            + " a.at, b.code, b.rate, b.raw FROM a FULL JOIN b ON "
                            + MATCH
                            + " ORDER BY a.n NULLS LAST, b.n";
            default -> "FROM a WHERE NOT EXISTS (FROM b WHERE " + MATCH + ") ORDER BY n";
        };
    }

    /** Rows of either input that are in no row of the output. */
    private static String filtered(String kind) {
        String first = "(SELECT count(*) FROM a WHERE %s EXISTS (FROM b WHERE " + MATCH + "))";
        String second = "(SELECT count(*) FROM b WHERE NOT EXISTS (FROM a WHERE " + MATCH + "))";
        return "SELECT "
                + switch (kind) {
                    case "inner" -> first.formatted("NOT") + " + " + second;
                    case "left" -> second;
                    case "full" -> "0";
                    default -> first.formatted("") + " + (SELECT count(*) FROM b)";
                };
    }

    private static void same(Outcome outcome, String kind, Oracle oracle) throws Exception {
        oracle.answers(sql(kind), output(kind), outcome.rows());
        assertThat(outcome.filtered()).isEqualTo(oracle.number(filtered(kind)));
        assertThat(outcome.rejected()).isEmpty();
    }

    private static Map<String, List<String>> parameters(String kind) {
        return Map.of("on", ON, "kind", List.of(kind));
    }

    private static Outcome run(long memoryBytes, String kind, Table first, Table second, Feed feed)
            throws IOException {
        return new StepSuite(new JoinSteps(), memoryBytes)
                .run(parameters(kind), output(kind), List.of(first, second), feed, 1000);
    }

    /** As many columns of the second are keys of the first as not. */
    private static Table sharing(Table first, Table second) {
        List<List<@Nullable String>> shared = new ArrayList<>();
        for (int i = 0; i < second.rows().size(); i++) {
            List<@Nullable String> row = new ArrayList<>(second.rows().get(i));
            if (i % 2 == 0) {
                List<@Nullable String> other = first.rows().get(i * 7 % first.rows().size());
                row.set(0, other.get(1));
                row.set(1, other.get(0));
            }
            shared.add(row);
        }
        return new Table(second.contract(), shared);
    }

    @Test
    void joinsAsADatabaseDoes() throws Exception {
        Table first = new RandomRows(1).table(FIRST, 2000, 25);
        Table second = sharing(first, new RandomRows(2).table(SECOND, 1500, 25));
        try (Oracle oracle = new Oracle().with("a", first).with("b", second)) {
            for (String kind : List.of("inner", "left", "full", "anti")) {
                Outcome outcome = run(1 << 20, kind, first, second, Feed.ALTERNATING);
                assertThat(outcome.spilledBytes()).isZero();
                same(outcome, kind, oracle);
            }
        }
    }

    @Test
    void isExactAtTenTimesItsMemory() throws Exception {
        long memoryBytes = 64 << 10;
        Table first = new RandomRows(3).table(FIRST, 10_000, 120);
        Table second = sharing(first, new RandomRows(4).table(SECOND, 12_000, 120));
        try (Oracle oracle = new Oracle().with("a", first).with("b", second)) {
            for (String kind : List.of("inner", "left", "full", "anti")) {
                for (Feed feed : List.of(Feed.FIRST_INPUT_FIRST, Feed.LAST_INPUT_FIRST)) {
                    Outcome outcome = run(memoryBytes, kind, first, second, feed);
                    assertThat(outcome.spilledBytes()).isGreaterThan(10 * memoryBytes);
                    same(outcome, kind, oracle);
                }
            }
        }
    }

    @Test
    void onlySecondInputsBeyondMemorySpill() throws Exception {
        Table first = new RandomRows(5).table(FIRST, 10_000, 50);
        Table second = sharing(first, new RandomRows(6).table(SECOND, 300, 50));
        try (Oracle oracle = new Oracle().with("a", first).with("b", second)) {
            Outcome outcome = run(64 << 10, "left", first, second, Feed.LAST_INPUT_FIRST);
            assertThat(outcome.spilledBytes()).isZero();
            same(outcome, "left", oracle);
        }
    }

    @Test
    void aKeyMayHaveMoreRowsThanMemoryInBothInputs() throws Exception {
        long memoryBytes = 64 << 10;
        List<List<@Nullable String>> ones = new ArrayList<>();
        List<List<@Nullable String>> others = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ones.add(List.of("1", "x".repeat(1000), i + ".0", "2026-01-01T00:00:00Z"));
            others.add(List.of("x".repeat(1000), "1", i + ".5", "AAAA"));
        }
        Table first = new Table(FIRST, ones);
        Table second = new Table(SECOND, others);
        try (Oracle oracle = new Oracle().with("a", first).with("b", second)) {
            Outcome outcome = run(memoryBytes, "full", first, second, Feed.ALTERNATING);
            assertThat(outcome.rows()).hasSize(90_000);
            assertThat(outcome.spilledBytes()).isGreaterThan(8 * memoryBytes);
            same(outcome, "full", oracle);
        }
    }

    @Test
    void answersTheSameHoweverRowsArrive() throws IOException {
        Table first = new RandomRows(7).table(FIRST, 150, 5);
        Table second = sharing(first, new RandomRows(8).table(SECOND, 150, 5));
        for (String kind : List.of("inner", "left", "full", "anti")) {
            new StepSuite(new JoinSteps(), 1 << 20)
                    .runsTheSameHoweverRowsArrive(
                            parameters(kind), output(kind), List.of(first, second));
        }
    }

    @Test
    void comparesKeysOfEveryType() throws Exception {
        Contract all = RandomRows.ALL_TYPES;
        Table first = new RandomRows(9).table(all, 200, 20);
        Table second =
                new Table(all, new RandomRows(9).table(all, 300, 20).rows().subList(100, 300));
        try (Oracle oracle = new Oracle().with("a", first).with("b", second)) {
            for (Field field : all.fields()) {
                String name = field.name();
                Outcome outcome =
                        new StepSuite(new JoinSteps(), 1 << 20)
                                .run(
                                        Map.of("on", List.of(name)),
                                        all,
                                        List.of(first, second),
                                        Feed.ALTERNATING,
                                        1000);
                oracle.answers(
                        "SELECT a.* FROM a JOIN b ON a."
                                + name
                                + " = b."
                                + name
                                + " ORDER BY a.n, b.n",
                        all,
                        outcome.rows());
                assertThat(outcome.rows()).isNotEmpty();
            }
        }
    }

    @Test
    void saysWhatIsWrong() {
        Table first = new RandomRows(10).table(FIRST, 1);
        Table second = new RandomRows(11).table(SECOND, 1);
        assertThatThrownBy(() -> run(first, second, Map.of("on", List.of("k = name"))))
                .hasMessageContaining("expected one type");
        assertThatThrownBy(() -> run(first, second, Map.of("on", List.of("k = code = k"))))
                .hasMessage("parameter 'on' has 'k = code = k', expected 'a' or 'a = b'");
        assertThatThrownBy(() -> run(first, second, Map.of("on", ON, "kind", List.of("outer"))))
                .hasMessageContaining("expected one of inner, left, full, anti");
    }

    private static void run(Table first, Table second, Map<String, List<String>> parameters)
            throws IOException {
        new StepSuite(new JoinSteps(), 1 << 20)
                .run(parameters, JOINED, List.of(first, second), Feed.ALTERNATING, 10);
    }
}
