package io.runink.authoring;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import io.runink.api.plugin.CheckDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.lang.model.type.DeclaredType;

/** Reads foreign keys, and holds them against the contracts they name once all are read. */
final class ForeignKeys {

    private static final String CONTRACT = "contract";
    private static final String TO = "to";

    private final ContractModel model;
    private final Mirrors mirrors;
    private final List<Problem> problems;

    ForeignKeys(ContractModel model, Mirrors mirrors, List<Problem> problems) {
        this.model = model;
        this.mirrors = mirrors;
        this.problems = problems;
    }

    /** The rule of an annotation on a component. */
    Optional<Made> on(Spot spot, Mark mark, CheckDescriptor check) {
        if (!mirrors.texts(mark.mirror(), "columns").isEmpty()) {
            problems.add(
                    ContractError.REFERENCE.at(
                            mark.place(),
                            mark.shown() + " of '" + spot.path() + "' lists columns",
                            "put it on the record, or list none"));
            return Optional.empty();
        }
        return parameters(mark)
                .map(it -> Made.on(spot, "references", check, it, mark.name(), mark.place()));
    }

    /** The contract that an annotation names, and the columns there, if it lists them. */
    Optional<SortedMap<String, List<String>>> parameters(Mark mark) {
        Object value = mirrors.value(mark.mirror(), "value");
        Optional<String> contract =
                value instanceof DeclaredType declared
                        ? model.contractOf(declared.asElement())
                        : Optional.empty();
        if (contract.isEmpty()) {
            problems.add(
                    ContractError.REFERENCE.at(
                            mark.place(),
                            mark.shown() + " names '" + value + "', no contract of these files",
                            "name a record with @Contract, and give its file with --contract"));
            return Optional.empty();
        }
        SortedMap<String, List<String>> parameters = new TreeMap<>();
        parameters.put(CONTRACT, List.of(contract.get()));
        parameters.put(TO, mirrors.texts(mark.mirror(), TO));
        return Optional.of(parameters);
    }

    /** The same contracts, with every reference complete: it lists the columns it leads to. */
    List<Contract> resolved(List<Contract> contracts) {
        return contracts.stream()
                .map(contract -> {
                    List<Rule> rules =
                            contract.rules().stream()
                                    .map(rule ->
                                            rule.parameters().containsKey(CONTRACT)
                                                            && rule.kind().equals("references")
                                                    ? resolved(rule, contract, contracts)
                                                    : rule)
                                    .toList();
                    return ContractModel.withRules(contract, rules);
                })
                .toList();
    }

    private Rule resolved(Rule rule, Contract contract, List<Contract> contracts) {
        String name = rule.parameters().getOrDefault(CONTRACT, List.of("")).getFirst();
        Location place =
                model.places().getOrDefault(contract.name() + "." + rule.id(), Location.of(""));
        Optional<Contract> target =
                contracts.stream().filter(it -> it.name().equals(name)).findFirst();
        if (target.isEmpty()) {
            // It has a problem of its own, which was said.
            return rule;
        }
        List<String> listed = rule.parameters().getOrDefault(TO, List.of());
        List<String> to = new ArrayList<>();
        Scope scope = new Scope(name, target.get().fields());
        for (String column : listed.isEmpty() ? target.get().key() : listed) {
            Optional<Field> field = scope.column(column);
            if (field.isEmpty()) {
                fault(place, rule, "leads to '" + column + "', which '" + name + "' does not have");
                return rule;
            }
            to.add(field.get().name());
        }
        if (to.isEmpty()) {
            fault(place, rule, "leads to '" + name + "', which has no primary key");
            return rule;
        }
        if (to.size() != rule.columns().size()) {
            fault(
                    place,
                    rule,
                    "has "
                            + rule.columns().size()
                            + " columns for "
                            + to.size()
                            + " of '"
                            + name
                            + "'");
            return rule;
        }
        if (!key(target.get(), new TreeSet<>(to))) {
            fault(place, rule, "leads to " + to + " of '" + name + "', which tells no rows apart");
            return rule;
        }
        for (int i = 0; i < to.size(); i++) {
            DataType from = contract.at(rule.columns().get(i)).orElseThrow().type();
            DataType there = scope.column(to.get(i)).orElseThrow().type();
            if (!from.equals(there)) {
                fault(
                        place,
                        rule,
                        "compares a " + from + " with a " + there + " of '" + name + "'");
                return rule;
            }
        }
        return leadingTo(rule, to);
    }

    private static Rule leadingTo(Rule rule, List<String> to) {
        SortedMap<String, List<String>> parameters = new TreeMap<>(rule.parameters());
        parameters.put(TO, to);
        return new Rule(
                rule.id(),
                rule.name(),
                rule.kind(),
                rule.category(),
                rule.columns(),
                parameters,
                rule.action(),
                rule.budget());
    }

    private static boolean key(Contract contract, Set<String> columns) {
        return columns.equals(new TreeSet<>(contract.key()))
                || contract.rules().stream()
                        .filter(rule -> rule.kind().equals("unique"))
                        .anyMatch(rule -> columns.equals(new TreeSet<>(rule.columns())));
    }

    private void fault(Location place, Rule rule, String fault) {
        problems.add(
                ContractError.REFERENCE.at(
                        place,
                        "the reference of '" + String.join("+", rule.columns()) + "' " + fault,
                        "let it lead to the primary key, or to unique columns, of equal types"));
    }
}
