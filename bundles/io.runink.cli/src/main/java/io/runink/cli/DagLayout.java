package io.runink.cli;

import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Places the nodes of a DAG in columns from left to right, so that edges lead to the right and few
 * cross: each node stands behind all that flow into it, and beside those it is joined to. Edges
 * that pass over columns have a waypoint in each. The same DAG always has the same layout.
 */
final class DagLayout {

    /** Rounds of putting each column in the order of its neighbours; more changed nothing. */
    private static final int SWEEPS = 8;

    /**
     * A node or waypoint.
     *
     * @param column from 0
     * @param row from 0, in half rows
     */
    record Spot(int column, int row) {}

    /** An edge and the waypoints between its ends, from left to right. */
    record Way(Edge edge, List<Spot> spots) {}

    private static final class Place {
        final int column;
        final List<Place> before = new ArrayList<>();
        final List<Place> after = new ArrayList<>();
        double order;
        int row;

        Place(int column, double order) {
            this.column = column;
            this.order = order;
        }

        double middle(List<Place> neighbours) {
            return neighbours.isEmpty()
                    ? order
                    : neighbours.stream().mapToDouble(it -> it.order).average().orElse(order);
        }

        Spot spot() {
            return new Spot(column, row);
        }
    }

    private final Map<String, Place> nodes = new LinkedHashMap<>();
    private final Map<Edge, List<List<Place>>> ways = new LinkedHashMap<>();
    private final List<List<Place>> columns = new ArrayList<>();
    private final List<Edge> edges;
    private int rows;

    DagLayout(Dag dag) {
        this.edges = dag.edges().stream().filter(it -> it.kind() != Edge.Kind.REJECTIONS).toList();
        Map<String, List<String>> into = new HashMap<>();
        edges.forEach(it -> into.computeIfAbsent(it.to(), k -> new ArrayList<>()).add(it.from()));
        for (Node node : dag.nodes()) {
            if (!(node instanceof Node.Dlq)) {
                int column = 0;
                for (String from : into.getOrDefault(node.name(), List.of())) {
                    column = Math.max(column, place(from).column + 1);
                }
                nodes.put(node.name(), add(column));
            }
        }
        edges.forEach(this::route);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            sweep(sweep % 2 == 0);
        }
        settle();
    }

    private Place place(String node) {
        return Objects.requireNonNull(nodes.get(node), node);
    }

    private Place add(int column) {
        while (columns.size() <= column) {
            columns.add(new ArrayList<>());
        }
        Place place = new Place(column, columns.get(column).size());
        columns.get(column).add(place);
        return place;
    }

    private void route(Edge edge) {
        Place from = place(edge.from());
        Place to = place(edge.to());
        List<Place> way = new ArrayList<>();
        for (int column = from.column + 1; column < to.column; column++) {
            Place waypoint = add(column);
            way.add(waypoint);
            from.after.add(waypoint);
            waypoint.before.add(from);
            from = waypoint;
        }
        from.after.add(to);
        to.before.add(from);
        ways.computeIfAbsent(edge, k -> new ArrayList<>()).add(way);
    }

    private void sweep(boolean forward) {
        for (int i = 0; i < columns.size(); i++) {
            List<Place> column = columns.get(forward ? i : columns.size() - 1 - i);
            Map<Place, Double> wish = new HashMap<>();
            column.forEach(it -> wish.put(it, it.middle(forward ? it.before : it.after)));
            column.sort(Comparator.comparing(it -> Objects.requireNonNull(wish.get(it))));
            for (int k = 0; k < column.size(); k++) {
                column.get(k).order = k;
            }
        }
    }

    /** Columns are set one beside the other, each in the middle of the tallest. */
    private void settle() {
        int tallest = columns.stream().mapToInt(List::size).max().orElse(0);
        for (List<Place> column : columns) {
            int first = tallest - column.size();
            for (int k = 0; k < column.size(); k++) {
                column.get(k).row = first + 2 * k;
            }
        }
        rows = 2 * tallest;
    }

    int columns() {
        return columns.size();
    }

    /** Height in half rows. */
    int rows() {
        return rows;
    }

    Spot spot(String node) {
        return place(node).spot();
    }

    List<Way> ways() {
        List<Way> all = new ArrayList<>();
        Map<Edge, Integer> twins = new HashMap<>();
        for (Edge edge : edges) {
            int twin = twins.merge(edge, 1, Integer::sum) - 1;
            List<List<Place>> found = Objects.requireNonNull(ways.get(edge));
            all.add(new Way(edge, found.get(twin).stream().map(Place::spot).toList()));
        }
        return all;
    }
}
