package io.runink.slice;

import io.runink.api.Masking;
import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.dag.Dag;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which columns must not be shown in clear. */
final class Masks {

    private Masks() {}

    /**
     * How a column is shown in rejections: null is in clear. Of a nested value with anything in it
     * that must not be shown, nothing is.
     */
    static @Nullable Masking shown(Dag dag, Field field) {
        if (field.type().nested()) {
            return sensitive(dag, field, new HashSet<>()) ? Masking.REDACT : null;
        }
        if (field.masking() != null) {
            return field.masking();
        }
        return sensitive(dag, field, new HashSet<>()) ? Masking.REDACT : null;
    }

    /** Whether a contract, or one that it holds as JSON, has a column that must not be shown. */
    static boolean sensitive(Dag dag, Contract contract) {
        return sensitive(dag, contract, new HashSet<>());
    }

    private static boolean sensitive(Dag dag, Contract contract, Set<String> seen) {
        if (!seen.add(contract.name())) {
            return false;
        }
        return contract.fields().stream().anyMatch(field -> sensitive(dag, field, seen));
    }

    private static boolean sensitive(Dag dag, Field field, Set<String> seen) {
        String json = field.jsonOf();
        return field.sensitive()
                || (json != null && sensitive(dag, dag.contract(json), seen))
                || sensitive(dag, field.type(), seen);
    }

    private static boolean sensitive(Dag dag, DataType type, Set<String> seen) {
        DataType element = type.element();
        return (element != null && sensitive(dag, element, seen))
                || type.fields().stream().anyMatch(member -> sensitive(dag, member, seen));
    }
}
