package io.runink.api.contract;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a contract: the use of a check.
 *
 * @param id {@code path.name}, unique in the contract, for example {@code price.greater-than} or
 *     {@code lines[].price.required}; several columns are joined by {@code +}, and a rule on the
 *     whole has no path. Reports and dead-letter queues show it
 * @param name how the contract spelled it, kebab-case, for example {@code greater-than}
 * @param kind the check that executes it, for example {@code range}
 * @param category what it looks at
 * @param columns the columns it reads, as {@link FieldPath}s; one for a rule on a column. A path
 *     that is {@link FieldPath#repeated} stands alone
 * @param parameters what the contract gave it, every value as text, one or more each
 * @param action what happens where it is broken; legal for its category
 * @param budget how often it may be broken, or null
 */
public record Rule(
        String id,
        String name,
        String kind,
        RuleClass category,
        List<String> columns,
        SortedMap<String, List<String>> parameters,
        Action action,
        @Nullable Budget budget) {

    public Rule {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(category, "category is null");
        if (!Action.legal(category).contains(action)) {
            throw new IllegalArgumentException(
                    "rule '" + id + "' of class " + category + " cannot " + action.text());
        }
        columns = List.copyOf(columns);
        SortedMap<String, List<String>> copy = new TreeMap<>();
        for (Map.Entry<String, List<String>> entry : parameters.entrySet()) {
            copy.put(entry.getKey(), List.copyOf(entry.getValue()));
        }
        parameters = Collections.unmodifiableSortedMap(copy);
    }

    /** A rule with the standard action and no budget. */
    public Rule(
            String id,
            String name,
            String kind,
            RuleClass category,
            List<String> columns,
            SortedMap<String, List<String>> parameters) {
        this(id, name, kind, category, columns, parameters, Action.standard(category), null);
    }
}
