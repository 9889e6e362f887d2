package io.runink.authoring;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.error.Location;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that rules can look at: a column, a member, the elements of a list or the values of a
 * map.
 *
 * @param path the way to it
 * @param type its type
 * @param primitive whether Java's type knows no null
 * @param constants of its enum; empty if it is none
 * @param name the place of its component's name
 * @param marks the annotations of its component; none for elements and values
 * @param element what a list or map holds, or null
 * @param members what a struct holds, in order
 * @param field the column or member; null for elements and values
 */
record Spot(
        FieldPath path,
        DataType type,
        boolean primitive,
        List<String> constants,
        Location name,
        List<Mark> marks,
        @Nullable Spot element,
        List<Spot> members,
        @Nullable Field field) {

    Spot {
        constants = List.copyOf(constants);
        marks = List.copyOf(marks);
        members = List.copyOf(members);
    }

    /** The same spot as a column or member. */
    Spot as(Field named, List<Mark> marked) {
        return new Spot(path, type, primitive, constants, name, marked, element, members, named);
    }

    /** The column or member that it is. */
    Field named() {
        return Objects.requireNonNull(field, "elements have no field");
    }
}
