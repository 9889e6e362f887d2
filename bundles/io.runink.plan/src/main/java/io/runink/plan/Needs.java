package io.runink.plan;

import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Node;
import io.runink.api.dag.Requirement;
import io.runink.api.error.Problem;
import io.runink.api.plan.Resources;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.StepDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What nodes need of plug-ins, and which of the installed ones give it. */
final class Needs {

    private static final long MIB = 1024 * 1024;

    /** Less starts no JVM. */
    private static final long MEMORY_MIN = 64 * MIB;

    private final Dag dag;
    private final List<Plugin> plugins;

    Needs(Dag dag, List<Plugin> plugins) {
        this.dag = dag;
        this.plugins = plugins;
    }

    /** Every requirement that no installed plug-in meets, each said once. */
    List<Problem> unmet() {
        Set<Requirement> all = new LinkedHashSet<>(dag.requirements());
        for (Node node : dag.nodes()) {
            all.addAll(of(node));
        }
        List<Problem> problems = new ArrayList<>();
        for (Requirement requirement : all) {
            if (provider(requirement).isEmpty()) {
                problems.add(problem(requirement));
            }
        }
        return problems;
    }

    /** Names of the plug-ins that some nodes load, in alphabetical order. */
    List<String> pluginsOf(List<Node> nodes) {
        Set<String> names = new TreeSet<>();
        for (Node node : nodes) {
            for (Requirement requirement : of(node)) {
                provider(requirement).ifPresent(plugin -> names.add(plugin.name()));
            }
        }
        return List.copyOf(names);
    }

    private Set<Requirement> of(Node node) {
        Set<Requirement> needs = new LinkedHashSet<>();
        switch (node) {
            case Node.Source source -> {
                needs.add(Requirement.connector(scheme(source.uri()), "source"));
                if (source.enforced()) {
                    needs.addAll(checks(source.contract()));
                }
            }
            case Node.Step step -> {
                if (step.work() instanceof Node.Work.Plug plug) {
                    needs.add(Requirement.step(plug.step()));
                }
                if (step.enforced()) {
                    needs.addAll(checks(step.output()));
                }
            }
            case Node.Sink sink -> needs.add(Requirement.connector(scheme(sink.uri()), "sink"));
            case Node.Dlq dlq -> {
                String uri = dlq.uri();
                if (uri != null) {
                    needs.add(Requirement.connector(scheme(uri), "sink"));
                }
            }
        }
        return needs;
    }

    private Set<Requirement> checks(String contract) {
        Set<Requirement> checks = new LinkedHashSet<>();
        for (Rule rule : dag.contract(contract).rules()) {
            checks.add(Requirement.check(rule.kind()));
        }
        return checks;
    }

    private Optional<Plugin> provider(Requirement requirement) {
        return plugins.stream().filter(plugin -> provides(plugin, requirement)).findFirst();
    }

    private static boolean provides(Plugin plugin, Requirement requirement) {
        return switch (requirement.namespace()) {
            case Requirement.CONNECTOR ->
                    plugin.connectors().stream()
                            .anyMatch(it ->
                                    it.scheme().equals(requirement.name())
                                            && it.directions().contains(requirement.direction()));
            case Requirement.CHECK ->
                    plugin.checks().stream().anyMatch(it -> it.kind().equals(requirement.name()));
            case Requirement.STEP ->
                    plugin.steps().stream().anyMatch(it -> it.name().equals(requirement.name()));
            default -> false;
        };
    }

    /** What an installed plug-in says of the step that a node runs. */
    private Optional<StepDescriptor> descriptor(Node node) {
        return node instanceof Node.Step step && step.work() instanceof Node.Work.Plug plug
                ? plugins.stream()
                        .flatMap(it -> it.steps().stream())
                        .filter(it -> it.name().equals(plug.step()))
                        .findFirst()
                : Optional.empty();
    }

    /** Whether a node's memory is its own, since its plug-in wants more than a slice has. */
    boolean wantsMemory(Node node) {
        return descriptor(node).map(it -> it.memoryMib() > 0).orElse(false);
    }

    /** What a slice of some nodes may use. */
    Resources resources(List<Node> nodes) {
        Resources resources = Resources.STANDARD;
        for (Node node : nodes) {
            long wanted = descriptor(node).map(StepDescriptor::memoryMib).orElse(0) * MIB;
            if (wanted > 0) {
                resources = resources.withMemory(Math.max(wanted, MEMORY_MIN));
            }
            boolean spills = descriptor(node).map(StepDescriptor::spills).orElse(false);
            if (spills || keepsKeys(node)) {
                resources = resources.withScratch(Resources.SCRATCH_STANDARD);
            }
        }
        return resources;
    }

    /** Whether rules are enforced here that keep every key they saw. */
    private boolean keepsKeys(Node node) {
        String contract =
                switch (node) {
                    case Node.Source source when source.enforced() -> source.contract();
                    case Node.Step step when step.enforced() -> step.output();
                    default -> "";
                };
        return !contract.isEmpty()
                && dag.contract(contract).rules().stream()
                        .anyMatch(it -> it.category() == RuleClass.KEYED_SET);
    }

    private static Problem problem(Requirement requirement) {
        String remedy =
                "run 'runi plugin list' to see which plug-in provides it, then 'runi plugin"
                        + " install NAME'";
        return switch (requirement.namespace()) {
            case Requirement.CONNECTOR ->
                    PlanError.NO_CONNECTOR.problem(
                            "scheme '"
                                    + requirement.name()
                                    + "' needs a connector that works as a "
                                    + requirement.direction()
                                    + ", and none is installed",
                            remedy);
            case Requirement.CHECK ->
                    PlanError.NO_CHECK.problem(
                            "rules of kind '"
                                    + requirement.name()
                                    + "' need a check, and none is installed",
                            remedy);
            case Requirement.STEP ->
                    PlanError.NO_STEP.problem(
                            "the step '"
                                    + requirement.name()
                                    + "' needs a plug-in, and none is installed",
                            remedy);
            default ->
                    PlanError.BROKEN_DAG.problem(
                            "the DAG requires '"
                                    + requirement.name()
                                    + "' of the unknown namespace '"
                                    + requirement.namespace()
                                    + "'",
                            "compile the scenario again with this version of runi");
        };
    }

    private static String scheme(String uri) {
        int end = uri.indexOf("://");
        return end < 0 ? uri : uri.substring(0, end);
    }
}
