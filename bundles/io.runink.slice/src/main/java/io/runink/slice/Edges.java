package io.runink.slice;

import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The edges of a DAG by their places in it: two may be alike, since a node may reach another by
 * several conditions.
 *
 * @param all in the order of the DAG
 */
record Edges(List<Edge> all) {

    static Edges of(Dag dag) {
        return new Edges(dag.edges());
    }

    Edge at(int place) {
        return all.get(place);
    }

    /** Places of the edges that lead to a node, rejections apart. */
    List<Integer> into(String node) {
        return places(it -> it.to().equals(node) && it.kind() != Edge.Kind.REJECTIONS);
    }

    /** Places of the edges that rows leave a node by. */
    List<Integer> outOf(String node) {
        return places(it -> it.from().equals(node) && it.kind() != Edge.Kind.REJECTIONS);
    }

    /** Places of the edges that rejected rows leave a node by. */
    List<Integer> rejectionsOf(String node) {
        return places(it -> it.from().equals(node) && it.kind() == Edge.Kind.REJECTIONS);
    }

    /** Places of the edges that some hold for. */
    List<Integer> places(Predicate<Edge> wanted) {
        return IntStream.range(0, all.size())
                .filter(place -> wanted.test(all.get(place)))
                .boxed()
                .toList();
    }

    /** Which of its node's inputs an edge is, from 0. */
    int input(int place) {
        return into(at(place).to()).indexOf(place);
    }

    /** Which it is, from 0, of the edges that lead from the same node to the same node. */
    int twin(int place) {
        Edge edge = at(place);
        return places(it -> it.from().equals(edge.from()) && it.to().equals(edge.to()))
                .indexOf(place);
    }
}
