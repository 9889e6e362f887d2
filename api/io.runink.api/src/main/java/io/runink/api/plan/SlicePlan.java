package io.runink.api.plan;

import java.util.List;
import java.util.Objects;

/**
 * One slice of a plan.
 *
 * @param name unique in the plan, for example {@code source}, {@code steps}, {@code sink}
 * @param nodes the DAG nodes it runs, in topological order
 * @param resources what it may use
 * @param plugins names of the plug-ins it loads
 * @param reason why it is cut here, for people
 */
public record SlicePlan(
        String name, List<String> nodes, Resources resources, List<String> plugins, String reason) {

    public SlicePlan {
        Objects.requireNonNull(name, "name is null");
        nodes = List.copyOf(nodes);
        Objects.requireNonNull(resources, "resources is null");
        plugins = List.copyOf(plugins);
        Objects.requireNonNull(reason, "reason is null");
    }
}
