package io.runink.authoring;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Rule;
import io.runink.api.error.Problem;
import io.runink.api.plugin.CheckDescriptor;
import io.runink.cel.CelException;
import io.runink.cel.CelExpression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the conditions of {@code @Check}, so that a wrong one is found where it stands. */
final class Expressions {

    private Expressions() {}

    /**
     * A condition that was read.
     *
     * @param id its name
     * @param columns those it refers to
     */
    record Condition(String id, String text, List<String> columns) {

        Made on(Spot spot, CheckDescriptor check, Mark mark) {
            return new Made(
                    rule(spot.path() + "." + id, check),
                    check,
                    mark.name(),
                    spot.path(),
                    mark.place());
        }

        Made onRecord(CheckDescriptor check, Mark mark) {
            return new Made(rule(id, check), check, mark.name(), null, mark.place());
        }

        private Rule rule(String ruleId, CheckDescriptor check) {
            SortedMap<String, List<String>> parameters =
                    new TreeMap<>(Map.of("value", List.of(text)));
            return new Rule(
                    ruleId,
                    id,
                    check.kind(),
                    check.category(),
                    columns,
                    parameters,
                    Made.standard(check),
                    null);
        }
    }

    /** Reads the condition of an annotation; empty if a problem was found. */
    static Optional<Condition> rule(
            Scope scope,
            Mark mark,
            SortedMap<String, List<String>> parameters,
            List<Problem> problems) {
        String id = parameters.getOrDefault("id", List.of("")).getFirst();
        String text = parameters.getOrDefault("value", List.of("")).getFirst();
        if (!ColumnName.kebabValid(id)) {
            problems.add(
                    ContractError.PARAMETER.at(
                            mark.place(),
                            mark.shown() + " has the id '" + id + "', which is not kebab-case",
                            "write lower-case words joined by hyphens, such as 'ends-later'"));
            return Optional.empty();
        }
        String what = mark.shown() + " '" + id + "'";
        try {
            CelExpression expression = CelExpression.compile(text, scope.types());
            if (expression.type().kind() != DataType.Kind.BOOLEAN) {
                problems.add(
                        ContractError.EXPRESSION.at(
                                mark.place(),
                                what + " is of type " + expression.type() + ", expected boolean",
                                "compare it with something"));
                return Optional.empty();
            }
            if (expression.columns().isEmpty()) {
                problems.add(
                        ContractError.EXPRESSION.at(
                                mark.place(),
                                what + " looks at no column, expected one at least",
                                "refer to columns by their names, as in 'price > 0'"));
                return Optional.empty();
            }
            return Optional.of(new Condition(id, text, expression.columns()));
        } catch (CelException e) {
            problems.add(
                    ContractError.EXPRESSION.at(
                            mark.place(),
                            what + " at offset " + e.offset() + ": " + e.getMessage(),
                            "correct the expression; its columns are named as in the data"));
            return Optional.empty();
        }
    }
}
