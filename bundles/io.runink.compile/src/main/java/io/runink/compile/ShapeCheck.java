package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.error.Location;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the shapes of steps ask of names and expressions, and how they say what is wrong. */
final class ShapeCheck {

    private final Expressions expressions;
    private final Problems problems;

    /** A name may be looked up more than once. */
    private final Set<Location> said = new HashSet<>();

    ShapeCheck(Expressions expressions, Problems problems) {
        this.expressions = expressions;
        this.problems = problems;
    }

    Expressions expressions() {
        return expressions;
    }

    Location place(Written written) {
        return written.place(expressions.places());
    }

    void problem(CompileError code, Location place, String message, String remedy) {
        problems.add(code, place, message, remedy);
    }

    /** A column by its name, or a problem where it is named. */
    Optional<Field> column(Written name, Contract contract) {
        Optional<Field> found = contract.field(name.text());
        if (found.isEmpty()) {
            unknown(name.text(), place(name), contract);
        }
        return found;
    }

    /** Says that a contract has no such column. */
    void unknown(String name, Location place, Contract contract) {
        if (!said.add(place)) {
            return;
        }
        List<String> known = contract.fields().stream().map(Field::name).toList();
        problems.add(
                CompileError.COLUMN_UNKNOWN,
                place,
                "'" + contract.name() + "' has no column '" + name + "'",
                Nearest.to(name, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElseGet(() -> "use one of " + some(known)));
    }

    private static String some(List<String> names) {
        return names.size() <= 20
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 20)) + " and " + (names.size() - 20) + " more";
    }

    /** Whether each name stands once; the second is a problem. */
    boolean distinct(List<Written> names) {
        Set<String> seen = new HashSet<>();
        boolean distinct = true;
        for (Written name : names) {
            if (!seen.add(name.text())) {
                problems.add(
                        CompileError.STEP_COLUMN,
                        place(name),
                        "the column '" + name.text() + "' stands twice",
                        "name it once");
                distinct = false;
            }
        }
        return distinct;
    }
}
