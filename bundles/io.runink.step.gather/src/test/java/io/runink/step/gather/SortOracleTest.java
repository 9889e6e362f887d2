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

final class SortOracleTest {

    private static final Contract ALL = RandomRows.ALL_TYPES;

    private final StepSuite suite = new StepSuite(new SortSteps(), 1 << 20);

    private static void same(Outcome outcome, Oracle oracle, String sql, Contract contract)
            throws SQLException {
        oracle.answers(sql, contract, outcome.rows());
        assertThat(outcome.filtered()).isZero();
        assertThat(outcome.rejected()).isEmpty();
    }

    @Test
    void sortsByColumnsOfEveryTypeAsADatabaseDoes() throws Exception {
        Table table = new RandomRows(1).table(ALL, 3000, 40);
        try (Oracle oracle = new Oracle().with("t", table)) {
            for (Field field : ALL.fields()) {
                String name = field.name();
                same(
                        suite.run(Map.of("by", List.of(name, "large desc")), ALL, table),
                        oracle,
                        "FROM t ORDER BY " + name + " NULLS LAST, large DESC NULLS LAST, n",
                        ALL);
                same(
                        suite.run(
                                Map.of(
                                        "by",
                                        List.of("flag", name + " desc", "tiny asc"),
                                        "nulls",
                                        List.of("first")),
                                ALL,
                                table),
                        oracle,
                        "FROM t ORDER BY flag NULLS FIRST, "
                                + name
                                + " DESC NULLS FIRST, tiny NULLS FIRST, n",
                        ALL);
            }
        }
    }

    @Test
    void isExactAtTenTimesItsMemory() throws Exception {
        long memoryBytes = 256 << 10;
        Table table = new RandomRows(2).table(ALL, 25_000, 2000);
        Outcome outcome =
                new StepSuite(new SortSteps(), memoryBytes)
                        .run(Map.of("by", List.of("text", "wide desc")), ALL, table);
        assertThat(outcome.spilledBytes()).isGreaterThan(10 * memoryBytes);
        try (Oracle oracle = new Oracle().with("t", table)) {
            same(outcome, oracle, "FROM t ORDER BY text NULLS LAST, wide DESC NULLS LAST, n", ALL);
        }
    }

    @Test
    void answersTheSameHoweverRowsArrive() throws IOException {
        Table table = new RandomRows(3).table(ALL, 300, 10);
        Outcome outcome =
                suite.runsTheSameHoweverRowsArrive(
                        Map.of("by", List.of("flag")), ALL, List.of(table));
        assertThat(outcome.rows()).hasSize(300).containsExactlyInAnyOrderElementsOf(table.rows());
        assertThat(outcome.lines()).doesNotHaveDuplicates();
    }

    @Test
    void yieldsTheColumnsOfItsOutput() throws IOException {
        Contract input = StepSuite.contract("a int32", "b string");
        Outcome outcome =
                suite.run(
                        Map.of("by", List.of("a")),
                        StepSuite.contract("b string"),
                        new Table(input, List.of(List.of("2", "x"), List.of("1", "y"))));
        assertThat(outcome.rows()).containsExactly(List.of("y"), List.of("x"));
    }

    @Test
    void saysWhatIsWrong() {
        Table table = new RandomRows(4).table(ALL, 1);
        assertThatThrownBy(() -> suite.run(Map.of(), ALL, table))
                .hasMessage("parameter 'by' is missing");
        assertThatThrownBy(() -> suite.run(Map.of("by", List.of("nose")), ALL, table))
                .hasMessage("column 'nose' is not in the input, expected one of its columns");
        assertThatThrownBy(() -> suite.run(Map.of("by", List.of("text down")), ALL, table))
                .hasMessageContaining("'column asc' or 'column desc'");
        assertThatThrownBy(() ->
                        suite.run(
                                Map.of("by", List.of("text"), "nulls", List.of("gone")),
                                ALL,
                                table))
                .hasMessage("parameter 'nulls' is 'gone', expected one of last, first");
    }
}
