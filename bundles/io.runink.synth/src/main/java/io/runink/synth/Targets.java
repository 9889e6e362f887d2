package io.runink.synth;

import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Finds every rule that the pipeline enforces and a row can break alone. */
final class Targets {

    /** Text that is not a JSON object. Not empty: that would be absent in CSV. */
    private static final List<String> NO_OBJECTS =
            List.of("not json", "[1,2,3]", "{\"open\":", "\"text\"", "12");

    /** Text that is not a JSON array. */
    private static final List<String> NO_ARRAYS =
            List.of("not json", "{\"a\":1}", "[1,", "\"text\"", "12");

    private Targets() {}

    /** All of them, in contract order. */
    static List<Target> of(Shape shape) {
        List<Target> targets = new ArrayList<>();
        for (Column column : shape.columns()) {
            if (shape.enforced()) {
                shape.contract().rules().stream()
                        .filter(it -> of(column, it) && alone(shape, it))
                        .forEach(it -> rule(shape, column, it, targets));
            }
            if (column.decoded()) {
                Target.Way way = new Target.Way.Foreign(column, NO_OBJECTS);
                targets.add(new Target(column.name() + ".json-of", shape, way));
            }
            column.inner().ifPresent(inner -> targets.addAll(of(inner)));
        }
        if (shape.enforced()) {
            several(shape, targets);
        }
        return targets;
    }

    /** Whether a rule is on a column, or on something inside it. */
    private static boolean of(Column column, Rule rule) {
        return rule.category() != RuleClass.DATASET
                && rule.columns().size() == 1
                && !rule.kind().equals("cel")
                && !rule.kind().equals("references")
                && FieldPath.parse(rule.columns().getFirst()).column().equals(column.name());
    }

    /**
     * Whether a broken rule is all that is wrong. A row that goes on though it breaks a rule counts
     * for the dataset, and takes its keys: another one like it would break those as well.
     */
    private static boolean alone(Shape shape, Rule rule) {
        if (rule.action().rejects()) {
            return true;
        }
        boolean dataset =
                shape.contract().rules().stream()
                        .anyMatch(it -> it.category() == RuleClass.DATASET);
        boolean keyed =
                shape.keys().stream()
                        .flatMap(it -> it.columns().stream())
                        .anyMatch(rule.columns()::contains);
        return !dataset && !keyed;
    }

    private static void rule(Shape shape, Column column, Rule rule, List<Target> targets) {
        FieldPath path = FieldPath.parse(rule.columns().getFirst());
        Target.Way way;
        if (path.nested()) {
            way = inside(column, path, rule);
        } else {
            way =
                    switch (rule.kind()) {
                        case "required" -> new Target.Way.Missing(column);
                        case "unique" -> again(shape, rule);
                        case "type" -> foreign(column);
                        default -> wrong(column, rule);
                    };
        }
        if (way != null) {
            targets.add(new Target(rule.id(), shape, way));
        }
    }

    private static Target.@Nullable Way foreign(Column column) {
        List<String> texts =
                strangers(column.field()).stream()
                        .filter(it -> !column.field().missing().contains(it))
                        .toList();
        return texts.isEmpty() ? null : new Target.Way.Foreign(column, texts);
    }

    /** Texts that are not of a type. */
    static List<String> strangers(Field field) {
        return switch (field.type().kind()) {
            case STRUCT, MAP -> NO_OBJECTS;
            case LIST -> NO_ARRAYS;
            default ->
                    Lexicon.strangers(field.type()).stream()
                            .filter(text -> !Lexicon.reads(field.type(), text))
                            .toList();
        };
    }

    /** A rule that others imply cannot be broken alone: no value is found, and it is left out. */
    private static Target.@Nullable Way wrong(Column column, Rule rule) {
        for (Meaning meaning : column.meanings()) {
            if (meaning.rule().equals(rule)
                    && column.breaking(meaning, new SplittableRandom(0)) != null) {
                return new Target.Way.Wrong(column, meaning);
            }
        }
        return null;
    }

    private static Target.@Nullable Way inside(Column column, FieldPath path, Rule rule) {
        if (!(column.domain().orElse(null) instanceof NestedDomain domain)) {
            return null;
        }
        Part part = domain.root().at(path);
        if (rule.kind().equals("type") && strangers(part.field()).isEmpty()) {
            return null;
        }
        Target.Way.Inside way =
                new Target.Way.Inside(
                        column,
                        domain,
                        part,
                        rule,
                        new Breaks(part.field(), part.meanings(), part.domain()));
        return Target.inside(way, new SplittableRandom(0)) == null ? null : way;
    }

    /**
     * A key cannot be taken again alone if its columns hold another key, or parts of one that other
     * rows may have.
     */
    private static Target.@Nullable Way again(Shape shape, Rule rule) {
        for (Rule other : shape.keys()) {
            boolean apart = other.columns().stream().noneMatch(rule.columns()::contains);
            boolean around = other.columns().containsAll(rule.columns());
            if (!other.equals(rule) && !apart && !around) {
                return null;
            }
            if (!other.equals(rule) && around && rule.columns().containsAll(other.columns())) {
                return null;
            }
        }
        return new Target.Way.Again(rule.columns().stream().map(shape::place).toList());
    }

    private static void several(Shape shape, List<Target> targets) {
        for (Rule rule : shape.contract().rules()) {
            if (rule.kind().equals("unique") && rule.columns().size() > 1 && alone(shape, rule)) {
                Target.Way way = again(shape, rule);
                if (way != null) {
                    targets.add(new Target(rule.id(), shape, way));
                }
            }
        }
        for (Condition condition : shape.conditions()) {
            Rule rule = condition.rule();
            if (rule.kind().equals("cel") && alone(shape, rule)) {
                Target.Way way = new Target.Way.Together(condition);
                targets.add(new Target(rule.id(), shape, way));
            } else if (rule.kind().equals("references") && condition.complete()) {
                List<Integer> places = rule.columns().stream().map(shape::place).toList();
                List<Domain> domains =
                        places.stream()
                                .flatMap(it -> unkeyed(shape.columns().get(it)).stream())
                                .toList();
                if (domains.size() == places.size()) {
                    Target.Way way = new Target.Way.Dangling(places, domains, condition);
                    targets.add(new Target(rule.id(), shape, way));
                }
            }
        }
    }

    /** All values that keep a column's own rules. */
    private static Optional<Domain> unkeyed(Column column) {
        try {
            return Domains.of(column.field().type(), column.bounds(), Format.CSV);
        } catch (ExpressionReader.Unsupported e) {
            return Optional.empty();
        }
    }
}
