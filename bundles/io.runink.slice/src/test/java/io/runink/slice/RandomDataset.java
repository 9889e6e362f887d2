package io.runink.slice;

import io.runink.api.contract.Action;
import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.DataType.Kind;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Makes rules over a dataset by chance, with bounds at, just below and just above what there is:
 * there a figure that was rounded would show.
 */
final class RandomDataset {

    private static final List<Action> ACTIONS =
            List.of(
                    Action.WARN,
                    Action.WARN,
                    Action.WARN,
                    Action.HOLD_PUBLISH,
                    Action.HOLD_PUBLISH,
                    Action.HOLD_PUBLISH,
                    Action.FAIL_RUN);
    private static final List<String> AGES = List.of("PT0S", "PT1H", "PT90M0.5S", "P2D");

    private final Random random;
    private final List<Map<String, Object>> kept;
    private final List<Rule> rules = new ArrayList<>();

    private RandomDataset(Random random, List<Map<String, Object>> kept) {
        this.random = random;
        this.kept = kept;
    }

    /** Rules for the rows of a contract that go on. */
    static List<Rule> of(Random random, Contract contract, List<Map<String, Object>> kept) {
        return new RandomDataset(random, kept).make(contract);
    }

    private List<Rule> make(Contract contract) {
        if (random.nextBoolean()) {
            bounded("row-count", "", List.of(), BigDecimal.valueOf(kept.size()), BigDecimal.ONE);
        }
        for (Field field : contract.fields()) {
            Kind kind = field.type().kind();
            if (!field.type().nested() && random.nextBoolean()) {
                aggregate(field);
            }
            if ((kind == Kind.DATE || kind == Kind.TIMESTAMP) && random.nextBoolean()) {
                fresh(field);
            }
        }
        if (random.nextInt(8) == 0) {
            List<String> questions = OracleDataset.FALSE.keySet().stream().sorted().toList();
            List<String> columns = contract.fields().stream().map(Field::name).toList();
            String question = questions.get(random.nextInt(questions.size()));
            rule("asked", "sql", columns, Map.of("value", List.of(question)));
        }
        return rules;
    }

    private void rule(
            String name, String kind, List<String> columns, Map<String, List<String>> parameters) {
        rules.add(
                new Rule(
                        rules.size() + "." + name,
                        name,
                        kind,
                        RuleClass.DATASET,
                        columns,
                        new TreeMap<>(parameters),
                        ACTIONS.get(random.nextInt(ACTIONS.size())),
                        null));
    }

    private void aggregate(Field field) {
        List<String> functions = functions(field.type());
        String function = functions.get(random.nextInt(functions.size()));
        List<Object> values =
                kept.stream()
                        .filter(it -> it.containsKey(field.name()))
                        .map(it -> java.util.Objects.requireNonNull(it.get(field.name())))
                        .toList();
        if (function.equals("avg")) {
            average(field, values);
            return;
        }
        BigDecimal figure = OracleDataset.figure(function, values).orElse(BigDecimal.ONE);
        switch (field.type().kind()) {
            case DATE, TIME, TIMESTAMP -> {
                if (!function.startsWith("count")) {
                    moments(field, function, figure.longValueExact());
                    return;
                }
            }
            default -> {
                // Numbers have bounds that are numbers.
            }
        }
        BigDecimal step = BigDecimal.ONE.movePointLeft(Math.max(0, figure.scale()) + 1);
        bounded("aggregate", function, List.of(field.name()), figure, step);
    }

    private static List<String> functions(DataType type) {
        return switch (type.kind()) {
            case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, DECIMAL ->
                    List.of("sum", "avg", "min", "max", "count", "count-distinct");
            case DATE, TIME, TIMESTAMP -> List.of("min", "max", "count", "count-distinct");
            default -> List.of("count", "count-distinct");
        };
    }

    /** With bounds as near as it takes to tell the quotient from what it is rounded to. */
    private void average(Field field, List<Object> values) {
        BigDecimal sum = OracleDataset.figure("sum", values).orElseThrow();
        BigDecimal count = BigDecimal.valueOf(Math.max(1, values.size()));
        int scale = Math.max(0, sum.scale()) + 20 + random.nextInt(30);
        BigDecimal near = sum.divide(count, scale, RoundingMode.HALF_EVEN);
        BigDecimal step = BigDecimal.ONE.movePointLeft(scale);
        bounded("aggregate", "avg", List.of(field.name()), near, step);
    }

    private void bounded(
            String kind,
            String function,
            List<String> columns,
            BigDecimal figure,
            BigDecimal step) {
        BigDecimal bound = figure.add(step.multiply(BigDecimal.valueOf(random.nextInt(3) - 1)));
        boolean negative = bound.signum() < 0 && kind.equals("row-count");
        bounds(kind, function, columns, negative ? "0" : bound.toPlainString());
    }

    private void moments(Field field, String function, long figure) {
        long near = figure + random.nextInt(3) - 1;
        String bound =
                switch (field.type().kind()) {
                    case DATE -> LocalDate.ofEpochDay(near).toString();
                    case TIME ->
                            LocalTime.MIN
                                    .plus(Math.floorMod(near, 86_400_000_000L), ChronoUnit.MICROS)
                                    .toString();
                    default -> Instant.EPOCH.plus(near, ChronoUnit.MICROS).toString();
                };
        boolean fits = OracleValue.of(field.type(), bound).isPresent();
        bounds(
                "aggregate",
                function,
                List.of(field.name()),
                fits ? bound : RandomText.bound(field.type(), random));
    }

    /** Either bound, or both where they are one. */
    private void bounds(String kind, String function, List<String> columns, String bound) {
        Map<String, List<String>> parameters = new TreeMap<>();
        int which = random.nextInt(5);
        if (which != 0 && which != 1) {
            parameters.put("min", List.of(bound));
        }
        if (which != 2 && which != 3) {
            parameters.put("max", List.of(bound));
        }
        if (!function.isEmpty()) {
            parameters.put("function", List.of(function));
        }
        rule(function.isEmpty() ? kind : function, kind, columns, parameters);
    }

    private void fresh(Field field) {
        Optional<Instant> newest =
                OracleDataset.newest(
                        field.type(),
                        kept.stream()
                                .filter(it -> it.containsKey(field.name()))
                                .map(it -> java.util.Objects.requireNonNull(it.get(field.name())))
                                .toList());
        String within = AGES.get(random.nextInt(AGES.size()));
        Instant end =
                newest.orElse(Instant.EPOCH)
                        .plus(Duration.parse(within))
                        .plus(random.nextInt(3) - 1, ChronoUnit.MICROS);
        rule(
                field.name() + "-fresh",
                "fresh",
                List.of(field.name()),
                Map.of("within", List.of(within), "asOf", List.of(end.toString())));
    }
}
