package io.runink.compile;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import java.util.Objects;
import java.util.stream.Stream;

/** The marks of what a column nests. */
final class Marks {

    private Marks() {}

    /** The members of a type, however deep. */
    static Stream<Field> members(DataType type) {
        DataType element = type.element();
        return Stream.concat(
                type.fields().stream()
                        .flatMap(it -> Stream.concat(Stream.of(it), members(it.type()))),
                Stream.ofNullable(element).map(Objects::requireNonNull).flatMap(Marks::members));
    }

    /** Whether a member is marked to be masked. */
    static boolean nested(DataType type) {
        return type.nested() && members(type).anyMatch(it -> it.masking() != null);
    }
}
