package io.runink.api.plugin;

import io.runink.api.contract.Action;
import io.runink.api.contract.RuleClass;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A kind of check that is installed: what its jar says of it.
 *
 * @param kind for example {@code range}
 * @param category what a rule of this kind looks at
 * @param annotations qualified names of the annotations that use it
 * @param types the {@code DataType.Kind} names it works on, lower case; empty for all
 * @param plugin the bundle it comes from
 * @param actions what a rule of this kind may do; empty for all that its category allows
 * @param summary what it holds rows to, a sentence
 */
public record CheckDescriptor(
        String kind,
        RuleClass category,
        List<String> annotations,
        List<String> types,
        String plugin,
        List<Action> actions,
        String summary) {

    public CheckDescriptor {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(category, "category is null");
        annotations = List.copyOf(annotations);
        types = List.copyOf(types);
        Objects.requireNonNull(plugin, "plugin is null");
        actions = List.copyOf(actions);
        Objects.requireNonNull(summary, "summary is null");
    }

    /** A check whose rules may do all that its category allows. */
    public CheckDescriptor(
            String kind,
            RuleClass category,
            List<String> annotations,
            List<String> types,
            String plugin) {
        this(kind, category, annotations, types, plugin, List.of(), "");
    }

    /** What a rule of this kind may do. */
    public Set<Action> legal() {
        return actions.isEmpty() ? Action.legal(category) : Set.copyOf(actions);
    }
}
