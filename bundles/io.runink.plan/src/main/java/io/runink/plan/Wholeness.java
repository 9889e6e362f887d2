package io.runink.plan;

import io.runink.api.contract.Contract;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.error.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a DAG holds all that it mentions. The compiler sees to it; a DAG that another tool wrote
 * must not turn into a crash further on.
 */
final class Wholeness {

    private Wholeness() {}

    static List<Problem> problems(Dag dag) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        Set<String> contracts = new HashSet<>();
        for (Contract contract : dag.contracts()) {
            contracts.add(contract.name());
        }
        for (Node node : dag.nodes()) {
            if (places.putIfAbsent(node.name(), places.size()) != null) {
                problems.add(broken("has two nodes named '" + node.name() + "'"));
            }
            for (String contract : contractsOf(node)) {
                if (!contracts.contains(contract)) {
                    problems.add(
                            broken(
                                    "node '"
                                            + node.name()
                                            + "' mentions contract '"
                                            + contract
                                            + "', which it does not hold"));
                }
            }
        }
        for (Edge edge : dag.edges()) {
            Integer from = places.get(edge.from());
            Integer to = places.get(edge.to());
            if (from == null || to == null || from >= to) {
                problems.add(
                        broken(
                                "has an edge from '"
                                        + edge.from()
                                        + "' to '"
                                        + edge.to()
                                        + "' that does not lead forward between two of its"
                                        + " nodes"));
            }
        }
        if (dag.nodes(Node.Source.class).findAny().isEmpty()) {
            problems.add(broken("has no source"));
        }
        return problems;
    }

    private static List<String> contractsOf(Node node) {
        return switch (node) {
            case Node.Source source -> List.of(source.contract());
            case Node.Step step -> List.of(step.input(), step.output());
            case Node.Sink sink -> List.of(sink.contract());
            case Node.Dlq _ -> List.of();
        };
    }

    private static Problem broken(String what) {
        return PlanError.BROKEN_DAG.problem(
                "the DAG " + what, "compile the scenario again with this version of runi");
    }
}
