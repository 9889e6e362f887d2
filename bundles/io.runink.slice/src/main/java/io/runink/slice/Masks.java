package io.runink.slice;

import io.runink.api.Masking;
import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.dag.Dag;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which columns must not be shown in clear. */
final class Masks {

    private Masks() {}

    /** How a column is shown in rejections: null is in clear. */
    static @Nullable Masking shown(Dag dag, Field field) {
        if (field.masking() != null) {
            return field.masking();
        }
        String nested = field.jsonOf();
        boolean hidden =
                field.pii()
                        || (nested != null
                                && sensitive(dag, dag.contract(nested), new HashSet<>()));
        return hidden ? Masking.REDACT : null;
    }

    /** Whether a contract, or one that it holds as JSON, has a column that must not be shown. */
    static boolean sensitive(Dag dag, Contract contract) {
        return sensitive(dag, contract, new HashSet<>());
    }

    private static boolean sensitive(Dag dag, Contract contract, Set<String> seen) {
        if (!seen.add(contract.name())) {
            return false;
        }
        for (Field field : contract.fields()) {
            String nested = field.jsonOf();
            if (field.sensitive()
                    || (nested != null && sensitive(dag, dag.contract(nested), seen))) {
                return true;
            }
        }
        return false;
    }
}
