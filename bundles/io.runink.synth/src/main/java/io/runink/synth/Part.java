package io.runink.synth;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value inside a nested column, and what rules say of it.
 *
 * @param path to it
 * @param field what is there
 * @param required whether it is never null where its holder is there
 * @param meanings rules on a scalar
 * @param domain values of a scalar; null of a nested one
 * @param parts members of a struct, the one element of a list, the one value of a map
 */
record Part(
        FieldPath path,
        Field field,
        boolean required,
        List<Meaning> meanings,
        @Nullable Domain domain,
        List<Part> parts) {

    Part {
        meanings = List.copyOf(meanings);
        parts = List.copyOf(parts);
    }

    DataType.Kind kind() {
        return field.type().kind();
    }

    /** Whether a path leads to it or into it. */
    boolean leadsTo(FieldPath other) {
        return other.column().equals(path.column())
                && other.steps().size() >= path.steps().size()
                && other.steps().subList(0, path.steps().size()).equals(path.steps());
    }

    /** The part that a path leads to. */
    Part at(FieldPath other) {
        for (Part part : parts) {
            if (part.leadsTo(other)) {
                return part.at(other);
            }
        }
        return this;
    }

    /** Whether a text is a value that is there and keeps the rules. */
    boolean accepts(String text) {
        return !field.missing().contains(text) && meanings.stream().allMatch(it -> it.holds(text));
    }

    /** The name of a member. */
    String member() {
        return path.steps().getLast().member();
    }
}
