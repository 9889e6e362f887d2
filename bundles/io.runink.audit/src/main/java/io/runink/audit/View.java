package io.runink.audit;

import io.runink.api.contract.Contract;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * A contract that can be seen in the data itself: that of the source, and those its steps decode.
 *
 * @param path the columns that lead to it, outermost first; empty for the source
 * @param contract what is there
 */
record View(List<String> path, Contract contract) {

    View {
        path = List.copyOf(path);
    }

    /** All that can be seen from a source, outermost first. */
    static List<View> of(Dag dag, Node.Source source) {
        List<View> views = new ArrayList<>();
        views.add(new View(List.of(), dag.contract(source.contract())));
        follow(dag, source.name(), source.contract(), List.of(), views);
        return views;
    }

    private static void follow(
            Dag dag, String node, String contract, List<String> path, List<View> views) {
        for (Edge edge : dag.edges()) {
            if (!edge.from().equals(node)
                    || edge.kind() == Edge.Kind.REJECTIONS
                    || !(dag.node(edge.to()) instanceof Node.Step step)) {
                continue;
            }
            if (step.work() instanceof Node.Work.Decode decode) {
                List<String> inside = new ArrayList<>(path);
                inside.add(decode.column());
                views.add(new View(inside, dag.contract(step.output())));
                follow(dag, step.name(), step.output(), inside, views);
            } else if (step.work() instanceof Node.Work.Validate
                    && step.output().equals(contract)) {
                follow(dag, step.name(), step.output(), path, views);
            }
        }
    }
}
