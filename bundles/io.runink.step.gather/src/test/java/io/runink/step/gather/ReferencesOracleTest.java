package io.runink.step.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.Contract;
import io.runink.tck.RandomRows;
import io.runink.tck.StepSuite;
import io.runink.tck.StepSuite.Feed;
import io.runink.tck.StepSuite.Outcome;
import io.runink.tck.StepSuite.Rejected;
import io.runink.tck.StepSuite.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReferencesOracleTest {

    private static final Contract ROWS =
            StepSuite.contract("a int16", "b string", "price decimal(18,4)");

    private static final Contract KEYS = StepSuite.contract("note string", "x int16", "b string");

    private static final String FOUND = "EXISTS (FROM k WHERE k.x = t.a AND k.b = t.b)";

    private static final Map<String, List<String>> PARAMETERS =
            Map.of(
                    "columns",
                    List.of("a", "b"),
                    "keys",
                    List.of("x", "b"),
                    "rule",
                    List.of("a.references"));

    private final StepSuite suite = new StepSuite(new ReferencesSteps(), 1 << 20);

    /** As a row of the input, but the values that a check cannot show. */
    private static void same(Outcome outcome, Table rows, Table keys) throws Exception {
        try (Oracle oracle = new Oracle().with("t", rows).with("k", keys)) {
            String passes = "a IS NULL OR b IS NULL OR " + FOUND;
            oracle.answers("FROM t WHERE " + passes + " ORDER BY n", ROWS, outcome.rows());
            assertThat(outcome.rejected())
                    .hasSize(rows.rows().size() - outcome.rows().size())
                    .allSatisfy(it -> {
                        assertThat(it.rule()).isEqualTo("a.references");
                        assertThat(it.expected()).isEqualTo("a key of Test");
                        assertThat(it.input()).isZero();
                    });
            assertThat(outcome.rejected()).isNotEmpty();
            assertThat(outcome.rows()).isNotEmpty();
            assertThat(outcome.rejected().stream().map(Rejected::line)).isSorted();
            assertThat(outcome.filtered()).isZero();
        }
    }

    @Test
    void rejectsWhatADatabaseDoesNotFind() throws Exception {
        Table rows = new RandomRows(1).table(ROWS, 3000, 40);
        Table keys = sharing(rows, new RandomRows(2).table(KEYS, 500, 30));
        Outcome outcome = suite.run(PARAMETERS, ROWS, List.of(rows, keys), Feed.ALTERNATING, 100);
        same(outcome, rows, keys);
    }

    /** Half of the keys are keys of rows. */
    private static Table sharing(Table rows, Table keys) {
        List<List<@Nullable String>> shared = new ArrayList<>();
        for (int i = 0; i < keys.rows().size(); i++) {
            List<@Nullable String> key = new ArrayList<>(keys.rows().get(i));
            if (i % 2 == 0) {
                List<@Nullable String> row = rows.rows().get(i * 3 % rows.rows().size());
                key.set(1, row.get(0));
                key.set(2, row.get(1));
            }
            shared.add(key);
        }
        return new Table(keys.contract(), shared);
    }

    @Test
    void isExactAtTenTimesItsMemory() throws Exception {
        long memoryBytes = 64 << 10;
        Table rows = new RandomRows(3).table(ROWS, 60_000, 600);
        Table keys = sharing(rows, new RandomRows(4).table(KEYS, 60_000, 400));
        for (Feed feed : List.of(Feed.FIRST_INPUT_FIRST, Feed.LAST_INPUT_FIRST)) {
            Outcome outcome =
                    new StepSuite(new ReferencesSteps(), memoryBytes)
                            .run(PARAMETERS, ROWS, List.of(rows, keys), feed, 4096);
            assertThat(outcome.spilledBytes()).isGreaterThan(8 * memoryBytes);
            same(outcome, rows, keys);
        }
    }

    @Test
    void answersTheSameHoweverRowsArrive() throws IOException {
        Table rows = new RandomRows(5).table(ROWS, 200, 10);
        Table keys = sharing(rows, new RandomRows(6).table(KEYS, 40, 10));
        suite.runsTheSameHoweverRowsArrive(PARAMETERS, ROWS, List.of(rows, keys));
    }

    @Test
    void namesTheColumnIfItIsOne() throws IOException {
        Contract contract = StepSuite.contract("a int16");
        Table rows = new Table(contract, List.of(List.of("1"), List.of("2")));
        Table keys = new Table(contract, List.of(List.of("2")));
        Outcome outcome =
                suite.runsTheSameHoweverRowsArrive(
                        Map.of("columns", List.of("a"), "expected", List.of("one of ours")),
                        contract,
                        List.of(rows, keys));
        assertThat(outcome.rejected())
                .containsExactly(new Rejected(0, 1, "node.references", "a", "one of ours"));
    }

    @Test
    void saysWhatIsWrong() {
        Table rows = new RandomRows(7).table(ROWS, 1);
        Table keys = new RandomRows(8).table(KEYS, 1);
        assertThatThrownBy(() -> run(rows, keys, List.of("a"), List.of("b")))
                .hasMessage(
                        "column 'a' is int16 and column 'b' of the second input is string,"
                                + " expected one type");
        assertThatThrownBy(() -> run(rows, keys, List.of("a"), List.of("x", "b")))
                .hasMessage("1 columns are compared with 2");
    }

    private void run(Table rows, Table keys, List<String> columns, List<String> to)
            throws IOException {
        suite.run(
                Map.of("columns", columns, "keys", to),
                ROWS,
                List.of(rows, keys),
                Feed.ALTERNATING,
                10);
    }
}
