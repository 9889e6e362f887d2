package io.runink.api.plugin;

import io.runink.api.contract.RuleClass;
import java.util.List;
import java.util.Objects;

/**
 * A kind of check that is installed: what its jar says of it.
 *
 * @param kind for example {@code range}
 * @param category what a rule of this kind looks at
 * @param annotations qualified names of the annotations that use it
 * @param types the {@code DataType.Kind} names it works on, lower case; empty for all
 * @param plugin the bundle it comes from
 */
public record CheckDescriptor(
        String kind,
        RuleClass category,
        List<String> annotations,
        List<String> types,
        String plugin) {

    public CheckDescriptor {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(category, "category is null");
        annotations = List.copyOf(annotations);
        types = List.copyOf(types);
        Objects.requireNonNull(plugin, "plugin is null");
    }
}
