package io.runink.api.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way from a row to values inside one of its columns, as rules write it: {@code price} is a
 * column, {@code address.zip} a member, {@code lines[].price} a member of every element of a list,
 * {@code prices{}} every value of a map. A path leads to as many values as there are holders: where
 * a holder is absent, so that there is no member to be looked at, it leads to none.
 *
 * <p>A report writes the way to one of the values with its index or key: {@code lines[3].price},
 * {@code prices{EUR}}.
 *
 * @param column the column it begins at
 * @param steps the way from there; empty for the column itself
 */
public record FieldPath(String column, List<Step> steps) {

    /** What a step goes into. */
    public enum Into {
        /** The member of a struct. */
        MEMBER,
        /** Every element of a list. */
        ELEMENTS,
        /** Every value of a map. */
        VALUES
    }

    /**
     * One step of the way.
     *
     * @param into what it goes into
     * @param member the member's name; empty for elements and values
     */
    public record Step(Into into, String member) {
        public Step {
            Objects.requireNonNull(into, "into is null");
            if ((into == Into.MEMBER) == member.isEmpty()) {
                throw new IllegalArgumentException(into + " '" + member + "'");
            }
        }
    }

    public FieldPath {
        Objects.requireNonNull(column, "column is null");
        steps = List.copyOf(steps);
    }

    /** The path of a column. */
    public static FieldPath of(String column) {
        return new FieldPath(column, List.of());
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @throws IllegalArgumentException if the text is no path
     */
    public static FieldPath parse(String text) {
        int at = name(text, 0);
        String column = text.substring(0, at);
        List<Step> steps = new ArrayList<>();
        while (at < text.length()) {
            if (text.startsWith("[]", at)) {
                steps.add(new Step(Into.ELEMENTS, ""));
                at += 2;
            } else if (text.startsWith("{}", at)) {
                steps.add(new Step(Into.VALUES, ""));
                at += 2;
            } else {
                int end = text.charAt(at) == '.' ? name(text, at + 1) : 0;
                if (end <= at + 1) {
                    throw new IllegalArgumentException("'" + text + "' is no path");
                }
                steps.add(new Step(Into.MEMBER, text.substring(at + 1, end)));
                at = end;
            }
        }
        if (column.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is no path");
        }
        return new FieldPath(column, steps);
    }

    private static int name(String text, int from) {
        int at = from;
        while (at < text.length() && ".[{".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** Whether it leads into a column. */
    public boolean nested() {
        return !steps.isEmpty();
    }

    /** Whether it leads to any number of values of one row, not to one at most. */
    public boolean repeated() {
        return steps.stream().anyMatch(step -> step.into() != Into.MEMBER);
    }

    /** The path to a member of what this one leads to. */
    public FieldPath member(String name) {
        return with(new Step(Into.MEMBER, name));
    }

    /** The path to the elements of what this one leads to. */
    public FieldPath elements() {
        return with(new Step(Into.ELEMENTS, ""));
    }

    /** The path to the values of what this one leads to. */
    public FieldPath values() {
        return with(new Step(Into.VALUES, ""));
    }

    private FieldPath with(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new FieldPath(column, longer);
    }

    /**
     * What it leads to: a field that is named as this path, of the type that is there, and as
     * sensitive as anything on the way; empty if there is no such thing.
     *
     * @param fields columns
     */
    public Optional<Field> in(List<Field> fields) {
        Field at = named(fields, column);
        for (Step step : steps) {
            if (at == null) {
                return Optional.empty();
            }
            at = next(at, step);
        }
        return Optional.ofNullable(at)
                .map(it -> steps.isEmpty() ? it : inside(it, it, it.type(), toString()));
    }

    private static @Nullable Field named(List<Field> fields, String name) {
        for (Field field : fields) {
            if (field.name().equals(name)) {
                return field;
            }
        }
        return null;
    }

    private static @Nullable Field next(Field from, Step step) {
        DataType type = from.type();
        return switch (step.into()) {
            case MEMBER -> {
                Field member = named(type.fields(), step.member());
                yield member == null ? null : inside(from, member, member.type(), member.name());
            }
            case ELEMENTS -> element(from, DataType.Kind.LIST);
            case VALUES -> element(from, DataType.Kind.MAP);
        };
    }

    private static @Nullable Field element(Field from, DataType.Kind kind) {
        DataType element = from.type().element();
        return from.type().kind() == kind && element != null
                ? inside(from, from, element, from.name())
                : null;
    }

    private static Field inside(Field outer, Field inner, DataType type, String name) {
        boolean masked = inner.masking() != null;
        return new Field(
                name,
                inner.component(),
                type,
                outer.pii() || inner.pii(),
                masked ? inner.masking() : outer.masking(),
                inner.jsonOf(),
                masked ? inner.reveal() : outer.reveal(),
                inner.missing());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(column);
        for (Step step : steps) {
            switch (step.into()) {
                case MEMBER -> text.append('.').append(step.member());
                case ELEMENTS -> text.append("[]");
                case VALUES -> text.append("{}");
            }
        }
        return text.toString();
    }
}
