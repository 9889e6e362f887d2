package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.contract.StepFunction.Cardinality;
import io.runink.api.dag.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions of the contract file that take and return records, lists and maps. */
final class NestedFunctionTest {

    private static final String SOURCE =
            """
            import java.math.BigDecimal;
            import java.time.Instant;
            import java.time.LocalDate;
            import java.util.ArrayList;
            import java.util.List;
            import java.util.Map;
            class Orders {
                enum Kind { SPOT, SWAP }
                record Line(String item, Kind kind, BigDecimal price, int lots) {}
                record Place(LocalDate since, Map<String, List<Long>> codes) {}
                record Order(long id, List<Line> lines, Place place, Map<String, Double> rates,
                        Instant at) {}
                static Order turn(Order order) {
                    List<Line> lines = new ArrayList<>(order.lines());
                    lines.removeIf(it -> it != null && it.lots() == 0);
                    lines.add(new Line("last \\"one\\"", Kind.SWAP, new BigDecimal("1E+2"), 7));
                    Place place = order.place() == null ? null
                            : new Place(order.place().since().plusDays(1), order.place().codes());
                    return new Order(order.id(), lines, place,
                            order.rates() == null ? Map.of() : order.rates(), order.at());
                }
            }
            """;

    @TempDir Path folder;

    private static Field field(String name, String component, DataType type) {
        return new Field(name, component, type, false, null, null);
    }

    private static Field field(String name, String type) {
        return field(name, name, DataType.parse(type));
    }

    private static Contract order() {
        DataType line =
                DataType.struct(
                        List.of(
                                field("item", "string"),
                                field("kind", "string"),
                                field("price", "decimal(20,4)"),
                                field("lots", "int32")));
        DataType codes = DataType.map(DataType.list(DataType.parse("int64")));
        DataType place =
                DataType.struct(List.of(field("since", "date"), field("codes", "codes", codes)));
        List<Field> fields =
                List.of(
                        field("id", "int64"),
                        field("lines", "lines", DataType.list(line)),
                        field("place", "place", place),
                        field("rates", "rates", DataType.map(DataType.parse("float64"))),
                        field("at", "timestamp"));
        List<Rule> rules =
                fields.stream()
                        .map(it ->
                                new Rule(
                                        it.name() + ".type",
                                        "type",
                                        "type",
                                        RuleClass.RECORD,
                                        List.of(it.name()),
                                        new TreeMap<>()))
                        .toList();
        return new Contract(
                "Order", "order", "1.0.0", "", "Orders$Order", fields, rules, null, null, null);
    }

    private Pipeline pipeline(String... lines) throws Exception {
        return new Pipeline(folder)
                .contract(order())
                .code(SOURCE)
                .source("orders", "Order", true, lines)
                .step(
                        "Turn",
                        new Node.Work.Call("Orders", "turn", Cardinality.ONE),
                        "Order",
                        "Order",
                        true)
                .sink("out", "Order")
                .edge("orders", "Turn", "Order")
                .edge("Turn", "out", "Order");
    }

    @Test
    void nestedValuesGoInAndComeOut() throws Exception {
        Pipeline run =
                pipeline(
                                "{\"id\":1,\"lines\":[{\"item\":\"\\u00e4\\n\",\"kind\":\"SPOT\","
                                        + "\"price\":\"12.5\",\"lots\":2,\"more\":{}},null,"
                                        + "{\"lots\":0}],\"place\":{\"since\":\"2026-02-28\","
                                        + "\"codes\":{\"a\":[1,\"2\",null],\"b\":[]}},\"rates\":"
                                        + "{\"EUR\":1.25,\"USD\":null},\"at\":"
                                        + "\"2026-01-01T00:00:00Z\"}",
                                "{\"id\":2,\"lines\":[]}")
                        .run();
        String last = "{\"item\":\"last \\\"one\\\"\",\"kind\":\"SWAP\",\"price\":100,\"lots\":7}";
        assertThat(run.lines("out"))
                .containsExactly(
                        "{\"id\":1,\"lines\":[{\"item\":\"ä\\n\",\"kind\":\"SPOT\",\"price\":"
                                + "12.5000,\"lots\":2},null,"
                                + last
                                + "],\"place\":{\"since\":\"2026-03-01\",\"codes\":{\"a\":[1,2,"
                                + "null],\"b\":[]}},\"rates\":{\"EUR\":1.25,\"USD\":null},\"at\":"
                                + "\"2026-01-01T00:00:00Z\"}",
                        "{\"id\":2,\"lines\":[" + last + "],\"rates\":{}}");
    }

    @Test
    void aPrimitiveInsideCannotBeAbsent() throws Exception {
        assertThat(pipeline("{\"id\":1,\"lines\":[{\"item\":\"a\"}]}").failure("Turn").text())
                .startsWith("RNK-SLICE-009")
                .contains("'lines[].lots'", "line 1");
    }

    @Test
    void aValueOfAnotherTypeInsideIsNamedWithoutIt() throws Exception {
        assertThat(
                        pipeline("{\"id\":1,\"lines\":[{\"kind\":\"secret\",\"lots\":1}]}")
                                .failure("Turn")
                                .text())
                .startsWith("RNK-SLICE-009")
                .contains("'lines[].kind'", "line 1")
                .doesNotContain("secret");
    }

    @Test
    void aRecordThatDoesNotFitIsRefused() throws Exception {
        assertThat(
                        pipeline("{\"id\":1,\"lines\":[]}")
                                .code(
                                        SOURCE.replace("int lots)", "long lots)")
                                                .replace(", 7)", ", 7L)"))
                                .failure("Turn")
                                .text())
                .startsWith("RNK-SLICE-006")
                .contains("'lots'", "'long'", "int32");
    }
}
