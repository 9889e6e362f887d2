package io.runink.compile;

import io.runink.api.contract.DataType;
import io.runink.api.contract.DataType.Kind;
import java.util.Set;

/** Which types have values in common with which. */
final class Conversions {

    private static final Set<Kind> NUMBERS =
            Set.of(
                    Kind.INT8,
                    Kind.INT16,
                    Kind.INT32,
                    Kind.INT64,
                    Kind.FLOAT32,
                    Kind.FLOAT64,
                    Kind.DECIMAL);

    private Conversions() {}

    /** Whether some value of one type has an equal in the other. */
    static boolean exists(DataType from, DataType to) {
        if (from.equals(to)) {
            return true;
        }
        if (to.nested() || from.nested()) {
            return to.kind() == Kind.STRING;
        }
        return to.kind() == Kind.STRING
                || from.kind() == Kind.STRING
                || (NUMBERS.contains(from.kind()) && NUMBERS.contains(to.kind()))
                || (from.kind() == Kind.DATE && to.kind() == Kind.TIMESTAMP);
    }
}
