package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.Masking;
import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.dag.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules inside structs, lists and maps. */
final class NestedRulesTest {

    @TempDir Path folder;

    private static Field field(String name, DataType type) {
        return new Field(name, name, type, false, null, null);
    }

    private static Field field(String name, String type) {
        return field(name, DataType.parse(type));
    }

    private static Rule rule(String path, String name, String kind, String... values) {
        return Fixture.rule(path, name, kind, RuleClass.RECORD, values);
    }

    private static Rule required(String path) {
        return rule(path, "required", "required");
    }

    /** The type rules of a field and of all that is inside it. */
    private static void types(FieldPath path, DataType type, List<Rule> into) {
        into.add(rule(path.toString(), "type", "type", type.toString()));
        for (Field member : type.fields()) {
            types(path.member(member.name()), member.type(), into);
        }
        DataType element = type.element();
        if (element != null) {
            types(
                    type.kind() == DataType.Kind.LIST ? path.elements() : path.values(),
                    element,
                    into);
        }
    }

    private static Contract order(@Nullable Masking zip, Rule... more) {
        DataType line =
                DataType.struct(List.of(field("item", "string"), field("price", "decimal(9,2)")));
        DataType address =
                DataType.struct(
                        List.of(
                                new Field(
                                        "zip",
                                        "zip",
                                        DataType.parse("string"),
                                        zip != null,
                                        zip,
                                        null,
                                        List.of(),
                                        List.of("n/a")),
                                field("floor", "int32")));
        List<Field> fields =
                List.of(
                        field("id", "int64"),
                        field("address", address),
                        field("lines", DataType.list(line)),
                        field("rates", DataType.map(DataType.parse("float64"))));
        List<Rule> rules = new ArrayList<>();
        fields.forEach(it -> types(FieldPath.of(it.name()), it.type(), rules));
        rules.addAll(List.of(more));
        return new Contract(
                "Order", "order", "1.0.0", "", "Order", fields, rules, null, null, null);
    }

    private Pipeline run(Contract contract, String... lines) throws Exception {
        return new Pipeline(folder)
                .contract(contract)
                .source("orders", "Order", true, lines)
                .sink("out", "Order")
                .edge("orders", "out", "Order")
                .run();
    }

    @Test
    void wellFormedValuesGoOnAsTheyAre() throws Exception {
        String whole =
                "{\"id\":1,\"address\":{\"zip\":\"8001\",\"floor\":3},\"lines\":[{\"item\":\"a\","
                        + "\"price\":1.50},{\"item\":\"b\",\"price\":\"2\"}],\"rates\":{\"EUR\":1.1}}";
        String empty = "{\"id\":2,\"address\":{},\"lines\":[],\"rates\":{}}";
        String absent = "{\"id\":3}";
        Pipeline run = run(order(null), whole, empty, absent);
        assertThat(run.lines("out")).containsExactly(whole, empty, absent);
    }

    @Test
    void everyValueThatBreaksARuleIsTold() throws Exception {
        Pipeline run =
                run(
                        order(
                                null,
                                required("lines[].price"),
                                rule("rates{}", "greater-than", "range", "0"),
                                rule("address.zip", "pattern", "pattern", "[0-9]{4}")),
                        "{\"id\":1,\"address\":{\"zip\":\"80\",\"floor\":\"up\"},\"lines\":[{\"item\":"
                                + "\"a\",\"price\":1},{\"item\":\"b\"},{\"price\":\"x\"},null,"
                                + "{\"price\":null}],\"rates\":{\"EUR\":1,\"USD\":-1,\"CHF\":0}}");
        assertThat(run.lines("out")).isEmpty();
        assertThat(run.figures("orders")).containsExactly(1L, 0L, 1L, 0L);
        assertThat(run.prepared("orders").byRule())
                .isEqualTo(
                        Map.of(
                                "address.floor.type", 1L,
                                "lines[].price.type", 1L,
                                "lines[].price.required", 1L,
                                "rates{}.greater-than", 1L,
                                "address.zip.pattern", 1L));
        assertThat(run.lines("dlq"))
                .singleElement()
                .asString()
                .contains(
                        "{\"rule\":\"address.floor.type\",\"field\":\"address.floor\",\"expected\":"
                                + "\"a whole number of type int32\",\"actual\":\"up\"}",
                        "{\"rule\":\"lines[].price.type\",\"field\":\"lines[2].price\",",
                        "\"actual\":\"x\"}",
                        "{\"rule\":\"lines[].price.required\",\"field\":\"lines[1].price\",",
                        "{\"rule\":\"lines[].price.required\",\"field\":\"lines[4].price\",",
                        "{\"rule\":\"rates{}.greater-than\",\"field\":\"rates{USD}\",\"expected\":"
                                + "\"above 0\",\"actual\":\"-1\"}",
                        "{\"rule\":\"rates{}.greater-than\",\"field\":\"rates{CHF}\",",
                        "{\"rule\":\"address.zip.pattern\",\"field\":\"address.zip\",\"expected\":"
                                + "\"text that matches [0-9]{4}\",\"actual\":\"80\"}");
    }

    @Test
    void whereTheHolderIsAbsentThereIsNothingToRequire() throws Exception {
        Contract contract = order(null, required("address.zip"), required("lines[].item"));
        Pipeline run =
                run(
                        contract,
                        "{\"id\":1}",
                        "{\"id\":2,\"address\":null,\"lines\":[null]}",
                        "{\"id\":3,\"address\":{\"floor\":1},\"lines\":[]}",
                        "{\"id\":4,\"address\":{\"zip\":null}}",
                        "{\"id\":5,\"address\":{\"zip\":\"n/a\"}}",
                        "{\"id\":6,\"lines\":[{}]}");
        assertThat(run.lines("out")).hasSize(2);
        assertThat(run.prepared("orders").byRule())
                .isEqualTo(Map.of("address.zip.required", 3L, "lines[].item.required", 1L));
    }

    @Test
    void aValueOfAnotherKindBreaksItsTypeAlone() throws Exception {
        Pipeline run =
                run(
                        order(null, required("address.zip"), required("lines[].item")),
                        "{\"id\":1,\"address\":[1]}",
                        "{\"id\":2,\"address\":\"{}\"}",
                        "{\"id\":3,\"lines\":[\"{}\",7,{\"item\":\"a\"}]}",
                        "{\"id\":4,\"rates\":{\"EUR\":{}}}",
                        "{\"id\":5,\"address\":\"{\\\"zip\\\":\\\"1\\\",\"}",
                        "{\"id\":6,\"lines\":{}}");
        assertThat(run.prepared("orders").byRule())
                .isEqualTo(
                        Map.of(
                                "address.type", 2L,
                                "address.zip.required", 1L,
                                "lines[].type", 1L,
                                "lines.type", 1L,
                                "rates{}.type", 1L));
        assertThat(run.lines("dlq").get(2))
                .contains("\"field\":\"lines[0]\"", "\"field\":\"lines[1]\"")
                .doesNotContain("\"field\":\"lines[2]\"");
    }

    @Test
    void aMemberThatIsNamedTwiceIsNoValue() throws Exception {
        Pipeline run =
                run(
                        order(null),
                        "{\"id\":1,\"address\":{\"zip\":\"1\",\"zip\":\"2\"}}",
                        "{\"id\":2,\"rates\":{\"EUR\":1,\"EUR\":2}}",
                        "{\"id\":3,\"address\":{\"zip\":\"1\",\"more\":1,\"more\":2}}");
        assertThat(run.prepared("orders").byRule())
                .isEqualTo(Map.of("address.type", 1L, "rates.type", 1L));
        assertThat(run.lines("out")).hasSize(1);
    }

    @Test
    void ofWhatIsNoValueTheTypeAloneIsTold() throws Exception {
        StringBuilder lines = new StringBuilder("{\"id\":1,\"lines\":[{\"price\":-1}");
        // More than are judged at once, so that some were judged when the end shows.
        for (int i = 0; i < 70_000; i++) {
            lines.append(",{\"price\":-1}");
        }
        Pipeline run =
                run(
                        order(
                                null,
                                required("address.floor"),
                                rule("address.zip", "pattern", "pattern", "[0-9]{4}"),
                                rule("lines[].price", "greater-than", "range", "0")),
                        lines + ",{\"item\":\"a\",\"item\":\"b\"}]}",
                        "{\"id\":2,\"address\":{\"zip\":\"x\",\"zip\":\"y\",\"floor\":null}}",
                        "{\"id\":3,\"lines\":[{\"price\":-1}]}");
        assertThat(run.prepared("orders").byRule())
                .isEqualTo(
                        Map.of(
                                "lines.type", 1L,
                                "address.type", 1L,
                                "lines[].price.greater-than", 1L));
        assertThat(run.lines("dlq").getFirst()).doesNotContain("greater-than");
        assertThat(run.lines("dlq").getLast()).contains("\"field\":\"lines[0].price\"");
    }

    @Test
    void manyValuesAreJudgedInParts() throws Exception {
        int count = 150_000;
        StringBuilder lines = new StringBuilder("{\"id\":1,\"lines\":[");
        for (int i = 0; i < count; i++) {
            lines.append(i == 0 ? "" : ",").append("{\"price\":").append(i % 1000 - 1).append('}');
        }
        Pipeline run =
                run(
                        order(null, rule("lines[].price", "greater-than", "range", "-1")),
                        lines + "]}",
                        "{\"id\":2,\"lines\":[{\"price\":1}]}");
        assertThat(run.lines("out")).hasSize(1);
        assertThat(run.lines("dlq"))
                .singleElement()
                .asString()
                .contains(
                        "\"field\":\"lines[0].price\"",
                        "\"field\":\"lines[99000].price\"",
                        "\"field\":\"lines[].price\"",
                        "\"actual\":\"and 50 more\"")
                .doesNotContain("\"field\":\"lines[100000].price\"");
        assertThat(run.prepared("orders").byRule())
                .isEqualTo(Map.of("lines[].price.greater-than", 1L));
    }

    @Test
    void whatIsSensitiveInsideIsShownNowhere() throws Exception {
        Contract contract =
                order(
                        Masking.PARTIAL,
                        rule("address.zip", "pattern", "pattern", "[0-9]{4}"),
                        rule("address.floor", "greater-than", "range", "0"));
        Pipeline run = run(contract, "{\"id\":1,\"address\":{\"zip\":\"secretzip\",\"floor\":-7}}");
        assertThat(run.lines("dlq"))
                .singleElement()
                .asString()
                .contains(
                        "\"record\":{\"id\":\"1\",\"address\":\"***\"}",
                        "\"field\":\"address.zip\",\"expected\":\"text that matches [0-9]{4}\","
                                + "\"actual\":\"*******ip\"",
                        "\"field\":\"address.floor\",\"expected\":\"above 0\",\"actual\":\"-7\"")
                .doesNotContain("secret");
    }

    @Test
    void whatIsNestedIsAbsentOnceMasked() throws Exception {
        for (Masking masking : Masking.values()) {
            Contract contract = order(masking);
            Pipeline run =
                    new Pipeline(Files.createDirectory(folder.resolve(masking.name())))
                            .contract(contract)
                            .source(
                                    "orders",
                                    "Order",
                                    true,
                                    "{\"id\":1,\"address\":{\"zip\":\"secretzip\"},\"lines\":[{}],"
                                            + "\"rates\":{\"EUR\":1}}")
                            .step(
                                    "Hide",
                                    new Node.Work.Mask(List.of("address", "lines")),
                                    "Order",
                                    "Order",
                                    false)
                            .sink("out", "Order")
                            .edge("orders", "Hide", "Order")
                            .edge("Hide", "out", "Order")
                            .run();
            assertThat(run.lines("out"))
                    .as(masking.name())
                    .containsExactly("{\"id\":1,\"rates\":{\"EUR\":1}}");
        }
    }

    @Test
    void keysAreToldWhereValuesAre() throws Exception {
        Contract plain = order(null, rule("rates{}", "greater-than", "range", "0"));
        List<Field> fields = new ArrayList<>(plain.fields());
        fields.set(
                3, new Field("rates", "rates", fields.get(3).type(), true, Masking.REDACT, null));
        Contract secret =
                new Contract(
                        "Order",
                        "order",
                        "1.0.0",
                        "",
                        "Order",
                        fields,
                        plain.rules(),
                        null,
                        null,
                        null);
        Pipeline run = run(secret, "{\"id\":1,\"rates\":{\"Jane Doe\":-5}}");
        assertThat(run.lines("dlq"))
                .singleElement()
                .asString()
                .contains("\"field\":\"rates{}\"", "\"actual\":\"***\"")
                .doesNotContain("Jane", "-5");
    }

    @Test
    void rulesOverKeysAndDatasetsReachSingleValues() throws Exception {
        Rule unique = Fixture.rule("address.zip", "unique", "unique", RuleClass.KEYED_SET);
        Rule count =
                new Rule(
                        "address.zip.row-count",
                        "row-count",
                        "row-count",
                        RuleClass.DATASET,
                        List.of("address.zip"),
                        new TreeMap<>(Map.of("value", List.of("2"))));
        Pipeline run =
                run(
                        order(null, unique, count),
                        "{\"id\":1,\"address\":{\"zip\":\"1\"}}",
                        "{\"id\":2,\"address\":{\"zip\":\"1\"}}",
                        "{\"id\":3,\"address\":{\"zip\":\"2\"}}",
                        "{\"id\":4}");
        assertThat(run.lines("out")).hasSize(3);
        assertThat(run.prepared("orders").byRule()).isEqualTo(Map.of("address.zip.unique", 1L));
    }

    @Test
    void aRuleThatLooksAcrossRowsCannotReachManyValuesOfOne() throws Exception {
        Rule unique = Fixture.rule("lines[].item", "unique", "unique", RuleClass.KEYED_SET);
        assertThat(
                        new Pipeline(folder)
                                .contract(order(null, unique))
                                .source("orders", "Order", true, "{}")
                                .sink("out", "Order")
                                .edge("orders", "out", "Order")
                                .failure("orders")
                                .text())
                .startsWith("RNK-SLICE-005")
                .contains("'lines[].item.unique'", "one value a row");
    }
}
