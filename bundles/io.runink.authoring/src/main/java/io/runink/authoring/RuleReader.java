package io.runink.authoring;

import io.runink.api.Budget;
import io.runink.api.Check;
import io.runink.api.Decimal;
import io.runink.api.Fresh;
import io.runink.api.JsonOf;
import io.runink.api.Mask;
import io.runink.api.Missing;
import io.runink.api.Name;
import io.runink.api.OnViolation;
import io.runink.api.OneOf;
import io.runink.api.Pii;
import io.runink.api.PrimaryKey;
import io.runink.api.References;
import io.runink.api.RequiredElements;
import io.runink.api.Unique;
import io.runink.api.contract.Action;
import io.runink.api.contract.RuleClass;
import io.runink.api.error.ErrorCode;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import io.runink.api.plugin.CheckDescriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes rules of a column's annotations, by what installed plug-ins say they check. */
final class RuleReader {

    /** Annotations that shape a column, or say what rules do, and are no checks. */
    private static final Set<String> STRUCTURE =
            Set.of(
                    Name.class.getName(),
                    Decimal.class.getName(),
                    Pii.class.getName(),
                    Mask.class.getName(),
                    JsonOf.class.getName(),
                    Missing.class.getName(),
                    OnViolation.class.getName(),
                    Budget.class.getName());

    private static final Set<String> ACROSS =
            Set.of(Unique.class.getName(), PrimaryKey.class.getName(), References.class.getName());

    private static final String REQUIRED = "required";

    private final Mirrors mirrors;
    private final InstalledChecks checks;
    private final ForeignKeys references;
    private final List<Problem> problems;
    private final Set<String> missing = new HashSet<>();

    RuleReader(
            Mirrors mirrors,
            InstalledChecks checks,
            ForeignKeys references,
            List<Problem> problems) {
        this.mirrors = mirrors;
        this.checks = checks;
        this.references = references;
        this.problems = problems;
    }

    /**
     * The rules of a column and of all that is inside it: for each spot the type rule, then the
     * implicit ones, then one for each annotation in source order.
     */
    List<Made> rules(Scope scope, Spot column) {
        List<Made> all = new ArrayList<>();
        visit(scope, column, List.of(), all);
        return all;
    }

    private void visit(Scope scope, Spot spot, List<Mark> fromAbove, List<Made> all) {
        List<Made> explicit = new ArrayList<>();
        List<Mark> below = new ArrayList<>();
        for (Mark mark : fromAbove) {
            explicit(scope, spot, mark, true, explicit, below);
        }
        for (Mark mark : spot.marks()) {
            explicit(scope, spot, mark, false, explicit, below);
        }
        ParameterCheck.contradiction(spot.type(), explicit)
                .ifPresent(fault ->
                        problem(
                                ContractError.PARAMETER,
                                spot.name(),
                                "column '" + spot.path() + "': " + fault.message(),
                                fault.remedy()));
        List<Made> made = new ArrayList<>();
        implicit(spot, "type", Map.of("type", List.of(typeName(spot))), made);
        if (spot.primitive()
                && explicit.stream().noneMatch(it -> it.rule().kind().equals(REQUIRED))) {
            implicit(spot, REQUIRED, Map.of(), made);
        }
        if (!spot.constants().isEmpty()) {
            implicit(spot, "enum", Map.of("value", spot.constants()), made);
        }
        made.addAll(explicit);
        distinct(spot, made);
        all.addAll(made);
        if (spot.element() != null) {
            visit(scope, spot.element(), below, all);
        }
        spot.members().forEach(member -> visit(scope, member, List.of(), all));
    }

    /** What is inside a nested type has rules of its own, so its rule names the family alone. */
    private static String typeName(Spot spot) {
        return spot.type().nested() ? kind(spot) : spot.type().toString();
    }

    private static String kind(Spot spot) {
        return spot.type().kind().name().toLowerCase(Locale.ROOT);
    }

    private void implicit(
            Spot spot, String kind, Map<String, List<String>> parameters, List<Made> into) {
        Optional<CheckDescriptor> check = checks.kind(kind);
        if (check.isEmpty()) {
            if (missing.add(kind)) {
                problems.add(
                        InstalledChecks.missing(
                                spot.name(),
                                "column '" + spot.path() + "'",
                                kind,
                                checks.wouldCheck(kind)));
            }
            return;
        }
        into.add(Made.on(spot, kind, check.get(), new TreeMap<>(parameters), "", spot.name()));
    }

    /**
     * Makes the rule of an annotation, or hands it on: one that cannot mean a list or a map means
     * what that holds.
     */
    private void explicit(
            Scope scope,
            Spot spot,
            Mark mark,
            boolean fromAbove,
            List<Made> into,
            List<Mark> below) {
        String name = mark.name();
        if (STRUCTURE.contains(name)) {
            return;
        }
        boolean elements = name.equals(RequiredElements.class.getName());
        if (elements && !fromAbove && spot.element() != null) {
            below.add(mark);
            return;
        }
        Optional<CheckDescriptor> check = checks.serving(mark, problems);
        if (check.isEmpty()) {
            return;
        }
        List<String> types = check.get().types();
        boolean fits = elements ? fromAbove : types.isEmpty() || types.contains(kind(spot));
        if (!fits && !elements && spot.element() != null) {
            below.add(mark);
        } else if (!fits) {
            problem(
                    ContractError.CHECK_TYPE,
                    mark.place(),
                    mark.shown()
                            + " does not work on '"
                            + spot.path()
                            + "' of type '"
                            + spot.type()
                            + "', expected "
                            + (elements ? "list, map" : String.join(", ", types)),
                    "remove it, or change the component's type");
        } else if (reaches(spot, mark, check.get())) {
            made(scope, spot, mark, check.get()).ifPresent(into::add);
        }
    }

    /** Whether a rule may look at a spot: one that looks across rows needs one value a row. */
    private boolean reaches(Spot spot, Mark mark, CheckDescriptor check) {
        boolean whole = mark.name().equals(Check.class.getName()) || ACROSS.contains(mark.name());
        if (whole && spot.path().nested()) {
            problem(
                    ContractError.KEY,
                    mark.place(),
                    mark.shown() + " stands on '" + spot.path() + "', inside a column",
                    "put it on a column of the contract, or flatten the rows first");
            return false;
        }
        if (check.category() != RuleClass.RECORD && spot.path().repeated()) {
            problem(
                    ContractError.KEY,
                    mark.place(),
                    mark.shown()
                            + " looks across rows, and '"
                            + spot.path()
                            + "' is any number of values of one row, expected one",
                    "flatten the rows first");
            return false;
        }
        return true;
    }

    private Optional<Made> made(Scope scope, Spot spot, Mark mark, CheckDescriptor check) {
        String annotation = mark.name();
        SortedMap<String, List<String>> parameters = mirrors.parameters(mark.mirror());
        String name = ColumnName.kebab(Mirrors.simpleName(mark.mirror()));
        if (annotation.equals(Check.class.getName())) {
            return Expressions.rule(scope, mark, parameters, problems)
                    .map(rule -> rule.on(spot, check, mark));
        }
        if (annotation.equals(References.class.getName())) {
            return references.on(spot, mark, check);
        }
        if (ACROSS.contains(annotation)) {
            if (parameters.containsKey("value")) {
                problem(
                        ContractError.KEY,
                        mark.place(),
                        mark.shown() + " of '" + spot.path() + "' lists columns",
                        "put it on the record, or list none");
                return Optional.empty();
            }
        } else {
            Optional<ParameterCheck.Fault> fault =
                    new ParameterCheck(spot.type(), spot.constants()).fault(annotation, parameters);
            if (fault.isPresent()) {
                problem(
                        ContractError.PARAMETER,
                        mark.place(),
                        mark.shown() + " of '" + spot.path() + "': " + fault.get().message(),
                        fault.get().remedy());
                return Optional.empty();
            }
        }
        if (annotation.equals(OneOf.class.getName())) {
            return Optional.of(oneOf(spot, mark, check, parameters));
        }
        if (annotation.equals(Fresh.class.getName())) {
            parameters.values().removeIf(values -> values.equals(List.of("")));
        }
        String shown = annotation.equals(RequiredElements.class.getName()) ? REQUIRED : name;
        return Optional.of(Made.on(spot, shown, check, parameters, annotation, mark.place()));
    }

    /** Of an open list, other values are counted and pass. */
    private static Made oneOf(
            Spot spot,
            Mark mark,
            CheckDescriptor check,
            SortedMap<String, List<String>> parameters) {
        boolean open = parameters.getOrDefault("open", List.of()).contains("true");
        if (!open) {
            parameters.remove("open");
        }
        Made made = Made.on(spot, "one-of", check, parameters, mark.name(), mark.place());
        return open ? made.with(Action.OBSERVE, Optional.empty()) : made;
    }

    private void distinct(Spot spot, List<Made> rules) {
        Map<String, Made> seen = new LinkedHashMap<>();
        for (Made made : rules) {
            if (seen.put(made.rule().id(), made) != null) {
                problem(
                        ContractError.DUPLICATE_RULE,
                        spot.name(),
                        "column '" + spot.path() + "' has two rules '" + made.rule().name() + "'",
                        "remove one; two annotations of one simple name are one rule");
            }
        }
    }

    private void problem(ErrorCode code, Location place, String message, String remedy) {
        problems.add(code.at(place, message, remedy));
    }
}
