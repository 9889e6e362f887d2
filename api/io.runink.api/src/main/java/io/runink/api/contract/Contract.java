package io.runink.api.contract;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A data contract, however it was spelled.
 *
 * @param name what a scenario calls it: the record's simple name
 * @param id identity across versions
 * @param version semantic version
 * @param owner the team that answers for it; may be empty
 * @param javaClass binary name of the record that declares it
 * @param fields columns, in order; at least one
 * @param rules in order of their columns, a column's {@code type} rule first; every column has one
 * @param decodes the step that decodes it, or null
 * @param validates the step that holds it against its rules, or null
 * @param masks the step that masks it, or null
 */
public record Contract(
        String name,
        String id,
        String version,
        String owner,
        String javaClass,
        List<Field> fields,
        List<Rule> rules,
        @Nullable String decodes,
        @Nullable String validates,
        @Nullable String masks) {

    public Contract {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(owner, "owner is null");
        Objects.requireNonNull(javaClass, "javaClass is null");
        fields = List.copyOf(fields);
        rules = List.copyOf(rules);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("contract '" + name + "' has no field");
        }
    }

    /** The column of that name. */
    public Optional<Field> field(String column) {
        return fields.stream().filter(field -> field.name().equals(column)).findFirst();
    }
}
