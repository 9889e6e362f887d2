package io.runink.synth;

import io.runink.api.contract.Action;
import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Contracts that use every kind of rule, another one for each seed. */
final class RandomContracts {

    private final SplittableRandom random;
    private final List<Field> fields = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();

    private RandomContracts(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The contract whose rows have the keys. */
    static Contract keys() {
        RandomContracts made = new RandomContracts(0);
        made.column("tenant", DataType.of(DataType.Kind.STRING), List.of());
        made.rule("tenant", "required", "required", Map.of());
        made.rule("tenant", "one-of", "enum", Map.of("value", List.of("north", "south", "west")));
        made.column("number", DataType.of(DataType.Kind.INT32), List.of());
        made.rule("number", "required", "required", Map.of());
        made.rule("number", "between", "range", Map.of("from", List.of("1"), "to", List.of("500")));
        made.several("primary-key", "unique", List.of("tenant", "number"), Map.of());
        return made.contract("Party", List.of("tenant", "number"));
    }

    static Contract of(long seed) {
        RandomContracts made = new RandomContracts(seed);
        made.texts();
        made.numbers();
        made.nested();
        made.together();
        made.dataset();
        return made.contract("Row", List.of());
    }

    private Contract contract(String name, List<String> key) {
        return new Contract(
                name,
                name.toLowerCase(java.util.Locale.ROOT),
                "1.0.0",
                "",
                "X$" + name,
                fields,
                rules,
                null,
                null,
                null,
                key,
                new TreeMap<>());
    }

    private void column(String name, DataType type, List<String> missing) {
        fields.add(new Field(name, name, type, false, null, null, List.of(), missing));
        types(FieldPath.of(name), type);
    }

    private void types(FieldPath path, DataType type) {
        rule(path.toString(), "type", "type", Map.of());
        switch (type.kind()) {
            case STRUCT -> type.fields().forEach(it -> types(path.member(it.name()), it.type()));
            case LIST -> types(path.elements(), java.util.Objects.requireNonNull(type.element()));
            case MAP -> types(path.values(), java.util.Objects.requireNonNull(type.element()));
            default -> {}
        }
    }

    private void rule(String path, String name, String kind, Map<String, List<String>> given) {
        several(path + "." + name, name, kind, RuleClass.RECORD, List.of(path), given);
    }

    private void several(
            String name, String kind, List<String> columns, Map<String, List<String>> given) {
        String id = String.join("+", columns) + "." + name;
        several(id, name, kind, RuleClass.KEYED_SET, columns, given);
    }

    private void several(
            String id,
            String name,
            String kind,
            RuleClass category,
            List<String> columns,
            Map<String, List<String>> given) {
        rules.add(new Rule(id, name, kind, category, columns, new TreeMap<>(given)));
    }

    private boolean maybe() {
        return random.nextBoolean();
    }

    private static Map<String, List<String>> one(String name, String value) {
        return Map.of(name, List.of(value));
    }

    private void required(String column) {
        if (maybe()) {
            rule(column, "required", "required", Map.of());
        }
    }

    private static DataType type(DataType.Kind kind) {
        return DataType.of(kind);
    }

    private void length(String path, int min, int max) {
        rule(
                path,
                "length",
                "length",
                Map.of(
                        "min", List.of(Integer.toString(min)),
                        "max", List.of(Integer.toString(max))));
    }

    private void texts() {
        column("name", type(DataType.Kind.STRING), maybe() ? List.of("N/A", "") : List.of());
        int min = random.nextInt(4);
        length("name", min, min + 1 + random.nextInt(40));
        required("name");
        column("code", type(DataType.Kind.STRING), List.of());
        rule("code", "pattern", "pattern", one("value", "[A-Z]{2}[0-9]*-?[a-z]+"));
        length("code", 4 + random.nextInt(20), 24 + random.nextInt(9));
        required("code");
        for (Form form : Form.values()) {
            String column = form.name().toLowerCase(java.util.Locale.ROOT);
            column(column, type(DataType.Kind.STRING), List.of());
            rule(column, "format", "format", one("value", form.name()));
            required(column);
            if (form == Form.IBAN && maybe()) {
                rule(column, "pattern", "pattern", one("value", "(DE|NO|GB).*"));
            }
            if (form == Form.EMAIL && maybe()) {
                length(column, 10, 25 + random.nextInt(20));
            }
        }
        column("kind", type(DataType.Kind.STRING), List.of());
        rule("kind", "one-of", "enum", Map.of("value", List.of("a", "bb", "ccc", "N/A")));
        if (maybe()) {
            length("kind", 1, 2);
        }
    }

    private void numbers() {
        column("low", type(DataType.Kind.INT32), List.of());
        required("low");
        column("high", type(maybe() ? DataType.Kind.INT64 : DataType.Kind.INT32), List.of());
        rule("high", "between", "range", Map.of("from", List.of("-50"), "to", List.of("100000")));
        column("price", DataType.decimal(9, 2), List.of());
        rule("price", "multiple-of", "multiple-of", one("value", maybe() ? "0.05" : "0.025"));
        rule("price", "at-least", "range", one("value", "0"));
        rule("price", "less-than", "range", one("value", "5000"));
        column("count", type(DataType.Kind.INT16), List.of());
        rule("count", "between", "range", Map.of("from", List.of("1"), "to", List.of("90")));
        column("total", DataType.decimal(14, 2), List.of());
        required("total");
        column("share", type(DataType.Kind.FLOAT64), List.of());
        rule("share", "multiple-of", "multiple-of", one("value", "0.1"));
        rule("share", "greater-than", "range", one("value", "-3"));
        rule("share", "at-most", "range", one("value", "7.3"));
        column("ratio", type(DataType.Kind.FLOAT32), List.of());
        rule("ratio", "multiple-of", "multiple-of", one("value", "0.25"));
        column("begins", type(DataType.Kind.DATE), List.of());
        required("begins");
        column("ends", type(DataType.Kind.DATE), List.of());
        column("closed", type(DataType.Kind.BOOLEAN), List.of());
        column("seen", type(DataType.Kind.TIMESTAMP), List.of());
    }

    private void nested() {
        Field sku = inner("sku", type(DataType.Kind.STRING));
        Field cost = inner("cost", DataType.decimal(9, 2));
        Field notes = inner("notes", DataType.list(type(DataType.Kind.STRING)));
        DataType line = DataType.struct(List.of(sku, cost, notes));
        column("lines", DataType.list(line), List.of());
        required("lines");
        if (maybe()) {
            rule("lines[]", "required", "required", Map.of());
        }
        rule("lines[].sku", "required", "required", Map.of());
        length("lines[].sku", 2, 9);
        rule("lines[].cost", "greater-than", "range", one("value", "0"));
        rule("lines[].notes[]", "one-of", "enum", Map.of("value", List.of("x", "y")));
        column("rates", DataType.map(type(DataType.Kind.FLOAT64)), List.of());
        rule("rates{}", "at-least", "range", one("value", "0"));
        column(
                "address",
                DataType.struct(
                        List.of(inner("zip", type(DataType.Kind.STRING)), inner("line", line))),
                List.of());
        rule("address.zip", "pattern", "pattern", one("value", "[0-9]{5}"));
        rule("address.line.cost", "multiple-of", "multiple-of", one("value", "0.5"));
        if (maybe()) {
            rule("address.line", "required", "required", Map.of());
        }
    }

    private static Field inner(String name, DataType type) {
        return new Field(name, name, type, false, null, null);
    }

    private void together() {
        condition("ordered", "low <= high");
        condition("product", "total == price * count");
        condition("period", maybe() ? "begins < ends" : "ends > begins && ends != null");
        condition("implied", "!closed || ends == null || kind in [\"a\", \"bb\"]");
        if (maybe()) {
            condition("chosen", "kind == \"a\" ? low > 10 : high - low >= 3");
        }
        column("tenant", type(DataType.Kind.STRING), List.of());
        column("number", type(DataType.Kind.INT32), List.of());
        several(
                "references",
                "references",
                List.of("tenant", "number"),
                Map.of("contract", List.of("Party"), "to", List.of("tenant", "number")));
        column("region", type(DataType.Kind.STRING), List.of());
        rule("region", "one-of", "enum", Map.of("value", List.of("r1", "r2", "r3")));
        column("serial", type(DataType.Kind.INT32), List.of());
        rule("serial", "between", "range", Map.of("from", List.of("1"), "to", List.of("2000")));
        rule("serial", "required", "required", Map.of());
        several("primary-key", "unique", List.of("region", "serial"), Map.of());
        if (maybe()) {
            rule("region", "required", "required", Map.of());
        }
        column("uid", type(DataType.Kind.STRING), List.of());
        rule("uid", "format", "format", one("value", maybe() ? "LEI" : "UUID"));
        several("unique", "unique", List.of("uid"), Map.of());
    }

    private void condition(String id, String text) {
        rules.add(
                new Rule(
                        id,
                        id,
                        "cel",
                        RuleClass.RECORD,
                        List.of(),
                        new TreeMap<>(one("value", text)),
                        Action.QUARANTINE,
                        null));
    }

    private void dataset() {
        dataset("row-count", "row-count", List.of(), Map.of("min", List.of("1")));
        Map<String, List<String>> bounds =
                Map.of(
                        "function", List.of(maybe() ? "avg" : "sum"),
                        "min", List.of("10"),
                        "max", List.of("1200000"));
        dataset("serial.figure", "aggregate", List.of("serial"), bounds);
        dataset(
                "count.count",
                "aggregate",
                List.of("count"),
                Map.of("function", List.of("count"), "min", List.of("5")));
        Map<String, List<String>> within =
                maybe()
                        ? one("within", "PT2H")
                        : Map.of(
                                "within", List.of("P1D"),
                                "asOf", List.of("2020-02-29T00:00:00Z"));
        dataset("seen.fresh", "fresh", List.of("seen"), within);
    }

    private void dataset(
            String id, String kind, List<String> columns, Map<String, List<String>> given) {
        several(id, id, kind, RuleClass.DATASET, columns, given);
    }
}
