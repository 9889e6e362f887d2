package io.runink.plan;

import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.api.herd.Herd;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Plan;
import io.runink.api.plan.Planner;
import io.runink.api.plan.Resources;
import io.runink.api.plan.SlicePlan;
import io.runink.api.plugin.Plugin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Cuts where authority changes. A source reads what it was granted and nothing else, so each has
 * walls of its own; steps of one contract file run the same code with no grant at all, and a wall
 * between equals protects nothing, so they share one; what starts a program of its own, or needs
 * more memory than others, has one to itself; what writes shares one as well.
 */
final class AuthorityPlanner implements Planner {

    @Override
    public Outcome<Plan> plan(
            Dag dag, String digest, Herd herd, IsolationLevel isolation, List<Plugin> plugins) {
        List<Problem> broken = Wholeness.problems(dag);
        if (!broken.isEmpty()) {
            return Outcome.refused(broken);
        }
        Needs needs = new Needs(dag, plugins);
        List<Problem> problems = new ArrayList<>(needs.unmet());
        if (isolation.compareTo(herd.isolation()) < 0) {
            problems.add(tooWeak(herd, isolation));
        }
        List<SlicePlan> slices = Allotment.shared(herd, cut(dag, herd, needs));
        problems.addAll(Allotment.refused(herd, slices));
        beyondQuota(herd, slices).ifPresent(problems::add);
        if (!problems.isEmpty()) {
            return Outcome.refused(problems);
        }
        return Outcome.done(
                new Plan(digest, herd.name(), isolation, slices, crossings(dag, slices)));
    }

    private static List<SlicePlan> cut(Dag dag, Herd herd, Needs needs) {
        SliceNames names = new SliceNames();
        List<SlicePlan> slices = new ArrayList<>();
        for (Node.Source source : dag.nodes(Node.Source.class).toList()) {
            slices.add(
                    slice(
                            names.unique("source"),
                            List.of(source),
                            needs,
                            "it alone reads the input of '" + source.name() + "'"));
        }
        for (StepGroups.Group group : new StepGroups(dag, herd, needs).groups()) {
            slices.add(
                    slice(
                            names.unique(group.name()),
                            List.copyOf(group.steps()),
                            needs,
                            group.reason()));
        }
        List<Node> writers =
                dag.nodes().stream()
                        .filter(node -> node instanceof Node.Sink || node instanceof Node.Dlq)
                        .toList();
        if (!writers.isEmpty()) {
            slices.add(slice(names.unique("sink"), writers, needs, "it alone writes outputs"));
        }
        return slices;
    }

    private static SlicePlan slice(String name, List<Node> nodes, Needs needs, String reason) {
        return new SlicePlan(
                name,
                nodes.stream().map(Node::name).toList(),
                needs.resources(nodes),
                needs.pluginsOf(nodes),
                reason,
                nodes.stream()
                        .flatMap(node -> StepGroups.command(node).stream())
                        .findFirst()
                        .orElse(null));
    }

    private static List<Edge> crossings(Dag dag, List<SlicePlan> slices) {
        Map<String, String> sliceOf = new HashMap<>();
        for (SlicePlan slice : slices) {
            for (String node : slice.nodes()) {
                sliceOf.put(node, slice.name());
            }
        }
        return dag.edges().stream()
                .filter(edge -> !Objects.equals(sliceOf.get(edge.from()), sliceOf.get(edge.to())))
                .toList();
    }

    private static Problem tooWeak(Herd herd, IsolationLevel isolation) {
        return PlanError.ISOLATION_TOO_WEAK.problem(
                "isolation '"
                        + isolation.text()
                        + "' was asked for, and herd '"
                        + herd.name()
                        + "' accepts '"
                        + herd.isolation().text()
                        + "' or stronger",
                "ask for '"
                        + herd.isolation().text()
                        + "', or lower 'isolation' in the herd's file and run 'runi herd apply"
                        + " FILE'");
    }

    private static Optional<Problem> beyondQuota(Herd herd, List<SlicePlan> slices) {
        List<Resources> processes =
                slices.stream().flatMap(slice -> slice.processes().stream()).toList();
        long cpu = processes.stream().mapToLong(Resources::cpuMillis).sum();
        long memory = processes.stream().mapToLong(Resources::memoryBytes).sum();
        Herd.Quota quota = herd.quota();
        if (processes.size() <= quota.slices()
                && cpu <= quota.cpuMillis()
                && memory <= quota.memoryBytes()) {
            return Optional.empty();
        }
        return Optional.of(
                PlanError.LARGER_THAN_QUOTA.problem(
                        "the plan needs "
                                + figures(processes.size(), cpu, memory)
                                + ", and all of herd '"
                                + herd.name()
                                + "' may use "
                                + figures(quota.slices(), quota.cpuMillis(), quota.memoryBytes()),
                        "raise the quota in the herd's file and run 'runi herd apply FILE', or"
                                + " split the scenario"));
    }

    private static String figures(int slices, long cpuMillis, long memoryBytes) {
        return slices
                + (slices == 1 ? " slice, " : " slices, ")
                + cpuMillis
                + " thousandths of a core, "
                + memoryBytes / (1024 * 1024)
                + " MiB";
    }
}
