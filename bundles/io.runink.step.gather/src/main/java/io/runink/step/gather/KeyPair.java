package io.runink.step.gather;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.spill.KeyPart;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys by which rows of two inputs are compared.
 *
 * @param first parts of the first input's key
 * @param second parts of the second's, in that order
 */
record KeyPair(List<KeyPart> first, List<KeyPart> second) {

    KeyPair {
        first = List.copyOf(first);
        second = List.copyOf(second);
    }

    /**
     * Finds the columns of both.
     *
     * @throws IllegalArgumentException if there is none, one is missing, or values of two cannot be
     *     compared
     */
    static KeyPair of(Contract first, List<String> columns, Contract second, List<String> others) {
        if (columns.size() != others.size()) {
            throw new IllegalArgumentException(
                    columns.size() + " columns are compared with " + others.size());
        }
        List<KeyPart> one = new ArrayList<>();
        List<KeyPart> other = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            KeyPart part = new KeyPart(Columns.place(first, columns.get(i)));
            KeyPart counterpart = new KeyPart(Columns.place(second, others.get(i)));
            DataType type = first.fields().get(part.column()).type();
            DataType counter = second.fields().get(counterpart.column()).type();
            if (!type.equals(counter)) {
                throw new IllegalArgumentException(
                        "column '"
                                + columns.get(i)
                                + "' is "
                                + type
                                + " and column '"
                                + others.get(i)
                                + "' of the second input is "
                                + counter
                                + ", expected one type");
            }
            one.add(part);
            other.add(counterpart);
        }
        return new KeyPair(one, other);
    }
}
