package io.runink.api.contract;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One rule of a contract: the use of a check.
 *
 * @param id {@code column.name}, unique in the contract, for example {@code price.greater-than};
 *     reports and dead-letter queues show it
 * @param name how the contract spelled it, kebab-case, for example {@code greater-than}
 * @param kind the check that executes it, for example {@code range}
 * @param category what it looks at
 * @param columns the columns it reads; one for a rule on a column
 * @param parameters what the contract gave it, every value as text, one or more each
 */
public record Rule(
        String id,
        String name,
        String kind,
        RuleClass category,
        List<String> columns,
        SortedMap<String, List<String>> parameters) {

    public Rule {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(category, "category is null");
        columns = List.copyOf(columns);
        SortedMap<String, List<String>> copy = new TreeMap<>();
        for (Map.Entry<String, List<String>> entry : parameters.entrySet()) {
            copy.put(entry.getKey(), List.copyOf(entry.getValue()));
        }
        parameters = Collections.unmodifiableSortedMap(copy);
    }
}
