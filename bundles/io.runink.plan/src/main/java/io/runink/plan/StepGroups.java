package io.runink.plan;

import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.herd.Herd;
import io.runink.api.plan.SlicePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which steps share a slice. Those that must stand alone part the others: a slice before one and a
 * slice behind it, since two slices that both wait for each other's rows would stand still.
 */
final class StepGroups {

    /** The step that starts a program. */
    private static final String COMMAND = "command";

    /**
     * Steps of one slice.
     *
     * @param name what the slice may be called
     * @param reason why it is cut here, for people
     */
    record Group(String name, List<Node.Step> steps, String reason) {}

    private final Dag dag;
    private final Herd herd;
    private final Needs needs;

    /** By node: how many steps that stand alone there are before it, on the longest way. */
    private final Map<String, Integer> depths = new HashMap<>();

    StepGroups(Dag dag, Herd herd, Needs needs) {
        this.dag = dag;
        this.herd = herd;
        this.needs = needs;
    }

    /** What a node starts. */
    static Optional<SlicePlan.Command> command(Node node) {
        return node instanceof Node.Step step
                        && step.work() instanceof Node.Work.Plug plug
                        && plug.step().equals(COMMAND)
                ? Optional.of(
                        new SlicePlan.Command(
                                plug.parameters().getOrDefault("run", List.of()),
                                plug.parameters().getOrDefault("files", List.of())))
                : Optional.empty();
    }

    /** In topological order. */
    List<Group> groups() {
        Map<String, List<Edge>> into = new HashMap<>();
        for (Edge edge : dag.edges()) {
            into.computeIfAbsent(edge.to(), to -> new ArrayList<>()).add(edge);
        }
        SortedMap<Integer, List<Node.Step>> shared = new TreeMap<>();
        SortedMap<Integer, List<Group>> alone = new TreeMap<>();
        for (Node.Step step : dag.nodes(Node.Step.class).toList()) {
            int depth = 0;
            for (Edge edge : into.getOrDefault(step.name(), List.of())) {
                depth = Math.max(depth, depths.getOrDefault(edge.from(), 0));
            }
            String reason = reasonToStandAlone(step);
            depths.put(step.name(), reason.isEmpty() ? depth : depth + 1);
            if (reason.isEmpty()) {
                shared.computeIfAbsent(depth, it -> new ArrayList<>()).add(step);
            } else {
                alone.computeIfAbsent(depth, it -> new ArrayList<>())
                        .add(new Group(step.name(), List.of(step), reason));
            }
        }
        List<Group> groups = new ArrayList<>();
        int last = Math.max(last(shared), last(alone));
        for (int depth = 0; depth <= last; depth++) {
            List<Node.Step> together = shared.getOrDefault(depth, List.of());
            if (!together.isEmpty()) {
                groups.add(new Group("steps", together, reason(together)));
            }
            groups.addAll(alone.getOrDefault(depth, List.of()));
        }
        return groups;
    }

    private static int last(SortedMap<Integer, ?> byDepth) {
        return byDepth.isEmpty() ? -1 : byDepth.lastKey();
    }

    private static String reason(List<Node.Step> together) {
        return together.size() == 1
                ? "it runs the contract's code and is granted no file"
                : "these steps run the same contract's code and are granted no file";
    }

    /** Empty if a step may share its slice. */
    private String reasonToStandAlone(Node.Step step) {
        if (command(step).isPresent()) {
            return "it alone starts a program";
        }
        if (herd.slicePerStep()) {
            return "herd '" + herd.name() + "' demands a slice per step";
        }
        return needs.wantsMemory(step) ? "it alone needs memory beyond the standard" : "";
    }
}
