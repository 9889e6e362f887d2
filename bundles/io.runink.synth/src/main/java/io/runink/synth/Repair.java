package io.runink.synth;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.cel.CelEvaluationException;
import io.runink.cel.CelExpression;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Chooses values of a row anew so that they reach a goal; keeps what rules say of each column. */
final class Repair {

    /** How many values are tried for one that differs. */
    private static final int TRIES = 8;

    private static final Rule NO_RULE =
            new Rule("", "", "", RuleClass.RECORD, List.of(), new TreeMap<>());

    private final Shape shape;
    private final @Nullable String[] values;
    private final SplittableRandom random;

    Repair(Shape shape, @Nullable String[] values, SplittableRandom random) {
        this.shape = shape;
        this.values = values;
        this.random = random;
    }

    /** The value of an expression over a row. */
    static @Nullable Object value(
            CelExpression expression, Shape shape, @Nullable String[] values) {
        Map<String, Object> given = new HashMap<>();
        for (String name : expression.columns()) {
            int place = shape.place(name);
            Object value = Typed.value(shape.columns().get(place), values[place]);
            if (value != null) {
                given.put(name, value);
            }
        }
        return expression.value(given);
    }

    /** Changes values toward a goal; false if it does not know how. */
    boolean reach(Goal goal) {
        return switch (goal) {
            case Goal.All all -> {
                boolean changed = false;
                for (Goal one : all.goals()) {
                    changed |= reach(one);
                }
                yield changed;
            }
            case Goal.Any any -> {
                int start = random.nextInt(any.goals().size());
                for (int i = 0; i < any.goals().size(); i++) {
                    if (reach(any.goals().get((start + i) % any.goals().size()))) {
                        yield true;
                    }
                }
                yield false;
            }
            case Goal.Present present -> presence(present);
            case Goal.Compared compared -> compare(compared);
            case Goal.Opaque _ -> false;
        };
    }

    private boolean presence(Goal.Present present) {
        Column column = shape.columns().get(present.place());
        if (!shape.free(present.place())) {
            return false;
        }
        if (!present.there()) {
            values[present.place()] = null;
            return column.optional();
        }
        return values[present.place()] != null || renewed(present.place());
    }

    private boolean renewed(int place) {
        Domain domain = shape.columns().get(place).domain().orElse(null);
        return domain != null && set(place, domain.draw(random));
    }

    private boolean set(int place, @Nullable String text) {
        if (text == null || !shape.columns().get(place).accepts(text)) {
            return false;
        }
        values[place] = text;
        return true;
    }

    private boolean compare(Goal.Compared compared) {
        List<Goal.Solution> solutions = compared.solutions();
        if (Boolean.TRUE.equals(truth(compared.whole()))) {
            return true;
        }
        // Absent values make it unknown: what it asks for is then not reached.
        for (String name : compared.whole().columns()) {
            int place = shape.place(name);
            if (values[place] == null && shape.free(place)) {
                renewed(place);
            }
        }
        int start = solutions.isEmpty() ? 0 : random.nextInt(solutions.size());
        for (int i = 0; i < solutions.size(); i++) {
            Goal.Solution solution = solutions.get((start + i) % solutions.size());
            String before = values[solution.place()];
            if (shape.free(solution.place()) && solve(solution)) {
                if (Boolean.TRUE.equals(truth(compared.whole()))) {
                    return true;
                }
                values[solution.place()] = before;
            }
        }
        return false;
    }

    private @Nullable Object truth(CelExpression expression) {
        try {
            return value(expression, shape, values);
        } catch (CelEvaluationException e) {
            return null;
        }
    }

    private boolean solve(Goal.Solution solution) {
        Object other = truth(solution.other());
        if (other == null) {
            return false;
        }
        Column column = shape.columns().get(solution.place());
        DataType type = column.field().type();
        return switch (solution.order()) {
            case EQUAL -> set(solution.place(), Typed.text(type, other));
            case UNEQUAL -> different(solution.place(), Typed.text(type, other));
            case LESS, AT_MOST, AT_LEAST, GREATER -> {
                if (!Axis.has(type)) {
                    yield false;
                }
                Axis axis = Axis.of(type);
                BigDecimal bound = Typed.number(axis, other);
                boolean upper =
                        solution.order() == Goal.Order.LESS
                                || solution.order() == Goal.Order.AT_MOST;
                boolean inclusive =
                        solution.order() == Goal.Order.AT_MOST
                                || solution.order() == Goal.Order.AT_LEAST;
                yield bound != null
                        && set(
                                solution.place(),
                                column.within(
                                        new Meaning.Range(NO_RULE, axis, bound, upper, inclusive),
                                        random));
            }
        };
    }

    private boolean different(int place, @Nullable String other) {
        for (int i = 0; i < TRIES; i++) {
            if (renewed(place) && (other == null || !other.equals(values[place]))) {
                return true;
            }
        }
        return false;
    }
}
