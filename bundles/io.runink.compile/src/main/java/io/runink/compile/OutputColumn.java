package io.runink.compile;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import java.util.List;

/**
 * A column that a step yields.
 *
 * @param origins the columns it is made of; all of them decide whether it is personal
 * @param same whether its values are those of its only origin
 */
record OutputColumn(String name, DataType type, List<Origin> origins, boolean same) {

    /**
     * A column of an input.
     *
     * @param input which of the step's, from 0
     */
    record Origin(int input, Field field) {}

    OutputColumn {
        origins = List.copyOf(origins);
    }

    /** A column that passes as it is. */
    static OutputColumn passed(int input, Field field) {
        return new OutputColumn(
                field.name(), field.type(), List.of(new Origin(input, field)), true);
    }

    /** The same values under another name. */
    OutputColumn named(String other) {
        return new OutputColumn(other, type, origins, same);
    }
}
