package io.runink.step.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.DataType.Kind;
import io.runink.api.contract.Field;
import io.runink.tck.StepSuite;
import io.runink.tck.StepSuite.Outcome;
import io.runink.tck.StepSuite.Rejected;
import io.runink.tck.StepSuite.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FlattenStepTest {

    private static final DataType LINE =
            DataType.struct(
                    List.of(
                            field("item", DataType.of(Kind.STRING)),
                            field("price", DataType.decimal(9, 2)),
                            field("tags", DataType.list(DataType.of(Kind.STRING)))));

    private static final Contract ORDERS =
            contract(
                    field("id", DataType.of(Kind.INT64)),
                    field("lines", DataType.list(LINE)),
                    field("note", DataType.of(Kind.STRING)));

    private static final Contract ITEMS =
            contract(
                    field("id", DataType.of(Kind.INT64)),
                    field("item", DataType.of(Kind.STRING)),
                    field("price", DataType.decimal(9, 2)),
                    field("tags", DataType.list(DataType.of(Kind.STRING))),
                    field("note", DataType.of(Kind.STRING)));

    private final StepSuite suite = new StepSuite(new FlattenSteps(), 32L << 20);

    private static Field field(String name, DataType type) {
        return new Field(name, name, type, false, null, null);
    }

    private static Contract contract(Field... fields) {
        return new Contract(
                "Test", "test", "1.0.0", "", "", List.of(fields), List.of(), null, null, null);
    }

    private static List<@Nullable String> row(@Nullable String... values) {
        List<@Nullable String> row = new ArrayList<>();
        for (@Nullable String value : values) {
            row.add(value);
        }
        return row;
    }

    @Test
    void membersBecomeColumnsAndOthersAreRepeated() throws Exception {
        Table orders =
                new Table(
                        ORDERS,
                        List.of(
                                row(
                                        "1",
                                        "[{\"item\":\"a\\u00e9\",\"price\":1.5,\"tags\":[\"x\", \"y\"],\"more\":{}},"
                                                + " {\"price\":\"2.00\",\"price\":3,\"item\":null}, null]",
                                        "n"),
                                row("2", "[]", "gone"),
                                row("3", null, "gone"),
                                row("4", " [{}] ", null)));

        Outcome outcome =
                suite.runsTheSameHoweverRowsArrive(
                        Map.of("column", List.of("lines")), ITEMS, List.of(orders));

        assertThat(outcome.rows())
                .containsExactly(
                        row("1", "a\u00e9", "1.50", "[\"x\", \"y\"]", "n"),
                        row("1", null, "3.00", null, "n"),
                        row("1", null, null, null, "n"),
                        row("4", null, null, null, null));
        assertThat(outcome.lines()).containsExactly(1L, 1L, 1L, 4L);
        assertThat(outcome.filtered()).isEqualTo(2);
        assertThat(outcome.rejected()).isEmpty();
    }

    @Test
    void rowsWithoutElementsStayIfTheScenarioSaysSo() throws Exception {
        Table orders = new Table(ORDERS, List.of(row("2", "[]", "a"), row("3", null, "b")));

        Outcome outcome =
                suite.run(
                        Map.of("column", List.of("lines"), "keep-empty", List.of("true")),
                        ITEMS,
                        orders);

        assertThat(outcome.rows())
                .containsExactly(row("2", null, null, null, "a"), row("3", null, null, null, "b"));
        assertThat(outcome.filtered()).isZero();
    }

    @Test
    void aRowWhoseListIsNoneIsRejectedWhole() throws Exception {
        List<String> unsound =
                List.of(
                        "",
                        "{}",
                        "[",
                        "[{}",
                        "[{}] x",
                        "[1]",
                        "[[]]",
                        "[{\"item\":{}}]",
                        "[{\"price\":1},{\"price\":1.234}]",
                        "[{\"price\":true}]",
                        "[{\"tags\":{}}]",
                        "[{\"tags\":\"a\"}]",
                        "[{\"item\":\"a}]");
        Table orders = new Table(ORDERS, unsound.stream().map(it -> row("1", it, "n")).toList());

        Outcome outcome = suite.run(Map.of("column", List.of("lines")), ITEMS, orders);

        assertThat(outcome.rows()).isEmpty();
        assertThat(outcome.rejected())
                .hasSize(unsound.size())
                .extracting(Rejected::rule, Rejected::column)
                .containsOnly(org.assertj.core.groups.Tuple.tuple("node.flatten", "lines"));
    }

    @Test
    void plainElementsKeepTheColumnsName() throws Exception {
        Contract numbers = contract(field("n", DataType.list(DataType.of(Kind.INT32))));
        Contract flat = contract(field("n", DataType.of(Kind.INT32)));

        Outcome outcome =
                suite.run(
                        Map.of("column", List.of("n")),
                        flat,
                        new Table(
                                numbers,
                                List.of(row("[1,null,-2147483648]"), row("[2147483648]"))));

        assertThat(outcome.rows())
                .containsExactly(row("1"), row((String) null), row("-2147483648"));
        assertThat(outcome.rejected()).hasSize(1);
    }

    @Test
    void agreesWithADatabaseOnRandomLists() throws Exception {
        Random random = new Random(11);
        List<List<@Nullable String>> rows = new ArrayList<>();
        long elements = 0;
        long empty = 0;
        for (int i = 0; i < 700; i++) {
            int size = random.nextInt(5) == 0 ? 0 : random.nextInt(30);
            boolean absent = random.nextInt(10) == 0;
            List<String> items = new ArrayList<>();
            for (int j = 0; j < size; j++) {
                items.add(element(random));
            }
            rows.add(
                    row(
                            Integer.toString(i),
                            absent ? null : "[" + String.join(",", items) + "]",
                            "note \uD83D\uDE00 " + i));
            elements += absent ? 0 : size;
            empty += absent || size == 0 ? 1 : 0;
        }
        Table orders = new Table(ORDERS, rows);
        Contract output =
                contract(ITEMS.fields().get(0), ITEMS.fields().get(1), ITEMS.fields().get(2));

        Outcome outcome = suite.run(Map.of("column", List.of("lines")), output, orders);

        // In = filtered + rejected + rows with elements; out = the elements of those.
        assertThat(outcome.rows()).hasSize((int) elements);
        assertThat(outcome.filtered()).isEqualTo(empty);
        try (Oracle oracle = new Oracle().with("t", orders)) {
            assertThat(outcome.rows())
                    .containsExactlyElementsOf(
                            oracle.rows(
                                    "SELECT id, line ->> '$.item' AS item,"
                                            + " CAST(line ->> '$.price' AS DECIMAL(9,2)) AS price"
                                            + " FROM (SELECT n, id, unnest(json_extract(lines, '$[*]'))"
                                            + " AS line, generate_subscripts(json_extract(lines,"
                                            + " '$[*]'), 1) AS i FROM t) ORDER BY n, i",
                                    output));
        }
    }

    private static String element(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "null";
            case 1 -> "{\"item\":\"\\\"" + random.nextInt(10) + "\u00e9\\n\"}";
            case 2 -> "{\"price\":" + random.nextInt(10_000_000) + ".5,\"item\":\"\"}";
            default -> "{\"tags\":[\"a\",\"]\"],\"price\":\"-0.01\",\"item\":null}";
        };
    }

    @Test
    void refusesWhatCannotBe() {
        Map<String, List<String>> lines = Map.of("column", List.of("lines"));
        Contract clash = contract(field("price", DataType.of(Kind.INT64)), ORDERS.fields().get(1));

        assertThatThrownBy(() -> run(Map.of("column", List.of("id")), ORDERS, ITEMS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'id' is int64, expected a list");
        assertThatThrownBy(() -> run(Map.of("column", List.of("other")), ORDERS, ITEMS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no column 'other'");
        assertThatThrownBy(
                        () -> run(lines, clash, contract(field("price", DataType.decimal(9, 2)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'price' is in the input and in the elements");
        assertThatThrownBy(() -> run(lines, ORDERS, contract(field("x", DataType.of(Kind.DATE)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x' is not there");
        assertThatThrownBy(() ->
                        run(
                                Map.of("column", List.of("lines"), "keep-empty", List.of("yes")),
                                ORDERS,
                                ITEMS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'keep-empty' is no flag");
    }

    private void run(Map<String, List<String>> parameters, Contract input, Contract output)
            throws Exception {
        suite.run(parameters, output, new Table(input, List.of()));
    }
}
