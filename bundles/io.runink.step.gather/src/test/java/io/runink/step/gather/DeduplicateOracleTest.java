package io.runink.step.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.tck.RandomRows;
import io.runink.tck.StepSuite;
import io.runink.tck.StepSuite.Outcome;
import io.runink.tck.StepSuite.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DeduplicateOracleTest {

    private static final Contract ALL = RandomRows.ALL_TYPES;

    private final StepSuite suite = new StepSuite(new DeduplicateSteps(), 1 << 20);

    private static void same(Outcome outcome, Oracle oracle, Table table, String by, String order)
            throws SQLException {
        String sql =
                "FROM t QUALIFY row_number() OVER (PARTITION BY "
                        + by
                        + " ORDER BY "
                        + order
                        + ") = 1 ORDER BY n";
        oracle.answers(sql, table.contract(), outcome.rows());
        assertThat(outcome.filtered()).isEqualTo(table.rows().size() - outcome.rows().size());
        assertThat(outcome.lines()).isSorted();
        assertThat(outcome.rejected()).isEmpty();
    }

    @Test
    void keepsTheRowsThatADatabaseKeeps() throws Exception {
        Table table = new RandomRows(1).table(ALL, 2000, 30);
        try (Oracle oracle = new Oracle().with("t", table)) {
            for (Field field : ALL.fields()) {
                List<String> by = List.of(field.name(), "flag");
                String key = String.join(", ", by);
                same(run(table, Map.of("by", by)), oracle, table, key, "n");
                same(
                        run(table, Map.of("by", by, "keep", List.of("last"))),
                        oracle,
                        table,
                        key,
                        "n DESC");
                Map<String, List<String>> latest =
                        Map.of("by", by, "keep", List.of("last"), "order", List.of("instant"));
                same(run(table, latest), oracle, table, key, "instant DESC NULLS LAST, n DESC");
                Map<String, List<String>> least =
                        Map.of("by", List.of("flag"), "order", List.of(field.name()));
                same(run(table, least), oracle, table, "flag", field.name() + " NULLS LAST, n");
            }
        }
    }

    private Outcome run(Table table, Map<String, List<String>> parameters) throws IOException {
        return suite.run(parameters, ALL, table);
    }

    @Test
    void comparesAllColumnsIfNoneIsNamed() throws Exception {
        Contract contract = StepSuite.contract("a int8", "b float64", "c string");
        Table table = new RandomRows(2).table(contract, 2000, 5);
        Outcome outcome = suite.run(Map.of(), contract, table);
        try (Oracle oracle = new Oracle().with("t", table)) {
            same(outcome, oracle, table, "a, b, c", "n");
        }
        assertThat(outcome.rows()).hasSizeLessThan(250);
    }

    @Test
    void isExactAtTenTimesItsMemory() throws Exception {
        long memoryBytes = 64 << 10;
        Contract contract = StepSuite.contract("a int32", "b string", "c decimal(38,10)");
        Table table = new RandomRows(3).table(contract, 75_000, 300);
        try (Oracle oracle = new Oracle().with("t", table)) {
            for (String keep : List.of("first", "last")) {
                Outcome outcome =
                        new StepSuite(new DeduplicateSteps(), memoryBytes)
                                .run(
                                        Map.of("by", List.of("a", "b"), "keep", List.of(keep)),
                                        contract,
                                        table);
                assertThat(outcome.spilledBytes()).isGreaterThan(10 * memoryBytes);
                String order = keep.equals("first") ? "n" : "n DESC";
                same(outcome, oracle, table, "a, b", order);
            }
        }
    }

    @Test
    void answersTheSameHoweverRowsArrive() throws IOException {
        Table table = new RandomRows(4).table(ALL, 300, 10);
        for (String keep : List.of("first", "last")) {
            suite.runsTheSameHoweverRowsArrive(
                    Map.of("by", List.of("tiny"), "keep", List.of(keep)), ALL, List.of(table));
        }
    }

    @Test
    void yieldsTheColumnsOfItsOutput() throws IOException {
        Contract input = StepSuite.contract("a int32", "b string");
        Table table = new Table(input, List.of(List.of("1", "x"), List.of("2", "y")));
        for (String keep : List.of("first", "last")) {
            Outcome outcome =
                    suite.run(Map.of("keep", List.of(keep)), StepSuite.contract("b string"), table);
            assertThat(outcome.rows()).containsExactly(List.of("x"), List.of("y"));
        }
    }

    @Test
    void saysWhatIsWrong() {
        Table table = new RandomRows(5).table(ALL, 1);
        assertThatThrownBy(() -> run(table, Map.of("keep", List.of("all"))))
                .hasMessage("parameter 'keep' is 'all', expected one of first, last");
        assertThatThrownBy(() -> run(table, Map.of("by", List.of("nose"))))
                .hasMessageContaining("column 'nose' is not in the input");
    }
}
