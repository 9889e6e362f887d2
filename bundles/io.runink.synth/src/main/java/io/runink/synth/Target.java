package io.runink.synth;

import io.runink.api.contract.FieldPath;
import io.runink.api.contract.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a row can break alone.
 *
 * @param rule its id
 * @param shape of the rows that it is about
 * @param way how it is broken
 */
record Target(String rule, Shape shape, Way way) {

    /** How often a row is tried for a way to break the rule and no other. */
    private static final int TRIES = 40;

    /** How a rule is broken. */
    sealed interface Way {
        /** The value is missing. */
        record Missing(Column column) implements Way {}

        /** The value is one of some texts. */
        record Foreign(Column column, List<String> texts) implements Way {
            public Foreign {
                texts = List.copyOf(texts);
            }
        }

        /** The value is of its type, and wrong. */
        record Wrong(Column column, Meaning meaning) implements Way {}

        /** A value inside the column is missing, of another type, or wrong. */
        record Inside(Column column, NestedDomain domain, Part part, Rule rule, Breaks breaks)
                implements Way {}

        /** The values were there before. */
        record Again(List<Integer> places) implements Way {}

        /** The values are no key of the other rows. */
        record Dangling(List<Integer> places, List<Domain> domains, Condition condition)
                implements Way {}

        /** The values do not go together. */
        record Together(Condition condition) implements Way {}
    }

    /**
     * What to put into a row so that it breaks this rule and no other; null if it cannot be done in
     * that row.
     *
     * @param row which
     * @param before valid rows that came before
     */
    @Nullable Slip slip(long row, SplittableRandom random, Sample before) {
        @Nullable String[] valid = shape.values(row);
        for (int i = 0; i < TRIES; i++) {
            @Nullable String[] values = valid.clone();
            boolean named = random.nextBoolean();
            if (change(values, random, before)
                    && settled(values, random)
                    && keysStand(values, before, random)) {
                List<Slip.Cell> cells = new ArrayList<>();
                for (int j = 0; j < values.length; j++) {
                    if (!Objects.equals(values[j], valid[j])) {
                        cells.add(new Slip.Cell(shape.columns().get(j), values[j]));
                    }
                }
                if (!cells.isEmpty()) {
                    return new Slip(cells, named);
                }
            }
        }
        return null;
    }

    /**
     * Whether the changed values keep all conditions but the one that is meant to be broken, once
     * other values were put right.
     */
    private boolean settled(@Nullable String[] values, SplittableRandom random) {
        Condition open = shape.broken(values, meant());
        if (open == null) {
            return true;
        }
        if (way instanceof Way.Together) {
            return false;
        }
        @Nullable String[] changed = values.clone();
        for (int i = 0; open != null && i <= 2 * shape.conditions().size(); i++) {
            open = open.repair(shape, values, random) ? shape.broken(values, meant()) : null;
        }
        return shape.broken(values, meant()) == null && kept(changed, values);
    }

    /** Whether what was made wrong still is. */
    private boolean kept(@Nullable String[] changed, @Nullable String[] values) {
        List<Integer> places =
                switch (way) {
                    case Way.Missing it -> List.of(place(it.column()));
                    case Way.Foreign it -> List.of(place(it.column()));
                    case Way.Wrong it -> List.of(place(it.column()));
                    case Way.Inside it -> List.of(place(it.column()));
                    case Way.Again it -> it.places();
                    case Way.Dangling it -> it.places();
                    case Way.Together _ -> List.of();
                };
        return places.stream().allMatch(it -> Objects.equals(changed[it], values[it]));
    }

    private @Nullable Condition meant() {
        return switch (way) {
            case Way.Dangling it -> it.condition();
            case Way.Together it -> it.condition();
            default -> null;
        };
    }

    private boolean change(@Nullable String[] values, SplittableRandom random, Sample before) {
        return switch (way) {
            case Way.Missing it -> {
                values[place(it.column())] = null;
                yield true;
            }
            case Way.Foreign it ->
                    set(values, it.column(), it.texts().get(random.nextInt(it.texts().size())));
            case Way.Wrong it ->
                    set(values, it.column(), it.column().breaking(it.meaning(), random));
            case Way.Inside it -> set(values, it.column(), inside(it, random));
            case Way.Again it -> again(values, it.places(), random, before);
            case Way.Dangling it -> dangling(values, it, random);
            case Way.Together it -> together(values, it.condition(), random);
        };
    }

    private int place(Column column) {
        return shape.place(column.name());
    }

    private boolean set(@Nullable String[] values, Column column, @Nullable String text) {
        values[place(column)] = text;
        return text != null;
    }

    /** JSON with one value that breaks a rule; null if none was found. */
    static @Nullable String inside(Way.Inside way, SplittableRandom random) {
        Part part = way.part();
        FieldPath path = part.path();
        return switch (way.rule().kind()) {
            case "required" -> way.domain().wounded(new NestedDomain.Wound(path, null), random);
            case "type" -> {
                List<String> texts = Targets.strangers(part.field());
                String text = texts.get(random.nextInt(texts.size()));
                yield way.domain().wounded(new NestedDomain.Wound(path, text), random);
            }
            default -> {
                String text = null;
                for (Meaning meaning : part.meanings()) {
                    if (meaning.rule().equals(way.rule())) {
                        text = way.breaks().of(meaning, random);
                    }
                }
                yield text == null
                        ? null
                        : way.domain().wounded(new NestedDomain.Wound(path, text), random);
            }
        };
    }

    private boolean again(
            @Nullable String[] values,
            List<Integer> places,
            SplittableRandom random,
            Sample before) {
        long row =
                before.any(
                        random,
                        it -> {
                            @Nullable String[] earlier = shape.values(it);
                            return places.stream().allMatch(place -> earlier[place] != null);
                        });
        if (row < 0) {
            return false;
        }
        @Nullable String[] earlier = shape.values(row);
        places.forEach(place -> values[place] = earlier[place]);
        return true;
    }

    private boolean dangling(@Nullable String[] values, Way.Dangling way, SplittableRandom random) {
        List<String> tuple = new ArrayList<>();
        for (int i = 0; i < way.places().size(); i++) {
            int place = way.places().get(i);
            String text = way.domains().get(i).draw(random);
            if (!shape.columns().get(place).accepts(text)) {
                return false;
            }
            values[place] = text;
            tuple.add(text);
        }
        return !way.condition().among(tuple);
    }

    private boolean together(
            @Nullable String[] values, Condition condition, SplittableRandom random) {
        condition.damage(shape, values, random);
        if (!condition.holds(shape, values)) {
            return true;
        }
        for (Group group : shape.groups()) {
            if (!group.keyed() && condition.reads(group)) {
                group.fill(random.nextLong(3, Long.MAX_VALUE >> 1), 1, values);
            }
        }
        return !condition.holds(shape, values);
    }

    /** Whether no other key is taken: what was taken over from an earlier row is only the one. */
    private boolean keysStand(@Nullable String[] values, Sample before, SplittableRandom random) {
        if (!(way instanceof Way.Again again)) {
            return true;
        }
        for (Rule key : shape.keys()) {
            List<Integer> places = key.columns().stream().map(shape::place).toList();
            if (places.equals(again.places())
                    || places.stream().noneMatch(again.places()::contains)) {
                continue;
            }
            long row = before.any(random, it -> same(places, values, shape.values(it)));
            if (row >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(
            List<Integer> places, @Nullable String[] one, @Nullable String[] other) {
        return places.stream()
                .allMatch(it -> one[it] != null && Objects.equals(one[it], other[it]));
    }
}
