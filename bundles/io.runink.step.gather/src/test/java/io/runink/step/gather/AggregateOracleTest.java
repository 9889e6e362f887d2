package io.runink.step.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.error.RuninkException;
import io.runink.tck.RandomRows;
import io.runink.tck.StepSuite;
import io.runink.tck.StepSuite.Outcome;
import io.runink.tck.StepSuite.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AggregateOracleTest {

    private static final Contract ALL = RandomRows.ALL_TYPES;

    private static final long MEMORY = 1 << 20;

    /** Parameters of a step, written as {@code name=value}; several of one name are a list. */
    static Map<String, List<String>> parameters(String... given) {
        Map<String, List<String>> parameters = new TreeMap<>();
        for (String one : given) {
            int equals = one.indexOf('=');
            parameters
                    .computeIfAbsent(one.substring(0, equals), _ -> new ArrayList<>())
                    .add(one.substring(equals + 1));
        }
        return parameters;
    }

    private static Outcome run(
            long memoryBytes, Map<String, List<String>> parameters, Contract output, Table table)
            throws IOException {
        return new StepSuite(new AggregateSteps(), memoryBytes).run(parameters, output, table);
    }

    private static void same(Outcome outcome, Contract output, Oracle oracle, String sql)
            throws Exception {
        oracle.answers(sql, output, outcome.rows());
        assertThat(outcome.filtered()).isZero();
        assertThat(outcome.rejected()).isEmpty();
    }

    @Test
    void groupsByColumnsOfEveryType() throws Exception {
        Table table = new RandomRows(1).table(ALL, 2000, 20);
        try (Oracle oracle = new Oracle().with("t", table)) {
            for (Field field : ALL.fields()) {
                String name = field.name();
                Contract output =
                        StepSuite.contract(
                                name + "_x int64",
                                "flag boolean",
                                name + "_d int64",
                                name + "_rows int64");
                String distinct = name + "_d=count_distinct(" + name + ")";
                Outcome outcome =
                        run(
                                MEMORY,
                                parameters(
                                        "by=flag",
                                        "by=tiny",
                                        name + "_x=count( " + name + " )",
                                        distinct,
                                        name + "_rows=count()"),
                                output,
                                table);
                same(
                        outcome,
                        output,
                        oracle,
                        ("SELECT flag, count(@) AS @_x, count(DISTINCT @) AS @_d,"
                                        + " count(*) AS @_rows FROM t GROUP BY flag, tiny"
                                        + " ORDER BY flag NULLS LAST, tiny NULLS LAST")
                                .replace("@", name));
            }
        }
    }

    @Test
    void keysComeOutInTheirOrderAbsentOnesLast() throws Exception {
        Table table = new RandomRows(2).table(ALL, 1000, 20);
        try (Oracle oracle = new Oracle().with("t", table)) {
            for (Field field : ALL.fields()) {
                String name = field.name();
                Contract output = StepSuite.contract(name + " " + field.type(), "records int64");
                Outcome outcome =
                        run(MEMORY, parameters("by=" + name, "records=count()"), output, table);
                same(
                        outcome,
                        output,
                        oracle,
                        "SELECT "
                                + name
                                + ", count(*) AS records FROM t GROUP BY "
                                + name
                                + " ORDER BY "
                                + name
                                + " NULLS LAST");
            }
        }
    }

    @Test
    void findsLeastGreatestFirstAndLastOfEveryType() throws Exception {
        Table table = new RandomRows(3).table(ALL, 2000, 60);
        try (Oracle oracle = new Oracle().with("t", table)) {
            for (Field field : ALL.fields()) {
                String name = field.name();
                String type = " " + field.type();
                Contract output =
                        StepSuite.contract(
                                "tiny int8", "a" + type, "b" + type, "c" + type, "d" + type);
                Outcome outcome =
                        run(
                                MEMORY,
                                parameters(
                                        "by=tiny",
                                        "a=min(" + name + ")",
                                        "b=max(" + name + ")",
                                        "c=first(" + name + ")",
                                        "d=last(" + name + ")"),
                                output,
                                table);
                String some = " FILTER (@ IS NOT NULL)";
                same(
                        outcome,
                        output,
                        oracle,
                        ("SELECT tiny, min(@) AS a, max(@) AS b, first(@ ORDER BY n)"
                                        + some
                                        + " AS c, last(@ ORDER BY n)"
                                        + some
                                        + " AS d FROM t GROUP BY tiny ORDER BY tiny NULLS LAST")
                                .replace("@", name));
            }
        }
    }

    private static final Contract AMOUNTS =
            StepSuite.contract(
                    "k int16",
                    "small int8",
                    "whole int32",
                    "large int64",
                    "money decimal(18,4)",
                    "wide decimal(34,10)",
                    "text string");

    private static final Contract SUMS =
            StepSuite.contract(
                    "k int16",
                    "s int64",
                    "w int64",
                    "m decimal(38,4)",
                    "d decimal(38,10)",
                    "mean decimal(38,6)",
                    "price decimal(38,10)",
                    "t string",
                    "u int64");

    private static final Map<String, List<String>> SUMMED =
            parameters(
                    "by=k",
                    "s=sum(small)",
                    "w=sum(whole)",
                    "m=sum(money)",
                    "d=sum(wide)",
                    "mean=avg(whole)",
                    "price=avg(wide)",
                    "t=max(text)",
                    "u=count_distinct(text)");

    @Test
    void sumsAreExact() throws Exception {
        Table table = new RandomRows(4).table(AMOUNTS, 4000, 50);
        Outcome outcome = run(MEMORY, SUMMED, SUMS, table);
        assertThat(outcome.rows()).isEqualTo(NaiveSums.of(table));
        try (Oracle oracle = new Oracle().with("t", table)) {
            Contract some = StepSuite.contract("k int16", "s int64", "w int64", "m decimal(38,4)");
            List<List<@Nullable String>> sums = new ArrayList<>();
            outcome.rows().forEach(it -> sums.add(it.subList(0, 4)));
            oracle.answers(
                    "SELECT k, sum(small) AS s, sum(whole) AS w, sum(money) AS m"
                            + " FROM t GROUP BY k ORDER BY k NULLS LAST",
                    some,
                    sums);
        }
    }

    @Test
    void isExactAtTenTimesItsMemory() throws Exception {
        long memoryBytes = 128 << 10;
        Table table = new RandomRows(5).table(AMOUNTS, 40_000, 20_000);
        Outcome outcome = run(memoryBytes, SUMMED, SUMS, table);
        assertThat(outcome.spilledBytes()).isGreaterThan(10 * memoryBytes);
        assertThat(outcome.rows()).isEqualTo(NaiveSums.of(table));
    }

    @Test
    void valuesLargerThanItsMemoryFit() throws IOException {
        Contract input = StepSuite.contract("k int8", "text string");
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String letter = String.valueOf((char) ('a' + i % 20));
            rows.add(List.of(String.valueOf(i % 2), letter.repeat(90_000)));
        }
        Contract output = StepSuite.contract("k int8", "a string", "b string", "c int64");
        Outcome outcome =
                run(
                        64 << 10,
                        parameters("by=k", "a=max(text)", "b=last(text)", "c=count()"),
                        output,
                        new Table(input, rows));
        assertThat(outcome.rows())
                .containsExactly(
                        List.of("0", "s".repeat(90_000), "s".repeat(90_000), "20"),
                        List.of("1", "t".repeat(90_000), "t".repeat(90_000), "20"));
    }

    @Test
    void withoutKeysAllRowsAreOneGroup() throws Exception {
        Contract output =
                StepSuite.contract(
                        "n int64", "a int64", "b decimal(38,6)", "c string", "d float64");
        Map<String, List<String>> given =
                parameters("n=count()", "a=sum(tiny)", "b=avg(tiny)", "c=min(text)", "d=sum(real)");
        Outcome none = run(MEMORY, given, output, new Table(ALL, List.of()));
        assertThat(none.rows()).containsExactly(Arrays.asList("0", null, null, null, null));
        assertThat(none.lines()).containsExactly(0L);
        List<@Nullable String> absent = Arrays.asList(new @Nullable String[14]);
        Outcome empty = run(MEMORY, given, output, new Table(ALL, List.of(absent, absent)));
        assertThat(empty.rows()).containsExactly(Arrays.asList("2", null, null, null, null));
        assertThat(empty.lines()).containsExactly(1L);
        Outcome keyed =
                run(
                        MEMORY,
                        parameters("by=text", "n=count()"),
                        StepSuite.contract("text string", "n int64"),
                        new Table(ALL, List.of()));
        assertThat(keyed.rows()).isEmpty();
    }

    @Test
    void answersTheSameHoweverRowsArrive() throws IOException {
        Table table = new RandomRows(6).table(AMOUNTS, 300, 10);
        new StepSuite(new AggregateSteps(), MEMORY)
                .runsTheSameHoweverRowsArrive(SUMMED, SUMS, List.of(table));
    }

    @Test
    void aColumnMayBeCalledAsAParameterIs() throws IOException {
        Contract output = StepSuite.contract("by int64");
        Outcome outcome =
                run(
                        MEMORY,
                        parameters("set=by = count(text)"),
                        output,
                        new RandomRows(7).table(ALL, 10, 3));
        assertThat(outcome.rows()).hasSize(1);
    }

    @Test
    void aSumThatItsTypeDoesNotHoldFailsTheRun() {
        Contract input = StepSuite.contract("large int64", "wide decimal(38,0)");
        String most = String.valueOf(Long.MAX_VALUE);
        String nines = "9".repeat(38);
        Table table = new Table(input, List.of(List.of(most, nines), List.of("1", "1")));
        assertThatThrownBy(() ->
                        run(
                                MEMORY,
                                parameters("total=sum(large)"),
                                StepSuite.contract("total int64"),
                                table))
                .isInstanceOf(RuninkException.class)
                .hasMessageStartingWith("RNK-GATHER-001")
                .hasMessageContaining("'total'")
                .hasMessageContaining("int64")
                .hasMessageNotContaining(most);
        assertThatThrownBy(() ->
                        run(
                                MEMORY,
                                parameters("total=sum(wide)"),
                                StepSuite.contract("total decimal(38,0)"),
                                table))
                .isInstanceOf(RuninkException.class)
                .hasMessageStartingWith("RNK-GATHER-001");
    }

    @Test
    void whatGoesBeyondItsTypeInBetweenDoesNotMatter() throws IOException {
        Contract input = StepSuite.contract("large int64", "wide decimal(38,0)");
        String most = String.valueOf(Long.MAX_VALUE);
        String least = String.valueOf(Long.MIN_VALUE);
        String nines = "9".repeat(38);
        Table table =
                new Table(
                        input,
                        List.of(
                                List.of(most, nines),
                                List.of(most, nines),
                                List.of("-5", "-" + nines),
                                List.of(least, "-" + nines),
                                List.of(least, "-" + nines)));
        Outcome outcome =
                run(
                        MEMORY,
                        parameters("a=sum(large)", "b=sum(wide)", "c=avg(wide)"),
                        StepSuite.contract("a int64", "b decimal(38,0)", "c decimal(38,0)"),
                        table);
        assertThat(outcome.rows())
                .containsExactly(List.of("-7", "-" + nines, "-2" + "0".repeat(37)));
    }

    @Test
    void saysWhatIsWrong() {
        Table table = new RandomRows(8).table(ALL, 1);
        Contract output = StepSuite.contract("x int64");
        assertThatThrownBy(() -> run(MEMORY, parameters("x=sum"), output, table))
                .hasMessage("column 'x' is 'sum', expected function(column)");
        assertThatThrownBy(() -> run(MEMORY, parameters("x=median(tiny)"), output, table))
                .hasMessageStartingWith("column 'x' is 'median', expected count, ");
        assertThatThrownBy(() -> run(MEMORY, parameters("x=sum(text)"), output, table))
                .hasMessage("column 'x' of the output is int64, which no sum of string is");
        assertThatThrownBy(() -> run(MEMORY, parameters("x=min(tiny)"), output, table))
                .hasMessage("column 'x' of the output is int64, expected int8");
        assertThatThrownBy(() -> run(MEMORY, parameters("y=count()"), output, table))
                .hasMessageStartingWith("column 'x' of the output is given no value");
        assertThatThrownBy(() -> run(MEMORY, parameters("x=sum()"), output, table))
                .hasMessageStartingWith("column '' is not in the input");
    }
}
