package io.runink.api.contract;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A data contract, however it was spelled.
 *
 * @param name what a scenario calls it: the record's simple name
 * @param id identity across versions
 * @param version semantic version
 * @param owner the team that answers for it; may be empty
 * @param javaClass binary name of the record that declares it; empty for a contract that the
 *     compiler inferred
 * @param fields columns, in order; at least one
 * @param rules in order of their columns, a column's {@code type} rule first; every column has one
 * @param decodes the step that decodes it, or null
 * @param validates the step that holds it against its rules, or null
 * @param masks the step that masks it, or null
 * @param key the columns of its primary key, in order; empty if it declares none
 * @param labels what it says of itself, for catalogues and searches
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
        @Nullable String masks,
        List<String> key,
        SortedMap<String, String> labels) {

    public Contract {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(owner, "owner is null");
        Objects.requireNonNull(javaClass, "javaClass is null");
        fields = List.copyOf(fields);
        rules = List.copyOf(rules);
        key = List.copyOf(key);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("contract '" + name + "' has no field");
        }
    }

    /** A contract without a primary key or labels. */
    public Contract(
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
        this(
                name,
                id,
                version,
                owner,
                javaClass,
                fields,
                rules,
                decodes,
                validates,
                masks,
                List.of(),
                new TreeMap<>());
    }

    /** Whether the compiler made it of what flows, and nobody declared it. */
    public boolean inferred() {
        return javaClass.isEmpty();
    }

    /** The column of that name. */
    public Optional<Field> field(String column) {
        return fields.stream().filter(field -> field.name().equals(column)).findFirst();
    }

    /**
     * What a path leads to, a column or something inside one: see {@link FieldPath#in}.
     *
     * @throws IllegalArgumentException if the text is no path
     */
    public Optional<Field> at(String path) {
        return FieldPath.parse(path).in(fields);
    }
}
