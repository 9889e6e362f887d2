package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.error.Location;
import io.runink.cel.CelException;
import io.runink.cel.CelExpression;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks expressions against the columns they read. What is wrong is said where it stands. */
final class Expressions {

    private final Contracts contracts;
    private final ValuePlaces places;
    private final Problems problems;

    /** One condition of several edges is wrong once. */
    private final Set<Location> said = new HashSet<>();

    Expressions(Contracts contracts, ValuePlaces places, Problems problems) {
        this.contracts = contracts;
        this.places = places;
        this.problems = problems;
    }

    ValuePlaces places() {
        return places;
    }

    /** The expression over the columns of a contract; empty if it is wrong. */
    Optional<CelExpression> value(Written written, Contract over) {
        return compiled(written, contracts.types(over), "the columns of '" + over.name() + "'");
    }

    /** The expression, which is true or false; empty if it is wrong. */
    Optional<CelExpression> condition(Written written, Contract over) {
        return condition(written, contracts.types(over), "the columns of '" + over.name() + "'");
    }

    /** The same over other names. */
    Optional<CelExpression> condition(
            Written written, Map<String, DataType> variables, String over) {
        Optional<CelExpression> found = compiled(written, variables, over);
        if (found.isPresent() && found.get().type().kind() != DataType.Kind.BOOLEAN) {
            add(
                    CompileError.CONDITION,
                    written.place(places),
                    "'"
                            + brief(written.text())
                            + "' gives a value of type '"
                            + found.get().type()
                            + "', expected a condition that is true or false",
                    "compare it with something, such as quantity > 0");
            return Optional.empty();
        }
        return found;
    }

    private Optional<CelExpression> compiled(
            Written written, Map<String, DataType> variables, String over) {
        try {
            return Optional.of(CelExpression.compile(written.text(), variables));
        } catch (CelException e) {
            add(
                    CompileError.EXPRESSION,
                    written.place(places, e.offset()),
                    "'" + brief(written.text()) + "' over " + over + ": " + e.getMessage(),
                    "correct the expression");
            return Optional.empty();
        }
    }

    private void add(CompileError code, Location place, String message, String remedy) {
        if (said.add(place)) {
            problems.add(code, place, message, remedy);
        }
    }

    private static String brief(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
