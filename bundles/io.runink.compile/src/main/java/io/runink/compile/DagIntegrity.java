package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a DAG that was read holds together: whoever runs it need not ask again. */
final class DagIntegrity {

    private DagIntegrity() {}

    /** What is wrong, as the end of a sentence that begins with "the DAG". */
    static Optional<String> fault(Dag dag) {
        Set<String> contracts = new HashSet<>();
        for (Contract contract : dag.contracts()) {
            if (!contracts.add(contract.name())) {
                return Optional.of("has two contracts '" + contract.name() + "'");
            }
        }
        Map<String, Integer> order = new HashMap<>();
        for (Node node : dag.nodes()) {
            if (order.putIfAbsent(node.name(), order.size()) != null) {
                return Optional.of("has two nodes '" + node.name() + "'");
            }
            if (!contracts.containsAll(mentioned(node))) {
                return Optional.of("has a node '" + node.name() + "' without its contract");
            }
        }
        for (Edge edge : dag.edges()) {
            Integer from = order.get(edge.from());
            Integer to = order.get(edge.to());
            if (from == null || to == null || from >= to) {
                return Optional.of(
                        "has an edge from '"
                                + edge.from()
                                + "' to '"
                                + edge.to()
                                + "' that leads nowhere or back");
            }
        }
        for (Edge edge : dag.edges()) {
            if (edge.kind() != Edge.Kind.REJECTIONS && !contracts.contains(edge.contract())) {
                return Optional.of(
                        "has an edge from '"
                                + edge.from()
                                + "' to '"
                                + edge.to()
                                + "' without its contract");
            }
        }
        if (dag.nodes(Node.Dlq.class).count() != 1) {
            return Optional.of("has not exactly one dead-letter queue");
        }
        return Optional.empty();
    }

    private static List<String> mentioned(Node node) {
        return switch (node) {
            case Node.Source source -> List.of(source.contract());
            case Node.Step step -> List.of(step.input(), step.output());
            case Node.Sink sink -> List.of(sink.contract());
            case Node.Dlq _ -> List.of();
        };
    }
}
