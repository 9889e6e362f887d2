package io.runink.slice;

import io.runink.api.Masking;
import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.dag.Dag;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How values are shown where they must not be shown in clear. */
final class Masks {

    /** Stands for a value of which nothing is shown. */
    static final String REDACTED = "***";

    /** As many characters as a partly masked value keeps at most. */
    private static final int KEPT_MAX = 4;

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

    /** Appends a text as it is shown. */
    static void put(
            @Nullable Masking masking, byte[] text, int from, int length, GrowingBytes into) {
        if (masking == null) {
            into.put(text, from, length);
        } else if (masking == Masking.REDACT) {
            into.put(REDACTED);
        } else {
            partial(text, from, length, into);
        }
    }

    /** Keeps the last characters, at most a quarter of them; characters are code points. */
    private static void partial(byte[] text, int from, int length, GrowingBytes into) {
        int characters = 0;
        for (int i = from; i < from + length; i++) {
            characters += starts(text[i]) ? 1 : 0;
        }
        int kept = Math.min(KEPT_MAX, characters / 4);
        int at = from + length;
        for (int left = kept; left > 0; ) {
            at--;
            left -= starts(text[at]) ? 1 : 0;
        }
        into.put((byte) '*', characters - kept);
        into.put(text, at, from + length - at);
    }

    /** Whether a byte of UTF-8 begins a character. */
    private static boolean starts(byte value) {
        return (value & 0xC0) != 0x80;
    }
}
