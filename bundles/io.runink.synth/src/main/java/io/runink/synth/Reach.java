package io.runink.synth;

import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import java.util.HashSet;
import java.util.Set;

/**
 * How far a generated row is still the generator's own: from the source through every step that
 * decodes or validates, up to the first that changes values. Places in it are paths of columns:
 * empty for the row, {@code payload} for what that column holds.
 *
 * @param enforced places whose contract's rules are held against the row
 * @param decoded columns whose text a step reads
 */
record Reach(Set<String> enforced, Set<String> decoded) {

    Reach {
        enforced = Set.copyOf(enforced);
        decoded = Set.copyOf(decoded);
    }

    static Reach of(Dag dag, Node.Source source) {
        Set<String> enforced = new HashSet<>();
        Set<String> decoded = new HashSet<>();
        if (source.enforced()) {
            enforced.add("");
        }
        follow(dag, source.name(), source.contract(), "", enforced, decoded);
        return new Reach(enforced, decoded);
    }

    private static void follow(
            Dag dag,
            String node,
            String contract,
            String place,
            Set<String> enforced,
            Set<String> decoded) {
        for (Edge edge : dag.edges()) {
            if (!edge.from().equals(node) || edge.kind() == Edge.Kind.REJECTIONS) {
                continue;
            }
            if (!(dag.node(edge.to()) instanceof Node.Step step)
                    || !step.input().equals(contract)) {
                continue;
            }
            String next;
            if (step.work() instanceof Node.Work.Decode decode) {
                next = inside(place, decode.column());
                decoded.add(next);
            } else if (checks(step) && step.output().equals(contract)) {
                next = place;
            } else {
                continue;
            }
            if (step.enforced()) {
                enforced.add(next);
            }
            follow(dag, step.name(), step.output(), next, enforced, decoded);
        }
    }

    /** Whether a step passes rows on or rejects them, and changes none. */
    private static boolean checks(Node.Step step) {
        return step.work() instanceof Node.Work.Validate
                || (step.work() instanceof Node.Work.Plug plug && plug.step().equals("references"));
    }

    /** The place of what a column holds. */
    static String inside(String place, String column) {
        return place.isEmpty() ? column : place + "/" + column;
    }
}
