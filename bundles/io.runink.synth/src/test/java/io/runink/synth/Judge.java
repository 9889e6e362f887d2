package io.runink.synth;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A second reading of the rules, written for the tests alone: says which rules each row breaks, as
 * a pipeline would that reads a row, decodes it, and validates what it decoded.
 */
final class Judge {

    private final Contract contract;
    private final @Nullable String column;
    private final @Nullable Judge inner;
    private final Map<String, Set<String>> keys = new HashMap<>();

    Judge(Contract contract, @Nullable String column, @Nullable Judge inner) {
        this.contract = contract;
        this.column = column;
        this.inner = inner;
    }

    /** The rules that a row breaks; it takes its keys if it breaks none of one row alone. */
    List<String> broken(Map<String, String> row) {
        List<String> broken = new ArrayList<>();
        for (Rule rule : contract.rules()) {
            Field field = contract.field(rule.columns().getFirst()).orElseThrow();
            String text = row.get(field.name());
            if (text == null) {
                if (rule.kind().equals("required")) {
                    broken.add(rule.id());
                }
                continue;
            }
            boolean typed = typed(field.type(), text);
            boolean fails =
                    switch (rule.kind()) {
                        case "type" -> !typed;
                        case "range" -> typed && !within(rule, field.type(), text);
                        case "enum" -> typed && !value(rule, "value").contains(text);
                        case "pattern" ->
                                typed && !Pattern.matches(value(rule, "value").getFirst(), text);
                        default -> false;
                    };
            if (fails) {
                broken.add(rule.id());
            }
        }
        boolean rejected = !broken.isEmpty();
        for (Rule rule : contract.rules()) {
            String text = row.get(rule.columns().getFirst());
            if (rule.kind().equals("unique") && text != null) {
                Set<String> taken = keys.computeIfAbsent(rule.id(), _ -> new HashSet<>());
                if (rejected ? taken.contains(text) : !taken.add(text)) {
                    broken.add(rule.id());
                }
            }
        }
        String held = column == null ? null : row.get(column);
        if (inner == null || held == null || !broken.isEmpty()) {
            return broken;
        }
        Map<String, String> decoded = object(held);
        return decoded == null ? List.of(column + ".json-of") : inner.broken(decoded);
    }

    /** The texts of a JSON object; null if the text is none. */
    static @Nullable Map<String, String> object(String json) {
        try {
            Map<?, ?> row = Json.read(json.getBytes(StandardCharsets.UTF_8), Map.class);
            Map<String, String> texts = new LinkedHashMap<>();
            row.forEach((name, value) -> {
                if (value instanceof Double || value instanceof Number) {
                    texts.put(name.toString(), number(json, name.toString()));
                } else if (value != null) {
                    texts.put(name.toString(), value.toString());
                }
            });
            return texts;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The number as it is written: no reader's rounding. */
    private static String number(String json, String name) {
        int start = json.indexOf("\"" + name + "\":") + name.length() + 3;
        int end = start;
        while (",}".indexOf(json.charAt(end)) < 0) {
            end++;
        }
        return json.substring(start, end);
    }

    private static List<String> value(Rule rule, String name) {
        return rule.parameters().getOrDefault(name, List.of());
    }

    static boolean typed(DataType type, String text) {
        try {
            return switch (type.kind()) {
                case STRING, STRUCT, LIST, MAP -> true;
                case BOOLEAN -> text.equals("true") || text.equals("false");
                case INT8 -> text.equals(Byte.toString(Byte.parseByte(text)));
                case INT16 -> text.equals(Short.toString(Short.parseShort(text)));
                case INT32 -> text.equals(Integer.toString(Integer.parseInt(text)));
                case INT64 -> text.equals(Long.toString(Long.parseLong(text)));
                case FLOAT32 -> Float.isFinite(Float.parseFloat(text));
                case FLOAT64 -> Double.isFinite(Double.parseDouble(text));
                case DECIMAL -> {
                    BigDecimal number = new BigDecimal(text);
                    yield number.scale() <= type.scale()
                            && number.precision() - number.scale()
                                    <= type.precision() - type.scale();
                }
                case DATE -> LocalDate.parse(text).toString().equals(text);
                case TIME -> LocalTime.parse(text).toNanoOfDay() % 1000 == 0;
                case TIMESTAMP ->
                        Instant.parse(text)
                                .truncatedTo(ChronoUnit.MICROS)
                                .equals(Instant.parse(text));
                case BYTES -> Base64.getDecoder().decode(text).length > 0;
            };
        } catch (RuntimeException e) {
            return false;
        }
    }

    static boolean within(Rule rule, DataType type, String text) {
        String bound = value(rule, "value").getFirst();
        int order =
                switch (type.kind()) {
                    case DATE -> LocalDate.parse(text).compareTo(LocalDate.parse(bound));
                    case TIMESTAMP -> Instant.parse(text).compareTo(Instant.parse(bound));
                    case FLOAT32 -> Float.compare(Float.parseFloat(text), Float.parseFloat(bound));
                    case FLOAT64 ->
                            Double.compare(Double.parseDouble(text), Double.parseDouble(bound));
                    default -> new BigDecimal(text).compareTo(new BigDecimal(bound));
                };
        return switch (rule.name()) {
            case "at-least" -> order >= 0;
            case "at-most" -> order <= 0;
            case "greater-than" -> order > 0;
            default -> order < 0;
        };
    }
}
