package io.runink.slice;

import io.runink.api.contract.Action;
import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.DataType.Kind;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Makes contracts of every type and rule, by chance. */
final class RandomContract {

    private static final List<String> SCALARS =
            List.of(
                    "string",
                    "boolean",
                    "int8",
                    "int16",
                    "int32",
                    "int64",
                    "float32",
                    "float64",
                    "decimal(4,2)",
                    "decimal(18,0)",
                    "decimal(18,18)",
                    "decimal(38,10)",
                    "date",
                    "time",
                    "timestamp",
                    "bytes");
    private static final Set<Kind> NUMBERS =
            Set.of(
                    Kind.INT8,
                    Kind.INT16,
                    Kind.INT32,
                    Kind.INT64,
                    Kind.FLOAT32,
                    Kind.FLOAT64,
                    Kind.DECIMAL);
    private static final List<String> PATTERNS =
            List.of("[a-z]+", "[A-Z]{2}[0-9]*", "(ab|cd)*", "é.*", "[^a]{0,3}", "\\d+-\\w+");
    private static final List<String> ENUMS = List.of("", "a", "ab", "éé", "😀", "AB12", "cd");
    private static final List<String> FORMATS = List.of("UUID", "LEI", "ISIN", "IBAN");
    private static final List<Action> ACTIONS =
            List.of(
                    Action.QUARANTINE,
                    Action.QUARANTINE,
                    Action.QUARANTINE,
                    Action.OBSERVE,
                    Action.WARN,
                    Action.DROP);

    private final Random random;
    private final boolean nest;
    private final List<Field> fields = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();

    private RandomContract(Random random, boolean nest) {
        this.random = random;
        this.nest = nest;
    }

    /**
     * A contract with the columns {@code s1}, {@code n1} and {@code n2}, and others.
     *
     * @param nest whether some of those may be nested
     */
    static Contract of(Random random, boolean nest) {
        return new RandomContract(random, nest).make();
    }

    private Contract make() {
        column("s1", DataType.of(Kind.STRING));
        column("n1", DataType.of(Kind.INT64));
        column("n2", DataType.of(Kind.INT64));
        int more = 1 + random.nextInt(4);
        for (int i = 0; i < more; i++) {
            column("c" + i, nest && random.nextInt(2) == 0 ? nested(2) : scalar());
        }
        keys();
        for (String condition : OracleRules.BROKEN.keySet().stream().sorted().toList()) {
            if (random.nextInt(3) == 0) {
                List<String> columns =
                        condition.contains("s1") ? List.of("s1") : List.of("n1", "n2");
                rule("check" + rules.size(), "check", "cel", RuleClass.RECORD, columns, condition);
            }
        }
        return new Contract("Any", "any", "1.0.0", "", "Any", fields, rules, null, null, null);
    }

    private DataType scalar() {
        return DataType.parse(SCALARS.get(random.nextInt(SCALARS.size())));
    }

    private DataType nested(int depth) {
        DataType inner = depth == 0 || random.nextBoolean() ? scalar() : nested(depth - 1);
        return switch (random.nextInt(3)) {
            case 0 -> DataType.list(inner);
            case 1 -> DataType.map(inner);
            default -> DataType.struct(List.of(field("x", inner), field("y", scalar())));
        };
    }

    private Field field(String name, DataType type) {
        boolean missing = !type.nested() && random.nextInt(4) == 0;
        return new Field(
                name,
                name,
                type,
                false,
                null,
                null,
                List.of(),
                missing ? List.of("", "N/A") : List.of());
    }

    private void column(String name, DataType type) {
        fields.add(field(name, type));
        rules(FieldPath.of(name), type);
    }

    private void rules(FieldPath path, DataType type) {
        rule(path, "type", "type", type.nested() ? type.kind().name() : type.toString());
        if (random.nextInt(4) == 0) {
            rule(path, "required", "required");
        }
        switch (type.kind()) {
            case STRUCT -> type.fields().forEach(it -> rules(path.member(it.name()), it.type()));
            case LIST -> rules(path.elements(), java.util.Objects.requireNonNull(type.element()));
            case MAP -> rules(path.values(), java.util.Objects.requireNonNull(type.element()));
            case STRING -> texts(path);
            case BOOLEAN, BYTES -> {
                // Nothing but what every type has.
            }
            default -> ordered(path, type);
        }
    }

    private void texts(FieldPath path) {
        if (random.nextInt(3) == 0) {
            Set<String> values = new HashSet<>();
            for (int i = 0; i < 4; i++) {
                values.add(ENUMS.get(random.nextInt(ENUMS.size())));
            }
            rule(path, "one-of", "enum", values.toArray(String[]::new));
        }
        if (random.nextInt(3) == 0) {
            rule(path, "pattern", "pattern", PATTERNS.get(random.nextInt(PATTERNS.size())));
        }
        if (random.nextInt(3) == 0) {
            int min = random.nextInt(4);
            Rule length = make(path + ".length", "length", "length", List.of(path.toString()));
            rules.add(
                    with(
                            length,
                            Map.of(
                                    "min", List.of(String.valueOf(min)),
                                    "max", List.of(String.valueOf(min + random.nextInt(9))))));
        }
        if (random.nextInt(4) == 0) {
            rule(path, "format", "format", FORMATS.get(random.nextInt(FORMATS.size())));
        }
    }

    private void ordered(FieldPath path, DataType type) {
        for (String name : List.of("greater-than", "at-least", "less-than", "at-most")) {
            if (random.nextInt(5) == 0) {
                rule(path, name, "range", RandomText.bound(type, random));
            }
        }
        if (random.nextInt(5) == 0) {
            Rule between = make(path + ".between", "between", "range", List.of(path.toString()));
            rules.add(
                    with(
                            between,
                            Map.of(
                                    "from", List.of(RandomText.bound(type, random)),
                                    "to", List.of(RandomText.bound(type, random)))));
        }
        if (NUMBERS.contains(type.kind()) && random.nextInt(4) == 0) {
            List<String> steps = List.of("1", "2", "0.5", "0.05", "3", "1e20", "0.3");
            rule(path, "multiple-of", "multiple-of", steps.get(random.nextInt(steps.size())));
        }
    }

    private void keys() {
        List<String> columns =
                fields.stream().filter(it -> !it.type().nested()).map(Field::name).toList();
        if (random.nextInt(2) == 0) {
            String column = columns.get(random.nextInt(columns.size()));
            rule(column + ".unique", "unique", "unique", RuleClass.KEYED_SET, List.of(column));
        }
        if (random.nextInt(2) == 0) {
            rule("s1+n1.unique", "unique", "unique", RuleClass.KEYED_SET, List.of("s1", "n1"));
        }
    }

    private void rule(FieldPath path, String name, String kind, String... values) {
        rule(path + "." + name, name, kind, RuleClass.RECORD, List.of(path.toString()), values);
    }

    private void rule(
            String id,
            String name,
            String kind,
            RuleClass category,
            List<String> columns,
            String... values) {
        Action action = ACTIONS.get(random.nextInt(ACTIONS.size()));
        boolean grave = kind.equals("type") && !action.rejects();
        rules.add(
                new Rule(
                        id,
                        name,
                        kind,
                        category,
                        columns,
                        values.length == 0
                                ? new TreeMap<>()
                                : new TreeMap<>(Map.of("value", List.of(values))),
                        grave ? Action.QUARANTINE : action,
                        null));
    }

    private Rule make(String id, String name, String kind, List<String> columns) {
        rule(id, name, kind, RuleClass.RECORD, columns);
        return rules.removeLast();
    }

    private static Rule with(Rule rule, Map<String, List<String>> parameters) {
        return new Rule(
                rule.id(),
                rule.name(),
                rule.kind(),
                rule.category(),
                rule.columns(),
                new TreeMap<>(parameters),
                rule.action(),
                rule.budget());
    }
}
