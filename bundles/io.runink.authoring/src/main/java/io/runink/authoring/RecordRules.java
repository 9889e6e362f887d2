package io.runink.authoring;

import io.runink.api.Aggregate;
import io.runink.api.Budget;
import io.runink.api.Check;
import io.runink.api.Contract;
import io.runink.api.Decodes;
import io.runink.api.Label;
import io.runink.api.Masks;
import io.runink.api.OnViolation;
import io.runink.api.PrimaryKey;
import io.runink.api.References;
import io.runink.api.RowCount;
import io.runink.api.Sql;
import io.runink.api.Unique;
import io.runink.api.Validates;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.error.ErrorCode;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import io.runink.api.plugin.CheckDescriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes rules of the annotations of a contract's record. */
final class RecordRules {

    /** Annotations that say what the contract is, or what its rules do. */
    private static final Set<String> STRUCTURE =
            Set.of(
                    Contract.class.getName(),
                    Decodes.class.getName(),
                    Validates.class.getName(),
                    Masks.class.getName(),
                    Label.class.getName(),
                    OnViolation.class.getName(),
                    Budget.class.getName());

    private final Mirrors mirrors;
    private final InstalledChecks checks;
    private final ForeignKeys foreignKeys;
    private final List<Problem> problems;

    RecordRules(
            Mirrors mirrors,
            InstalledChecks checks,
            ForeignKeys foreignKeys,
            List<Problem> problems) {
        this.mirrors = mirrors;
        this.checks = checks;
        this.foreignKeys = foreignKeys;
        this.problems = problems;
    }

    /** One rule for each annotation that is a check, in source order. */
    List<Made> rules(Scope scope, List<Mark> marks) {
        List<Made> made = new ArrayList<>();
        for (Mark mark : marks) {
            if (!STRUCTURE.contains(mark.name())) {
                checks.serving(mark, problems)
                        .flatMap(check -> rule(scope, mark, check))
                        .ifPresent(made::add);
            }
        }
        return made;
    }

    private Optional<Made> rule(Scope scope, Mark mark, CheckDescriptor check) {
        String annotation = mark.name();
        SortedMap<String, List<String>> parameters = mirrors.parameters(mark.mirror());
        if (annotation.equals(Check.class.getName())) {
            return Expressions.rule(scope, mark, parameters, problems)
                    .map(condition -> condition.onRecord(check, mark));
        }
        if (annotation.equals(Unique.class.getName())
                || annotation.equals(PrimaryKey.class.getName())) {
            return columns(scope, mark, check, "value")
                    .map(columns -> made(columns, mark, check, new TreeMap<>()));
        }
        if (annotation.equals(References.class.getName())) {
            Optional<SortedMap<String, List<String>>> target = foreignKeys.parameters(mark);
            return columns(scope, mark, check, "columns")
                    .flatMap(columns -> target.map(it -> made(columns, mark, check, it)));
        }
        if (annotation.equals(Sql.class.getName())) {
            return sql(scope, mark, check, parameters);
        }
        if (annotation.equals(Aggregate.class.getName())) {
            return aggregate(scope, mark, check, parameters);
        }
        if (annotation.equals(RowCount.class.getName())) {
            Optional<ParameterCheck.Fault> fault = ParameterCheck.span(parameters);
            if (fault.isPresent()) {
                parameter(mark, fault.get().message(), fault.get().remedy());
                return Optional.empty();
            }
        }
        List<String> columns = parameters.getOrDefault("columns", List.of());
        return (columns.isEmpty() ? Optional.of(columns) : columns(scope, mark, check, "columns"))
                .map(it -> {
                    parameters.remove("columns");
                    return made(it, mark, check, parameters);
                });
    }

    private static Made made(
            List<String> columns,
            Mark mark,
            CheckDescriptor check,
            SortedMap<String, List<String>> parameters) {
        String name = ColumnName.kebab(Mirrors.simpleName(mark.mirror()));
        return made(name, columns, mark, check, parameters);
    }

    private static Made made(
            String name,
            List<String> columns,
            Mark mark,
            CheckDescriptor check,
            SortedMap<String, List<String>> parameters) {
        String id = columns.isEmpty() ? name : String.join("+", columns) + "." + name;
        Rule rule =
                new Rule(
                        id,
                        name,
                        check.kind(),
                        check.category(),
                        columns,
                        parameters,
                        Made.standard(check),
                        null);
        return new Made(rule, check, mark.name(), null, mark.place());
    }

    /** A question about all columns; what it says is read where the rows are. */
    private Optional<Made> sql(
            Scope scope,
            Mark mark,
            CheckDescriptor check,
            SortedMap<String, List<String>> parameters) {
        String id = parameters.getOrDefault("id", List.of("")).getFirst();
        if (!ColumnName.kebabValid(id)) {
            parameter(
                    mark,
                    "the id '" + id + "' is not kebab-case",
                    "write lower-case words joined by hyphens, such as 'books-balance'");
            return Optional.empty();
        }
        parameters.remove("id");
        Rule rule =
                new Rule(
                        id,
                        id,
                        check.kind(),
                        check.category(),
                        scope.fields().stream().map(Field::name).toList(),
                        parameters,
                        Made.standard(check),
                        null);
        return Optional.of(new Made(rule, check, mark.name(), null, mark.place()));
    }

    /** The columns that an annotation lists, by their names; empty if something is wrong. */
    private Optional<List<String>> columns(
            Scope scope, Mark mark, CheckDescriptor check, String element) {
        List<String> listed = mirrors.texts(mark.mirror(), element);
        List<String> columns = new ArrayList<>();
        String fault = listed.isEmpty() ? "lists no column" : "";
        for (String name : listed) {
            Optional<Field> field = scope.column(name);
            if (field.isEmpty()) {
                fault =
                        "lists '"
                                + name
                                + "', which '"
                                + scope.name()
                                + "' does not have"
                                + Nearest.to(
                                                name,
                                                scope.fields().stream().map(Field::name).toList())
                                        .map(it -> "; did you mean '" + it + "'")
                                        .orElse("");
            } else if (field.get().type().nested()) {
                fault = "lists '" + name + "', a " + field.get().type() + ", which is no key";
            } else {
                columns.add(field.get().name());
            }
        }
        if (fault.isEmpty() && new HashSet<>(columns).size() < columns.size()) {
            fault = "lists a column twice";
        }
        if (!fault.isEmpty()) {
            problem(
                    check.kind().equals("references") ? ContractError.REFERENCE : ContractError.KEY,
                    mark.place(),
                    mark.shown() + " " + fault,
                    "list columns of the contract, each once");
            return Optional.empty();
        }
        return Optional.of(List.copyOf(columns));
    }

    private Optional<Made> aggregate(
            Scope scope,
            Mark mark,
            CheckDescriptor check,
            SortedMap<String, List<String>> parameters) {
        String text = parameters.getOrDefault("value", List.of("")).getFirst();
        Optional<Figure> figure = Figure.parse(text);
        if (figure.isEmpty()) {
            parameter(
                    mark,
                    "'" + text + "' is no figure",
                    "write one of " + Figure.WORDS + ", such as sum(amount)");
            return Optional.empty();
        }
        Optional<Field> field = scope.column(figure.get().column());
        if (field.isEmpty()) {
            parameter(
                    mark,
                    "'" + text + "' is over a column that '" + scope.name() + "' does not have",
                    "name a column of the contract");
            return Optional.empty();
        }
        Optional<ParameterCheck.Fault> fault = figure.get().fault(field.get().type(), parameters);
        if (fault.isPresent()) {
            parameter(mark, fault.get().message(), fault.get().remedy());
            return Optional.empty();
        }
        parameters.remove("value");
        parameters.put("function", List.of(figure.get().function()));
        parameters.values().removeIf(values -> values.equals(List.of("")));
        return Optional.of(
                made(
                        figure.get().function(),
                        List.of(field.get().name()),
                        mark,
                        check,
                        parameters));
    }

    private void parameter(Mark mark, String message, String remedy) {
        problem(ContractError.PARAMETER, mark.place(), mark.shown() + ": " + message, remedy);
    }

    private void problem(ErrorCode code, Location place, String message, String remedy) {
        problems.add(code.at(place, message, remedy));
    }
}
