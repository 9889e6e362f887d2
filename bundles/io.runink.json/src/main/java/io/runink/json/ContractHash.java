package io.runink.json;

import io.runink.api.contract.Budget;
import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a contract means, as one hash. Not in it: the version, the owner and labels, names of Java
 * records and components, the order of annotations, of listed values and of rules. In it: the id,
 * columns in their order with types, marks and masks, rules with what they do, the key, and the
 * steps that the contract names.
 */
public final class ContractHash {

    private ContractHash() {}

    /** The hash: {@code sha256:} and 64 hexadecimal digits. */
    public static String of(Contract contract) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return "sha256:" + HexFormat.of().formatHex(digest.digest(Json.bytes(form(contract))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Map<String, @Nullable Object> form(Contract contract) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("id", contract.id());
        form.put("columns", contract.fields().stream().map(ContractHash::column).toList());
        form.put("key", contract.key());
        form.put("decodes", contract.decodes());
        form.put("validates", contract.validates());
        form.put("masks", contract.masks());
        form.put(
                "rules",
                contract.rules().stream()
                        .sorted(Comparator.comparing(Rule::id))
                        .map(ContractHash::rule)
                        .toList());
        return form;
    }

    private static Map<String, @Nullable Object> column(Field field) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("name", field.name());
        form.put("type", type(field.type()));
        form.put("pii", field.pii());
        form.put("masking", field.masking());
        form.put("jsonOf", field.jsonOf());
        form.put("reveal", field.reveal().stream().sorted().toList());
        form.put("missing", field.missing().stream().sorted().toList());
        return form;
    }

    private static Object type(DataType type) {
        DataType element = type.element();
        if (element != null) {
            return Map.of("kind", type.kind(), "element", type(element));
        }
        return type.fields().isEmpty()
                ? type.toString()
                : type.fields().stream().map(ContractHash::column).toList();
    }

    private static Map<String, @Nullable Object> rule(Rule rule) {
        Map<String, List<String>> parameters = new TreeMap<>(rule.parameters());
        // Which value of a list comes first means nothing.
        parameters.computeIfPresent(
                "value",
                (_, values) ->
                        rule.kind().equals("enum") ? values.stream().sorted().toList() : values);
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        Budget budget = rule.budget();
        form.put("id", rule.id());
        form.put("kind", rule.kind());
        form.put("name", rule.name());
        form.put("columns", rule.columns());
        form.put("parameters", parameters);
        form.put("action", rule.action());
        form.put("budget", budget);
        return form;
    }
}
