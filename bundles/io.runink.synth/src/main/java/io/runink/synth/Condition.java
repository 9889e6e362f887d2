package io.runink.synth;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.error.RuninkException;
import io.runink.cel.CelEvaluationException;
import io.runink.cel.CelException;
import io.runink.cel.CelExpression;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What a row must hold to as a whole: a condition in CEL, or a key of other rows. */
final class Condition {

    /** What a row is held to. */
    private sealed interface Demand {
        /** A condition, and what makes it true or false. */
        record Cel(CelExpression expression, Goal kept, Goal broken) implements Demand {}

        /** The values of some columns are among those of other rows. */
        record Key(List<Integer> places, Set<List<String>> keys, boolean complete)
                implements Demand {}
    }

    private final Rule rule;
    private final Demand demand;

    private Condition(Rule rule, Demand demand) {
        this.rule = rule;
        this.demand = demand;
    }

    /**
     * A condition in CEL.
     *
     * @throws CelException if it is none over the contract's columns
     */
    static Condition cel(Contract contract, Rule rule) {
        Map<String, DataType> types = new HashMap<>();
        contract.fields().forEach(field -> types.put(field.name(), field.type()));
        String text = MeaningReader.value(rule, "value");
        CelExpression expression = CelExpression.compile(text, types);
        List<String> columns = contract.fields().stream().map(Field::name).toList();
        GoalReader reader = new GoalReader(columns, types);
        return new Condition(
                rule,
                new Demand.Cel(expression, reader.read(text, true), reader.read(text, false)));
    }

    /**
     * The values of some columns, together, are a key of other rows.
     *
     * @param complete whether those are all keys there are
     */
    static Condition key(Rule rule, List<Integer> places, Tuples keys, boolean complete) {
        return new Condition(rule, new Demand.Key(places, new HashSet<>(keys.rows()), complete));
    }

    Rule rule() {
        return rule;
    }

    /** Whether it looks at a column that a group chooses. */
    boolean reads(Group group) {
        return switch (demand) {
            case Demand.Cel cel ->
                    group.columns().stream()
                            .anyMatch(it -> cel.expression().columns().contains(it.name()));
            case Demand.Key key -> key.places().stream().anyMatch(group.places()::contains);
        };
    }

    /**
     * Whether the values of a row keep it: false or no value at all breaks it, unknown does not.
     */
    boolean holds(Shape shape, @Nullable String[] values) {
        return switch (demand) {
            case Demand.Cel cel -> !Boolean.FALSE.equals(truth(cel.expression(), shape, values));
            case Demand.Key key -> {
                List<String> tuple = key.places().stream().map(it -> text(values, it)).toList();
                yield tuple.contains("") || key.keys().contains(tuple);
            }
        };
    }

    /** Whether some values are a key of the other rows. */
    boolean among(List<String> tuple) {
        return demand instanceof Demand.Key key && key.keys().contains(tuple);
    }

    /** Whether all other keys are known, so that a value can be said to be none. */
    boolean complete() {
        return demand instanceof Demand.Key key && key.complete();
    }

    private static String text(@Nullable String[] values, int place) {
        String text = values[place];
        return text == null ? "" : text;
    }

    private static @Nullable Object truth(
            CelExpression expression, Shape shape, @Nullable String[] values) {
        try {
            return Repair.value(expression, shape, values);
        } catch (CelEvaluationException e) {
            return false;
        }
    }

    /**
     * Changes values so that they keep it, or that they break it, if it has a shape for which that
     * is known.
     *
     * @return whether anything was changed
     */
    boolean repair(Shape shape, @Nullable String[] values, SplittableRandom random) {
        return demand instanceof Demand.Cel cel
                && new Repair(shape, values, random).reach(cel.kept());
    }

    /** As {@link #repair}, the other way. */
    boolean damage(Shape shape, @Nullable String[] values, SplittableRandom random) {
        return demand instanceof Demand.Cel cel
                && new Repair(shape, values, random).reach(cel.broken());
    }

    RuninkException unmet(int tries) {
        return SynthError.UNMET.exception(
                "rule '"
                        + rule.id()
                        + "' was kept by none of "
                        + tries
                        + " rows that were tried, expected one that keeps all rules",
                "write it as a comparison of columns, loosen the columns' other rules, or write the"
                        + " golden by hand");
    }
}
