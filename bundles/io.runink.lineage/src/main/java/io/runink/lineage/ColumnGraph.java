package io.runink.lineage;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which column comes from which. Pure. */
final class ColumnGraph {

    /**
     * One step of a column.
     *
     * @param to a column of the output
     * @param from a column of the input
     * @param input which of the inputs, from 0; {@link #EVERY} for each of them
     * @param identity whether the value is passed on as it is
     * @param masked whether it is masked on the way
     * @param how for people
     */
    record Link(String to, String from, int input, boolean identity, boolean masked, String how) {

        static final int EVERY = -1;

        Link(String to, String from, boolean identity, boolean masked, String how) {
            this(to, from, EVERY, identity, masked, how);
        }

        boolean comesBy(int index) {
            return input == EVERY || input == index;
        }
    }

    /**
     * Where a column comes from.
     *
     * @param source a node that reads
     * @param field its column
     */
    record Origin(String source, String field, boolean identity, boolean masked, String how) {}

    private final Dag dag;

    ColumnGraph(Dag dag) {
        this.dag = dag;
    }

    /** What one step does to columns. */
    List<Link> links(Node.Step step) {
        List<String> input = columns(step.input());
        List<String> output = columns(step.output());
        return switch (step.work()) {
            case Node.Work.Decode(String column) ->
                    output.stream()
                            .map(to -> new Link(to, column, false, false, "read from its JSON"))
                            .toList();
            case Node.Work.Mask(List<String> columns) ->
                    output.stream()
                            .map(to ->
                                    columns.contains(to)
                                            ? new Link(to, to, false, true, "masked")
                                            : passed(to))
                            .toList();
            case Node.Work.Validate() -> output.stream().map(ColumnGraph::passed).toList();
            // What code does inside is not known here: each column may depend on every one.
            case Node.Work.Call call ->
                    output.stream()
                            .flatMap(to ->
                                    input.stream()
                                            .map(from ->
                                                    new Link(
                                                            to,
                                                            from,
                                                            false,
                                                            false,
                                                            "by " + call.method())))
                            .toList();
            case Node.Work.Plug plug ->
                    new PlugColumns(plug, inputs(step), dag.contract(step.output())).links();
        };
    }

    private List<Contract> inputs(Node.Step step) {
        List<Contract> inputs =
                dag.edges().stream()
                        .filter(edge -> edge.to().equals(step.name()))
                        .filter(edge -> edge.kind() != Edge.Kind.REJECTIONS)
                        .map(edge -> dag.contract(edge.contract()))
                        .toList();
        return inputs.isEmpty() ? List.of(dag.contract(step.input())) : inputs;
    }

    /** What reading, writing, and passing on does to the columns of a contract. */
    List<Link> passed(List<String> columns) {
        return columns.stream().map(ColumnGraph::passed).toList();
    }

    private static Link passed(String column) {
        return new Link(column, column, true, false, "passed on");
    }

    List<String> columns(String contract) {
        return dag.contract(contract).fields().stream().map(Field::name).toList();
    }

    /** For each column that a node yields, or writes, where it comes from in the sources. */
    Map<String, List<Origin>> origins(Node wanted) {
        Map<String, Map<String, List<Origin>>> byNode = new LinkedHashMap<>();
        for (Node node : dag.nodes()) {
            Map<String, List<Origin>> columns = new TreeMap<>();
            switch (node) {
                case Node.Source source ->
                        columns(source.contract())
                                .forEach(it ->
                                        columns.put(
                                                it,
                                                List.of(
                                                        new Origin(
                                                                source.name(),
                                                                it,
                                                                true,
                                                                false,
                                                                "passed on"))));
                case Node.Step step -> follow(links(step), upstream(node, byNode), columns);
                case Node.Sink sink ->
                        follow(passed(columns(sink.contract())), upstream(node, byNode), columns);
                case Node.Dlq _ -> {
                    // A rejection has the shape of none of the contracts.
                }
            }
            byNode.put(node.name(), columns);
        }
        return byNode.getOrDefault(wanted.name(), Map.of());
    }

    private List<Map<String, List<Origin>>> upstream(
            Node node, Map<String, Map<String, List<Origin>>> byNode) {
        return dag.edges().stream()
                .filter(edge -> edge.to().equals(node.name()))
                .filter(edge -> edge.kind() != Edge.Kind.REJECTIONS)
                .map(edge -> byNode.getOrDefault(edge.from(), Map.of()))
                .toList();
    }

    private static void follow(
            List<Link> links,
            List<Map<String, List<Origin>>> upstream,
            Map<String, List<Origin>> columns) {
        for (Link link : links) {
            List<Origin> known = columns.computeIfAbsent(link.to(), to -> new ArrayList<>());
            for (int i = 0; i < upstream.size(); i++) {
                if (link.comesBy(i)) {
                    upstream.get(i)
                            .getOrDefault(link.from(), List.of())
                            .forEach(origin -> add(known, joined(origin, link)));
                }
            }
        }
    }

    private static Origin joined(Origin origin, Link link) {
        boolean identity = origin.identity() && link.identity();
        String how = link.identity() ? origin.how() : link.how();
        boolean masked = origin.masked() || link.masked();
        return new Origin(origin.source(), origin.field(), identity, masked, how);
    }

    /** Of two ways from one column, one that does not mask decides. */
    private static void add(List<Origin> known, Origin origin) {
        for (int i = 0; i < known.size(); i++) {
            Origin other = known.get(i);
            if (other.source().equals(origin.source()) && other.field().equals(origin.field())) {
                known.set(
                        i,
                        new Origin(
                                origin.source(),
                                origin.field(),
                                other.identity() && origin.identity(),
                                other.masked() && origin.masked(),
                                other.how()));
                return;
            }
        }
        known.add(origin);
    }
}
