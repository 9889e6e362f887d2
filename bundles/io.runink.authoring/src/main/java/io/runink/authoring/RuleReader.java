package io.runink.authoring;

import io.runink.api.Decimal;
import io.runink.api.JsonOf;
import io.runink.api.Mask;
import io.runink.api.Name;
import io.runink.api.Pii;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Rule;
import io.runink.api.error.ErrorCode;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import io.runink.api.plugin.CheckDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.lang.model.element.AnnotationMirror;

/** Makes rules of a column's annotations, by what installed plug-ins say they check. */
final class RuleReader {

    /** Annotations that shape a column and are no checks. */
    private static final Set<String> STRUCTURE =
            Set.of(
                    Name.class.getName(),
                    Decimal.class.getName(),
                    Pii.class.getName(),
                    Mask.class.getName(),
                    JsonOf.class.getName());

    private static final String REQUIRED = "required";
    private static final String OWN_PACKAGE = "io.runink.api.";

    /**
     * A column as far as its rules need it.
     *
     * @param contract the contract's name
     * @param primitive whether the component's type knows no null
     * @param constants of its enum; empty if it is none
     * @param annotations those of the component, in source order
     */
    record Column(
            String contract,
            String name,
            DataType type,
            boolean primitive,
            List<String> constants,
            List<AnnotationMirror> annotations,
            ContractTrees.Component trees) {

        Location place(AnnotationMirror annotation) {
            return trees.annotations().getOrDefault(Mirrors.simpleName(annotation), trees.name());
        }
    }

    private final Mirrors mirrors;
    private final InstalledChecks checks;
    private final Map<String, Location> places;
    private final List<Problem> problems;
    private final List<Problem> warnings;
    private final Set<String> missing = new HashSet<>();

    RuleReader(
            Mirrors mirrors,
            InstalledChecks checks,
            Map<String, Location> places,
            List<Problem> problems,
            List<Problem> warnings) {
        this.mirrors = mirrors;
        this.checks = checks;
        this.places = places;
        this.problems = problems;
        this.warnings = warnings;
    }

    /** The type rule, then the implicit ones, then one for each annotation in source order. */
    List<Rule> rules(Column column) {
        List<Rule> explicit = new ArrayList<>();
        Map<String, String> bounds = new HashMap<>();
        for (AnnotationMirror annotation : column.annotations()) {
            rule(column, annotation)
                    .ifPresent(rule -> {
                        explicit.add(rule);
                        List<String> values = rule.parameters().get("value");
                        if (values != null) {
                            bounds.put(Mirrors.name(annotation), values.getFirst());
                        }
                    });
        }
        new ParameterCheck(column.type(), column.constants())
                .contradiction(bounds)
                .ifPresent(fault ->
                        problem(
                                ContractError.PARAMETER,
                                column.trees().name(),
                                "column '" + column.name() + "': " + fault.message(),
                                fault.remedy()));
        List<Rule> rules = new ArrayList<>();
        implicit(column, "type", Map.of("type", List.of(column.type().toString())), rules);
        if (column.primitive()
                && explicit.stream().noneMatch(rule -> rule.kind().equals(REQUIRED))) {
            implicit(column, REQUIRED, Map.of(), rules);
        }
        if (!column.constants().isEmpty()) {
            implicit(column, "enum", Map.of("value", column.constants()), rules);
        }
        rules.addAll(explicit);
        distinct(column, rules);
        return rules;
    }

    private void implicit(
            Column column, String kind, Map<String, List<String>> parameters, List<Rule> into) {
        Optional<CheckDescriptor> check = checks.kind(kind);
        if (check.isEmpty()) {
            if (missing.add(kind)) {
                missing(
                        column.trees().name(),
                        "column '" + column.name() + "'",
                        kind,
                        checks.wouldCheck(kind));
            }
            return;
        }
        Rule rule = rule(column, kind, check.get(), new TreeMap<>(parameters));
        places.put(column.contract() + "." + rule.id(), column.trees().name());
        into.add(rule);
    }

    private Optional<Rule> rule(Column column, AnnotationMirror annotation) {
        String name = Mirrors.name(annotation);
        String shown = "'@" + Mirrors.simpleName(annotation) + "'";
        Location place = column.place(annotation);
        if (STRUCTURE.contains(name)) {
            return Optional.empty();
        }
        Optional<CheckDescriptor> check = checks.annotation(name);
        if (check.isEmpty()) {
            Optional<CheckDescriptor> other = checks.wouldServe(name);
            if (other.isPresent() || name.startsWith(OWN_PACKAGE)) {
                String kind =
                        other.map(CheckDescriptor::kind)
                                .orElseGet(() -> ColumnName.kebab(Mirrors.simpleName(annotation)));
                missing(place, shown, kind, other);
            } else {
                ignored(name, place);
            }
            return Optional.empty();
        }
        String type = column.type().kind().name().toLowerCase(Locale.ROOT);
        List<String> types = check.get().types();
        if (!types.isEmpty() && !types.contains(type)) {
            problem(
                    ContractError.CHECK_TYPE,
                    place,
                    shown
                            + " does not work on '"
                            + column.name()
                            + "' of type '"
                            + column.type()
                            + "', expected "
                            + String.join(", ", types),
                    "remove it, or change the component's type");
            return Optional.empty();
        }
        SortedMap<String, List<String>> parameters = mirrors.parameters(annotation);
        Optional<ParameterCheck.Fault> fault =
                new ParameterCheck(column.type(), column.constants()).fault(name, parameters);
        if (fault.isPresent()) {
            problem(
                    ContractError.PARAMETER,
                    place,
                    shown + " of '" + column.name() + "': " + fault.get().message(),
                    fault.get().remedy());
            return Optional.empty();
        }
        String ruleName = ColumnName.kebab(Mirrors.simpleName(annotation));
        Rule rule = rule(column, ruleName, check.get(), parameters);
        places.put(column.contract() + "." + rule.id(), place);
        return Optional.of(rule);
    }

    /** Says that an annotation has no effect, unless it is Java's own. */
    void ignored(String annotation, Location place) {
        if (!annotation.startsWith("java.lang.")) {
            warnings.add(
                    ContractError.IGNORED_ANNOTATION.at(
                            place,
                            "'@" + annotation + "' is no check of an installed plug-in",
                            "it is ignored here"));
        }
    }

    private static Rule rule(
            Column column,
            String name,
            CheckDescriptor check,
            SortedMap<String, List<String>> parameters) {
        return new Rule(
                column.name() + "." + name,
                name,
                check.kind(),
                check.category(),
                List.of(column.name()),
                parameters);
    }

    private void missing(
            Location place, String what, String kind, Optional<CheckDescriptor> wouldCheck) {
        problem(
                ContractError.CHECK_MISSING,
                place,
                what + " needs check '" + kind + "'",
                wouldCheck
                        .map(check -> "'runi plugin install " + check.plugin() + "' provides it")
                        .orElse("install a plug-in that provides it"));
    }

    private void distinct(Column column, List<Rule> rules) {
        Map<String, Rule> seen = new LinkedHashMap<>();
        for (Rule rule : rules) {
            if (seen.put(rule.id(), rule) != null) {
                problem(
                        ContractError.DUPLICATE_RULE,
                        column.trees().name(),
                        "column '" + column.name() + "' has two rules '" + rule.name() + "'",
                        "remove one; two annotations of one simple name are one rule");
            }
        }
    }

    private void problem(ErrorCode code, Location place, String message, String remedy) {
        problems.add(code.at(place, message, remedy));
    }
}
