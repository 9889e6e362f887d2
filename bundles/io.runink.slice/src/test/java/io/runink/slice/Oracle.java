package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds rows to a contract one by one, value by value, in the plainest way: what the platform's
 * vectorised checks are compared with.
 */
final class Oracle {

    private final Contract contract;
    private final Map<String, Set<List<Object>>> keys = new HashMap<>();

    Oracle(Contract contract) {
        this.contract = contract;
    }

    /** A value that a path leads to: its text, or null where it is absent. */
    private record Found(String place, @Nullable String text) {}

    /**
     * What a row breaks: {@code rule@place} of rules on one path, {@code rule} of others.
     *
     * @param row texts by column; those that are absent are left out
     */
    SortedSet<String> broken(Map<String, String> row) {
        SortedSet<String> broken = new TreeSet<>();
        Map<String, String> there = present(row);
        Map<String, Object> values = values(row);
        boolean gone = false;
        for (Rule rule : contract.rules()) {
            if (rule.category() == RuleClass.RECORD) {
                boolean any = record(rule, there, values, broken);
                gone |= any && rule.action().rejects();
            }
        }
        for (Rule rule : contract.rules()) {
            if (rule.category() == RuleClass.KEYED_SET && !gone && repeated(rule, values)) {
                broken.add(name(rule, rule.columns().getFirst()));
            }
        }
        return broken;
    }

    private Map<String, String> present(Map<String, String> row) {
        Map<String, String> there = new HashMap<>(row);
        for (Field field : contract.fields()) {
            there.computeIfPresent(
                    field.name(), (_, text) -> field.missing().contains(text) ? null : text);
        }
        return there;
    }

    /** What a row's columns hold that are not nested; what is absent or no value is left out. */
    Map<String, Object> values(Map<String, String> row) {
        Map<String, String> there = present(row);
        Map<String, Object> values = new HashMap<>();
        for (Field field : contract.fields()) {
            String text = there.get(field.name());
            if (text != null && !field.type().nested()) {
                OracleValue.of(field.type(), text).ifPresent(it -> values.put(field.name(), it));
            }
        }
        return values;
    }

    private static String name(Rule rule, String place) {
        return rule.columns().size() == 1 ? rule.id() + "@" + place : rule.id();
    }

    private boolean record(
            Rule rule, Map<String, String> row, Map<String, Object> values, Set<String> broken) {
        if (rule.kind().equals("cel")) {
            String condition = rule.parameters().getOrDefault("value", List.of("")).getFirst();
            boolean breaks =
                    java.util.Objects.requireNonNull(OracleRules.BROKEN.get(condition))
                            .test(values);
            if (breaks) {
                broken.add(name(rule, rule.columns().getFirst()));
            }
            return breaks;
        }
        FieldPath path = FieldPath.parse(rule.columns().getFirst());
        Field field = path.in(contract.fields()).orElseThrow();
        boolean any = false;
        for (Found found : found(path, row)) {
            boolean absent = found.text() != null && field.missing().contains(found.text());
            if (breaks(rule, field.type(), absent ? new Found(found.place(), null) : found)) {
                broken.add(name(rule, found.place()));
                any = true;
            }
        }
        return any;
    }

    private static boolean breaks(Rule rule, DataType type, Found found) {
        String text = found.text();
        if (rule.kind().equals("required")) {
            return text == null;
        }
        if (text == null) {
            return false;
        }
        if (rule.kind().equals("type")) {
            return !denotes(type, text);
        }
        if (type.nested()) {
            throw new IllegalArgumentException(rule.id());
        }
        // What looks at the text alone does so of any type; the rest needs a value.
        Optional<Object> value = OracleValue.of(type, text);
        return value.isPresent() && !OracleRules.holds(rule, type, text, value.get());
    }

    private static boolean denotes(DataType type, String text) {
        if (!type.nested()) {
            return OracleValue.of(type, text).isPresent();
        }
        Optional<Object> json = OracleJson.read(text);
        return json.filter(it ->
                        type.kind() == DataType.Kind.LIST ? it instanceof List : it instanceof Map)
                .isPresent();
    }

    private List<Found> found(FieldPath path, Map<String, String> row) {
        String text = row.get(path.column());
        if (!path.nested()) {
            return List.of(new Found(path.column(), text));
        }
        List<Found> all = new ArrayList<>();
        if (text != null) {
            OracleJson.read(text).ifPresent(it -> walk(path, 0, path.column(), it, all));
        }
        return all;
    }

    private static void walk(
            FieldPath path, int step, String place, @Nullable Object json, List<Found> all) {
        if (step == path.steps().size()) {
            all.add(leaf(place, json));
            return;
        }
        FieldPath.Step next = path.steps().get(step);
        switch (next.into()) {
            case MEMBER -> {
                if (json instanceof Map<?, ?> map) {
                    String member = next.member();
                    walk(path, step + 1, place + "." + member, map.get(member), all);
                }
            }
            case ELEMENTS -> {
                if (json instanceof List<?> list) {
                    for (int i = 0; i < list.size(); i++) {
                        walk(path, step + 1, place + "[" + i + "]", list.get(i), all);
                    }
                }
            }
            case VALUES -> {
                if (json instanceof Map<?, ?> map) {
                    map.forEach((key, value) ->
                            walk(path, step + 1, place + "{" + key + "}", value, all));
                }
            }
        }
    }

    private static Found leaf(String place, @Nullable Object json) {
        return switch (json) {
            case null -> new Found(place, null);
            case OracleJson.Text text -> new Found(place, text.content());
            case String word -> new Found(place, word);
            case Map<?, ?> _ -> new Found(place, "{}");
            default -> new Found(place, "[]");
        };
    }

    private boolean repeated(Rule rule, Map<String, Object> values) {
        List<Object> key = new ArrayList<>();
        for (String column : rule.columns()) {
            Object value = values.get(column);
            if (value == null) {
                return false;
            }
            key.add(OracleValue.key(value));
        }
        return !keys.computeIfAbsent(rule.id(), _ -> new HashSet<>()).add(key);
    }
}
