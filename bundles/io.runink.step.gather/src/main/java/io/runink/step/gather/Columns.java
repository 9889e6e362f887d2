package io.runink.step.gather;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import java.util.List;

/** Finds columns of contracts by their names. */
final class Columns {

    private Columns() {}

    /** Where in a contract a column is. */
    static int place(Contract contract, String name) {
        List<Field> fields = contract.fields();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "column '" + name + "' is not in the input, expected one of its columns");
    }

    /** Whether a contract has a column. */
    static boolean has(Contract contract, String name) {
        return contract.field(name).isPresent();
    }

    /** Holds a column of the output against the type it will have. */
    static void require(Field output, DataType type) {
        if (!output.type().equals(type)) {
            throw new IllegalArgumentException(
                    "column '"
                            + output.name()
                            + "' of the output is "
                            + output.type()
                            + ", expected "
                            + type);
        }
    }

    /**
     * For each column of an input's batches, those of its origin included, its place in the
     * output's batches, or -1.
     *
     * @throws IllegalArgumentException if the output has a column that the input lacks
     */
    static int[] passed(Contract input, Contract output) {
        int[] places = origins(input, output);
        for (int i = 0; i < output.fields().size(); i++) {
            Field field = output.fields().get(i);
            int place = place(input, field.name());
            require(field, input.fields().get(place).type());
            places[place] = i;
        }
        return places;
    }

    /** As {@link #passed}, but of the columns of its origin alone. */
    static int[] origins(Contract input, Contract output) {
        int[] places = none(input);
        int columns = input.fields().size();
        places[columns] = output.fields().size();
        places[columns + 1] = output.fields().size() + 1;
        return places;
    }

    /** As {@link #passed}, but of no column. */
    static int[] none(Contract input) {
        int[] places = new int[input.fields().size() + 2];
        java.util.Arrays.fill(places, -1);
        return places;
    }
}
