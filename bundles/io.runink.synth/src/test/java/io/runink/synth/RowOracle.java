package io.runink.synth;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.cel.CelEvaluationException;
import io.runink.cel.CelExpression;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds rows against every kind of rule, one by one and in the plainest way. Knows nothing of how
 * they were made.
 */
final class RowOracle {

    private static final Map<String, String> FORMS =
            Map.of(
                    "EMAIL", "[a-z0-9]+(\\.[a-z0-9]+)*@([a-z0-9]+\\.)+[a-z0-9]*[a-z][a-z0-9]*",
                    "UUID", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                    "URI", "[a-z]+:[A-Za-z0-9/.?=#_~-]*",
                    "DATE_TIME",
                            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)",
                    "LEI", "[0-9A-Z]{18}[0-9]{2}",
                    "ISIN", "[A-Z]{2}[0-9A-Z]{9}[0-9]",
                    "IBAN", "[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}",
                    "BIC", "[0-9A-Z]{4}[A-Z]{2}[0-9A-Z]{2}([0-9A-Z]{3})?");

    private final Contract contract;
    private final Set<List<String>> foreign;
    private final Instant now;
    private final Map<String, Set<List<String>>> keys = new HashMap<>();
    private final List<Map<String, String>> passed = new ArrayList<>();

    RowOracle(Contract contract, Set<List<String>> foreign, Instant now) {
        this.contract = contract;
        this.foreign = foreign;
        this.now = now;
    }

    /** The rules that a row breaks, sorted; later rows are held against its keys if it is good. */
    Set<String> broken(Map<String, String> row) {
        Set<String> broken = new TreeSet<>();
        Map<String, Object> typed = new HashMap<>();
        for (Field field : contract.fields()) {
            String text = row.get(field.name());
            if (text != null && reads(field.type(), text)) {
                typed.put(field.name(), value(field.type(), text));
            }
        }
        boolean rejected = false;
        for (Rule rule : contract.rules()) {
            if (rule.category() == RuleClass.RECORD && breaks(rule, row, typed)) {
                broken.add(rule.id());
                rejected |= rule.action().rejects();
            }
        }
        for (Rule rule : contract.rules()) {
            List<String> key = rule.columns().stream().map(row::get).toList();
            if (rule.category() != RuleClass.KEYED_SET || key.contains(null)) {
                continue;
            }
            if (rule.kind().equals("references")) {
                if (!rejected && !foreign.contains(key)) {
                    broken.add(rule.id());
                }
            } else {
                Set<List<String>> taken = keys.computeIfAbsent(rule.id(), _ -> new HashSet<>());
                if (broken.isEmpty() ? !taken.add(key) : taken.contains(key)) {
                    broken.add(rule.id());
                }
            }
        }
        if (broken.isEmpty()) {
            passed.add(row);
        }
        return broken;
    }

    private boolean breaks(Rule rule, Map<String, String> row, Map<String, Object> typed) {
        if (rule.kind().equals("cel")) {
            Map<String, DataType> types = new HashMap<>();
            contract.fields().forEach(it -> types.put(it.name(), it.type()));
            try {
                String text = one(rule, "value");
                return Boolean.FALSE.equals(CelExpression.compile(text, types).value(typed));
            } catch (CelEvaluationException e) {
                return true;
            }
        }
        FieldPath path = FieldPath.parse(rule.columns().getFirst());
        DataType type = path.in(contract.fields()).orElseThrow().type();
        return found(path, row).stream()
                .anyMatch(text -> {
                    if (rule.kind().equals("required")) {
                        return text == null;
                    }
                    if (text == null) {
                        return false;
                    }
                    return rule.kind().equals("type")
                            ? !reads(type, text)
                            : reads(type, text) && !holds(rule, type, text);
                });
    }

    private List<@Nullable String> found(FieldPath path, Map<String, String> row) {
        List<@Nullable String> found = new ArrayList<>();
        String text = row.get(path.column());
        if (!path.nested()) {
            found.add(text);
        } else if (text != null && json(text)) {
            walk(PlainJson.read(text), path.steps(), found);
        }
        return found;
    }

    private static void walk(
            @Nullable Object json, List<FieldPath.Step> steps, List<@Nullable String> found) {
        if (steps.isEmpty()) {
            found.add(
                    switch (json) {
                        case null -> null;
                        case PlainJson.Text text -> text.content();
                        case String word -> word;
                        case Map<?, ?> _ -> "{}";
                        default -> "[]";
                    });
            return;
        }
        List<FieldPath.Step> rest = steps.subList(1, steps.size());
        switch (steps.getFirst().into()) {
            case MEMBER -> {
                if (json instanceof Map<?, ?> map) {
                    walk(map.get(steps.getFirst().member()), rest, found);
                }
            }
            case ELEMENTS -> {
                if (json instanceof List<?> list) {
                    list.forEach(it -> walk(it, rest, found));
                }
            }
            case VALUES -> {
                if (json instanceof Map<?, ?> map) {
                    map.values().forEach(it -> walk(it, rest, found));
                }
            }
        }
    }

    private static boolean json(String text) {
        try {
            return PlainJson.read(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean reads(DataType type, String text) {
        return switch (type.kind()) {
            case STRUCT, MAP -> text.startsWith("{") && json(text);
            case LIST -> text.startsWith("[") && json(text);
            default -> Judge.typed(type, text);
        };
    }

    private static Object value(DataType type, String text) {
        return switch (type.kind()) {
            case INT8, INT16, INT32, INT64 -> Long.valueOf(text);
            case FLOAT32 -> (double) Float.parseFloat(text);
            case FLOAT64 -> Double.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case DATE -> LocalDate.parse(text);
            case TIMESTAMP -> Instant.parse(text);
            default -> text;
        };
    }

    private static String one(Rule rule, String name) {
        return rule.parameters().getOrDefault(name, List.of("")).getFirst();
    }

    private static boolean holds(Rule rule, DataType type, String text) {
        int length = text.codePointCount(0, text.length());
        return switch (rule.kind()) {
            case "range" ->
                    rule.name().equals("between")
                            ? order(type, text, one(rule, "from")) >= 0
                                    && order(type, text, one(rule, "to")) <= 0
                            : Judge.within(rule, type, text);
            case "enum" -> rule.parameters().getOrDefault("value", List.of()).contains(text);
            case "pattern" -> Pattern.matches(one(rule, "value"), text);
            case "length" ->
                    length >= Integer.parseInt(one(rule, "min"))
                            && length <= Integer.parseInt(one(rule, "max"));
            case "multiple-of" -> {
                BigDecimal number =
                        switch (type.kind()) {
                            case FLOAT32 -> new BigDecimal(Float.toString(Float.parseFloat(text)));
                            case FLOAT64 ->
                                    new BigDecimal(Double.toString(Double.parseDouble(text)));
                            default -> new BigDecimal(text);
                        };
                yield number.remainder(new BigDecimal(one(rule, "value"))).signum() == 0;
            }
            case "format" -> formed(one(rule, "value"), text);
            default -> throw new IllegalArgumentException(rule.kind());
        };
    }

    private static int order(DataType type, String text, String bound) {
        return switch (type.kind()) {
            case DATE -> LocalDate.parse(text).compareTo(LocalDate.parse(bound));
            case TIMESTAMP -> Instant.parse(text).compareTo(Instant.parse(bound));
            case FLOAT32, FLOAT64 ->
                    Double.compare(Double.parseDouble(text), Double.parseDouble(bound));
            default -> new BigDecimal(text).compareTo(new BigDecimal(bound));
        };
    }

    private static boolean formed(String form, String text) {
        if (!Pattern.matches(Objects.requireNonNull(FORMS.get(form)), text)) {
            return false;
        }
        return switch (form) {
            case "DATE_TIME" -> moment(text);
            case "LEI" -> mod97(text) == 1;
            case "IBAN" -> mod97(text.substring(4) + text.substring(0, 4)) == 1;
            case "ISIN" -> {
                String digits = digits(text);
                int sum = 0;
                for (int i = 0; i < digits.length(); i++) {
                    int digit = digits.charAt(digits.length() - 1 - i) - '0';
                    int counted = i % 2 == 1 ? 2 * digit : digit;
                    sum += counted > 9 ? counted - 9 : counted;
                }
                yield sum % 10 == 0;
            }
            default -> true;
        };
    }

    private static boolean moment(String text) {
        try {
            return OffsetDateTime.parse(text).getYear() > 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        text.chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return digits.toString();
    }

    private static int mod97(String text) {
        return new BigInteger(digits(text)).mod(BigInteger.valueOf(97)).intValue();
    }

    /** The rules on the dataset that all rows that passed break. */
    List<String> brokenTogether() {
        List<String> broken = new ArrayList<>();
        for (Rule rule : contract.rules()) {
            boolean holds =
                    switch (rule.kind()) {
                        case "row-count" -> bounded(rule, BigDecimal.valueOf(passed.size()));
                        case "aggregate" -> aggregate(rule);
                        case "fresh" -> fresh(rule);
                        default -> true;
                    };
            if (!holds) {
                broken.add(rule.id());
            }
        }
        return broken;
    }

    private List<String> column(Rule rule) {
        return passed.stream()
                .map(it -> it.get(rule.columns().getFirst()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static boolean bounded(Rule rule, BigDecimal figure) {
        String min = one(rule, "min");
        String max = one(rule, "max");
        return (min.isEmpty() || figure.compareTo(new BigDecimal(min)) >= 0)
                && (max.isEmpty() || figure.compareTo(new BigDecimal(max)) <= 0);
    }

    private boolean aggregate(Rule rule) {
        List<BigDecimal> values = column(rule).stream().map(BigDecimal::new).toList();
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal count = BigDecimal.valueOf(values.size());
        return switch (one(rule, "function")) {
            case "count" -> bounded(rule, count);
            case "sum" -> bounded(rule, sum);
            case "min" -> bounded(rule, values.stream().reduce(BigDecimal::min).orElseThrow());
            case "max" -> bounded(rule, values.stream().reduce(BigDecimal::max).orElseThrow());
            default -> bounded(rule, sum.divide(count, java.math.MathContext.DECIMAL128));
        };
    }

    private boolean fresh(Rule rule) {
        String asOf = one(rule, "asOf");
        Instant moment = asOf.isEmpty() ? now : Instant.parse(asOf);
        return column(rule).stream()
                .map(it ->
                        it.length() == 10
                                ? LocalDate.parse(it)
                                        .plusDays(1)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant()
                                : Instant.parse(it))
                .anyMatch(it -> !it.plus(Duration.parse(one(rule, "within"))).isBefore(moment));
    }
}
