package io.runink.authoring;

import io.runink.api.contract.Contract;
import io.runink.api.contract.ContractFile;
import io.runink.api.contract.ContractLinter.Finding;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.Rule;
import io.runink.api.error.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks through contracts for what is allowed and hardly meant. */
final class ContractLint {

    /** Words in the names of columns that hold money. */
    private static final Set<String> MONEY =
            Set.of(
                    "amount",
                    "amt",
                    "balance",
                    "cash",
                    "charge",
                    "cost",
                    "fee",
                    "fees",
                    "money",
                    "notional",
                    "payment",
                    "premium",
                    "price",
                    "proceeds",
                    "revenue",
                    "salary",
                    "tax",
                    "total",
                    "wage");

    /** Kinds of rules that bound how long a text may be. */
    private static final Set<String> BOUNDING = Set.of("length", "enum", "format");

    private final ContractFile file;
    private final Set<Finding> findings = new LinkedHashSet<>();

    ContractLint(ContractFile file) {
        this.file = file;
    }

    /** What was found, in the order of places. */
    List<Finding> findings() {
        file.contracts().forEach(this::contract);
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort((one, other) -> Places.ORDER.compare(one.problem(), other.problem()));
        return List.copyOf(sorted);
    }

    private void contract(Contract contract) {
        if (contract.owner().isEmpty()) {
            find(
                    LintError.NO_OWNER,
                    place(contract, ""),
                    "contract '" + contract.id() + "' has no owner",
                    "say who answers for it: @Contract(owner = \"…\")");
        }
        if (contract.key().isEmpty()
                && contract.rules().stream().noneMatch(rule -> rule.kind().equals("unique"))) {
            find(
                    LintError.NO_KEY,
                    place(contract, ""),
                    "nothing tells the rows of contract '" + contract.id() + "' apart",
                    "mark what does with @PrimaryKey or @Unique");
        }
        for (Field field : contract.fields()) {
            if (field.pii() && field.masking() == null) {
                find(
                        LintError.UNMASKED,
                        place(contract, field.name()),
                        "'" + field.name() + "' is personal and goes to sinks in clear",
                        "mask it with @Mask, or be sure that every sink may have it");
            }
            fields(contract, FieldPath.of(field.name()), field);
        }
        contract.rules().forEach(rule -> rule(contract, rule));
    }

    /** A column, and all that is inside it. */
    private void fields(Contract contract, FieldPath path, Field field) {
        DataType type = field.type();
        FieldPath at = path;
        DataType element = type.element();
        while (element != null) {
            at = type.kind() == DataType.Kind.LIST ? at.elements() : at.values();
            type = element;
            element = type.element();
        }
        boolean real = type.kind() == DataType.Kind.FLOAT32 || type.kind() == DataType.Kind.FLOAT64;
        if (real && Arrays.stream(field.name().split("_", -1)).anyMatch(MONEY::contains)) {
            find(
                    LintError.INEXACT_MONEY,
                    place(contract, path.toString()),
                    "'" + path + "' sounds like money and is a " + type + ", which rounds",
                    "make it a BigDecimal with @Decimal");
        }
        if (type.kind() == DataType.Kind.STRING) {
            text(contract, at, field);
        }
        for (Field member : type.fields()) {
            fields(contract, at.member(member.name()), member);
        }
    }

    private void text(Contract contract, FieldPath path, Field field) {
        List<Rule> rules =
                contract.rules().stream()
                        .filter(rule -> rule.columns().equals(List.of(path.toString())))
                        .toList();
        boolean bounded =
                field.jsonOf() != null
                        || rules.stream()
                                .anyMatch(rule ->
                                        BOUNDING.contains(rule.kind()) || endingPattern(rule));
        if (!bounded) {
            find(
                    LintError.UNBOUNDED_TEXT,
                    place(contract, path.toString()),
                    "'" + path + "' may be of any length",
                    "bound it with @Length(max = …), if it has a bound");
        }
    }

    private static boolean endingPattern(Rule rule) {
        if (!rule.kind().equals("pattern")) {
            return false;
        }
        String pattern = value(rule);
        return !pattern.contains("*") && !pattern.contains("+") && !pattern.contains(",}");
    }

    private void rule(Contract contract, Rule rule) {
        switch (rule.kind()) {
            case "unique" -> {
                for (String column : rule.columns()) {
                    if (!required(contract, column)) {
                        find(
                                LintError.OPTIONAL_KEY,
                                place(contract, rule.id()),
                                "'"
                                        + column
                                        + "' may be absent, and rows that lack it are not held to"
                                        + " rule '"
                                        + rule.id()
                                        + "'",
                                "mark it with @Required, if every row has one");
                    }
                }
            }
            case "pattern" -> {
                String pattern = value(rule);
                if (pattern.startsWith(".*") || pattern.endsWith(".*")) {
                    find(
                            LintError.UNANCHORED,
                            place(contract, rule.id()),
                            "the pattern '" + pattern + "' lets anything stand at an end",
                            "a pattern must match the whole text: write what may stand there");
                }
            }
            case "enum" ->
                    contract.at(rule.columns().getFirst())
                            .map(Field::missing)
                            .ifPresent(missing -> missingAllowed(contract, rule, missing));
            default -> {
                // Nothing is known to be hardly meant.
            }
        }
    }

    private void missingAllowed(Contract contract, Rule rule, List<String> missing) {
        for (String text : rule.parameters().getOrDefault("value", List.of())) {
            if (missing.contains(text)) {
                find(
                        LintError.MISSING_ALLOWED,
                        place(contract, rule.id()),
                        "'" + text + "' stands for no value, and rule '" + rule.id() + "' lists it",
                        "take it out of @Missing or out of the list");
            }
        }
    }

    private static boolean required(Contract contract, String column) {
        return contract.rules().stream()
                .anyMatch(
                        rule -> rule.kind().equals("required") && rule.columns().contains(column));
    }

    private static String value(Rule rule) {
        List<String> values = rule.parameters().getOrDefault("value", List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    private @Nullable Location place(Contract contract, String name) {
        String shown = name.replaceAll("(\\[]|\\{})+$", "");
        return file.places().get(shown.isEmpty() ? contract.name() : contract.name() + "." + shown);
    }

    private void find(LintError code, @Nullable Location place, String message, String remedy) {
        findings.add(new Finding(code.advice(), code.at(place, message, remedy)));
    }
}
