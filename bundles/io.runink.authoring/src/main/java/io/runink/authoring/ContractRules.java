package io.runink.authoring;

import io.runink.api.PrimaryKey;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.Rule;
import io.runink.api.error.Problem;
import io.runink.api.plugin.CheckDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rules of one contract as they come together: of columns, of the record, of its key. */
final class ContractRules {

    private static final String REQUIRED = "required";

    private final Scope scope;
    private final InstalledChecks checks;
    private final List<Problem> problems;
    private final Map<String, List<Made>> byColumn = new LinkedHashMap<>();
    private final Map<String, Spot> columns = new HashMap<>();
    private final List<Made> ofRecord = new ArrayList<>();

    ContractRules(Scope scope, InstalledChecks checks, List<Problem> problems) {
        this.scope = scope;
        this.checks = checks;
        this.problems = problems;
    }

    Scope scope() {
        return scope;
    }

    /** Takes the rules of a column and of what is inside it. */
    void add(Spot column, List<Made> rules) {
        columns.put(column.named().name(), column);
        byColumn.put(column.named().name(), new ArrayList<>(rules));
        MaskCheck.fault(column, required(column.named().name())).ifPresent(problems::add);
    }

    /** Takes the rules of the record. */
    void add(List<Made> rules) {
        ofRecord.addAll(rules);
    }

    /** All rules: each id once, every column of the primary key required. */
    List<Made> complete() {
        keys().stream().findFirst().ifPresent(this::requireKey);
        List<Made> all = new ArrayList<>();
        byColumn.values().forEach(all::addAll);
        all.addAll(ofRecord);
        Map<String, Made> seen = new HashMap<>();
        for (Made made : all) {
            Made first = seen.putIfAbsent(made.rule().id(), made);
            if (first != null && (made.spot() == null || first.spot() == null)) {
                problems.add(
                        ContractError.DUPLICATE_RULE.at(
                                made.place(),
                                "contract '"
                                        + scope.name()
                                        + "' has two rules '"
                                        + made.rule().id()
                                        + "', the first at "
                                        + first.place(),
                                "remove or rename one"));
            }
        }
        return all;
    }

    /** The columns of the primary key; empty if there is none. */
    List<String> key() {
        List<Made> keys = keys();
        for (Made other : keys.subList(Math.min(1, keys.size()), keys.size())) {
            problems.add(
                    ContractError.KEY.at(
                            other.place(),
                            "contract '" + scope.name() + "' has a second primary key",
                            "list all its columns in one @PrimaryKey on the record"));
        }
        return keys.isEmpty() ? List.of() : keys.getFirst().rule().columns();
    }

    private List<Made> keys() {
        List<Made> all = new ArrayList<>();
        byColumn.values().forEach(all::addAll);
        all.addAll(ofRecord);
        return all.stream()
                .filter(made -> made.annotation().equals(PrimaryKey.class.getName()))
                .toList();
    }

    private void requireKey(Made key) {
        Optional<CheckDescriptor> check = checks.kind(REQUIRED);
        for (String column : key.rule().columns()) {
            Spot spot = columns.get(column);
            if (spot == null || required(column)) {
                continue;
            }
            if (check.isEmpty()) {
                problems.add(
                        InstalledChecks.missing(
                                key.place(),
                                "column '" + column + "'",
                                REQUIRED,
                                checks.wouldCheck(REQUIRED)));
                return;
            }
            rules(column)
                    .add(Made.on(spot, REQUIRED, check.get(), new TreeMap<>(), "", key.place()));
            MaskCheck.fault(spot, true).ifPresent(problems::add);
        }
    }

    private List<Made> rules(String column) {
        return byColumn.computeIfAbsent(column, _ -> new ArrayList<>());
    }

    private boolean required(String column) {
        FieldPath path = FieldPath.of(column);
        return rules(column).stream()
                .filter(made -> path.equals(made.spot()))
                .map(Made::rule)
                .map(Rule::kind)
                .anyMatch(REQUIRED::equals);
    }
}
