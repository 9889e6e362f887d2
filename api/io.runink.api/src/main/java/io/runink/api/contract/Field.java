package io.runink.api.contract;

import io.runink.api.Masking;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of a contract.
 *
 * @param name the column, snake_case
 * @param component the record component it comes from
 * @param type its type
 * @param pii whether it holds personal data
 * @param masking how it is masked, or null
 * @param jsonOf the {@link Contract#name()} of the contract whose JSON it holds, or null
 * @param reveal roles that may see it in clear where it is masked
 * @param missing texts that stand for no value: the platform takes them for absent before it looks
 *     at anything else
 */
public record Field(
        String name,
        String component,
        DataType type,
        boolean pii,
        @Nullable Masking masking,
        @Nullable String jsonOf,
        List<String> reveal,
        List<String> missing) {

    public Field {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(component, "component is null");
        Objects.requireNonNull(type, "type is null");
        reveal = List.copyOf(reveal);
        missing = List.copyOf(missing);
    }

    /** A column for which no text stands for nothing. */
    public Field(
            String name,
            String component,
            DataType type,
            boolean pii,
            @Nullable Masking masking,
            @Nullable String jsonOf,
            List<String> reveal) {
        this(name, component, type, pii, masking, jsonOf, reveal, List.of());
    }

    /** A column that no role sees in clear where it is masked. */
    public Field(
            String name,
            String component,
            DataType type,
            boolean pii,
            @Nullable Masking masking,
            @Nullable String jsonOf) {
        this(name, component, type, pii, masking, jsonOf, List.of(), List.of());
    }

    /**
     * Whether its value must not be shown in clear: personal, masked, or holding another contract.
     */
    public boolean sensitive() {
        return pii || masking != null;
    }
}
