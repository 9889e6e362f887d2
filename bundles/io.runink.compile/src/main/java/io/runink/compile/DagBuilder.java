package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.dag.Dag;
import io.runink.api.dag.DatasetUri;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.dag.Requirement;
import io.runink.api.dag.RunPolicy;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds the DAG of nodes that are in order. */
final class DagBuilder {

    private final Scenario scenario;
    private final Contracts all;
    private final List<Lowering.Placed> placed;

    DagBuilder(Scenario scenario, Contracts contracts, List<Lowering.Placed> placed) {
        this.scenario = scenario;
        this.all = contracts;
        this.placed = placed;
    }

    Dag build(String herd, SortedMap<String, String> sources, RunPolicy policy) {
        List<Contract> contracts = contracts();
        return new Dag(
                Dag.FORMAT,
                scenario.name(),
                herd,
                labels(),
                contracts,
                nodes(),
                edges(),
                requirements(contracts),
                sources,
                policy);
    }

    private List<Node> nodes() {
        List<Node> nodes = new ArrayList<>(placed.stream().map(Lowering.Placed::node).toList());
        nodes.add(
                new Node.Dlq(
                        FlowGraph.DLQ,
                        scenario.tags("dlq").findFirst().flatMap(Tag::text).orElse(null)));
        return nodes;
    }

    private List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        placed.forEach(it -> edges.addAll(it.inflows()));
        for (Lowering.Placed from : placed) {
            if (!(from.node() instanceof Node.Sink)) {
                edges.add(new Edge(from.node().name(), FlowGraph.DLQ, Edge.Kind.REJECTIONS, ""));
            }
        }
        return edges;
    }

    /** Every contract a node mentions, or that a column of one holds as JSON; in source order. */
    private List<Contract> contracts() {
        Set<String> mentioned = new HashSet<>();
        List<String> open = new ArrayList<>();
        for (Lowering.Placed node : placed) {
            switch (node.node()) {
                case Node.Source source -> open.add(source.contract());
                case Node.Step step -> open.addAll(List.of(step.input(), step.output()));
                case Node.Sink sink -> open.add(sink.contract());
                case Node.Dlq _ -> {
                    // A rejection has the shape of none of the contracts.
                }
            }
            node.inflows().forEach(edge -> open.add(edge.contract()));
        }
        while (!open.isEmpty()) {
            String name = open.removeLast();
            if (mentioned.add(name)) {
                all.get(name).fields().stream()
                        .map(Field::jsonOf)
                        .filter(it -> it != null)
                        .forEach(open::add);
            }
        }
        return all.all().stream().filter(it -> mentioned.contains(it.name())).toList();
    }

    private List<Requirement> requirements(List<Contract> contracts) {
        Set<Requirement> needed = new HashSet<>();
        for (Tag tag : scenario.tags()) {
            String direction =
                    switch (tag.name()) {
                        case "source" -> "source";
                        case "sink", "dlq" -> "sink";
                        default -> "";
                    };
            if (!direction.isEmpty()) {
                tag.text()
                        .flatMap(DatasetUri::parse)
                        .ifPresent(
                                uri -> needed.add(Requirement.connector(uri.scheme(), direction)));
            }
        }
        for (Contract contract : contracts) {
            for (Rule rule : contract.rules()) {
                needed.add(Requirement.check(rule.kind()));
            }
        }
        for (Lowering.Placed node : placed) {
            if (node.node() instanceof Node.Step step
                    && step.work() instanceof Node.Work.Plug plug) {
                needed.add(Requirement.step(plug.step()));
            }
        }
        return needed.stream()
                .sorted(
                        Comparator.comparing(Requirement::namespace)
                                .thenComparing(Requirement::name)
                                .thenComparing(Requirement::direction))
                .toList();
    }

    private SortedMap<String, String> labels() {
        SortedMap<String, String> labels = new TreeMap<>();
        scenario.tags("module")
                .flatMap(tag -> tag.arguments().stream())
                .forEach(argument -> {
                    String value = text(argument.value());
                    if (!argument.key().isEmpty()) {
                        labels.put(argument.key(), value);
                    } else if (!value.isEmpty()) {
                        labels.put("module", value);
                    }
                });
        List<String> emitted = scenario.tags("emits").flatMap(it -> it.text().stream()).toList();
        if (!emitted.isEmpty()) {
            labels.put("emits", String.join(",", emitted));
        }
        return labels;
    }

    private static String text(Tag.Value value) {
        return switch (value) {
            case Tag.Value.Text text -> text.text();
            case Tag.Value.Numeral number -> number.digits();
            case Tag.Value.Bool bool -> Boolean.toString(bool.value());
            case Tag.Value.Span span -> span.duration().toString();
            case Tag.Value.Flag _ -> "true";
            case Tag.Value.Items items ->
                    String.join(",", items.values().stream().map(DagBuilder::text).toList());
            case Tag.Value.Nested _ -> "";
        };
    }
}
