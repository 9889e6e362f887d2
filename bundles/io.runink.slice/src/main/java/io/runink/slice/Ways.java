package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.slice.Endpoint;
import io.runink.slice.Onward.Way;
import io.runink.slice.Work.Form;
import io.runink.spi.exchange.EdgeReader;
import io.runink.spi.exchange.EdgeSocket;
import io.runink.spi.exchange.EdgeWriter;
import io.runink.spi.exchange.Exchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** The ways by which rows come to nodes and leave them: inside the slice, and over its edges. */
final class Ways {

    private final Dag dag;
    private final Edges edges;
    private final Set<String> held;
    private final Grants grants;
    private final Exchange exchange;
    private final BufferAllocator allocator;
    private final Map<String, List<Stage>> stages = new HashMap<>();

    /**
     * The ways of a slice.
     *
     * @param held names of the nodes in it
     */
    Ways(Dag dag, Set<String> held, Grants grants, Exchange exchange, BufferAllocator allocator) {
        this.dag = dag;
        this.edges = Edges.of(dag);
        this.held = Set.copyOf(held);
        this.grants = grants;
        this.exchange = exchange;
        this.allocator = allocator;
    }

    /** All edges of the DAG. */
    Edges edges() {
        return edges;
    }

    /**
     * Says where the rows of a node go in.
     *
     * @param inputs one for all of its edges, or one for each
     */
    void into(String node, List<Stage> inputs) {
        stages.put(node, List.copyOf(inputs));
    }

    /** The ends of edges from other slices. */
    List<Inlet> inlets() throws IOException {
        List<Inlet> inlets = new ArrayList<>();
        for (int place : edges.places(it -> held.contains(it.to()) && !held.contains(it.from()))) {
            Edge edge = edges.at(place);
            inlets.add(
                    new EdgeInlet(
                            edge,
                            schema(edge),
                            reader(place),
                            stage(place),
                            edge.kind() == Edge.Kind.REJECTIONS ? Set.of() : sourcesOf(edge.from()),
                            allocator));
        }
        return inlets;
    }

    /** Whether some rows of a node may go no way. */
    boolean conditional(String node) {
        return edges.outOf(node).stream().anyMatch(place -> !edges.at(place).when().isEmpty());
    }

    /**
     * Where a node's rows go.
     *
     * @param form of what the node yields
     */
    List<Way> onward(String node, Contract contract, Form form) throws IOException {
        List<Way> found = new ArrayList<>();
        for (int place : edges.outOf(node)) {
            Edge edge = edges.at(place);
            if (form == Form.TEXT && (edge.kind() == Edge.Kind.ROWS || !edge.when().isEmpty())) {
                throw Grants.refused(
                        "'"
                                + node
                                + "' enforces nothing, yet its edge to '"
                                + edge.to()
                                + "' promises rows of a contract");
            }
            Stage target = target(place);
            if (edge.kind() == Edge.Kind.LEXICAL && form == Form.TYPED) {
                ToText toText = new ToText(RowSchema.text(contract), allocator);
                target = new TextStage(toText, target);
            }
            found.add(new Way(target, edge.when().isEmpty() ? null : Condition.of(edge, contract)));
        }
        return found;
    }

    /** Where the rows go that a node rejects. */
    Stage rejections(String node) throws IOException {
        List<Stage> targets = new ArrayList<>();
        for (int place : edges.rejectionsOf(node)) {
            targets.add(target(place));
        }
        return new Fan(targets);
    }

    private Stage target(int place) throws IOException {
        Edge edge = edges.at(place);
        if (held.contains(edge.to())) {
            return stage(place);
        }
        return new EdgeStage(edge, schema(edge), writer(place), allocator);
    }

    private EdgeReader reader(int place) throws IOException {
        Edge edge = edges.at(place);
        Grants.End end =
                grants.of(
                        Endpoint.Role.RING_IN,
                        Endpoint.Role.EDGE_IN,
                        edge.from(),
                        edge.to(),
                        edges.twin(place));
        return end.endpoint().role() == Endpoint.Role.RING_IN
                ? exchange.reader(schema(edge), end.grant().socket(), allocator)
                : exchange.reader(end.grant().input(), allocator);
    }

    private Function<VectorSchemaRoot, EdgeWriter> writer(int place) throws IOException {
        Edge edge = edges.at(place);
        Grants.End end =
                grants.of(
                        Endpoint.Role.RING_OUT,
                        Endpoint.Role.EDGE_OUT,
                        edge.from(),
                        edge.to(),
                        edges.twin(place));
        if (end.endpoint().role() == Endpoint.Role.RING_OUT) {
            EdgeSocket socket = end.grant().socket();
            return rows -> exchange.writer(rows, socket, end.endpoint().bytes());
        }
        OutputStream stream = end.grant().output();
        return rows -> exchange.writer(rows, stream);
    }

    private Stage stage(int place) {
        String node = edges.at(place).to();
        List<Stage> inputs = stages.get(node);
        if (inputs == null) {
            throw Grants.refused("node '" + node + "' takes no rows, yet an edge leads to it");
        }
        return inputs.size() == 1 ? inputs.getFirst() : inputs.get(edges.input(place));
    }

    private Schema schema(Edge edge) {
        return switch (edge.kind()) {
            case ROWS -> RowSchema.typed(dag.contract(edge.contract()));
            case LEXICAL -> RowSchema.text(dag.contract(edge.contract()));
            case REJECTIONS -> RowSchema.text(RowSchema.REJECTION);
        };
    }

    /** Indexes of the sources whose rows reach a node. */
    Set<Integer> sourcesOf(String node) {
        Set<Integer> found = new TreeSet<>();
        sourcesOf(node, found, new TreeSet<>());
        return found;
    }

    private void sourcesOf(String node, Set<Integer> found, Set<String> seen) {
        if (!seen.add(node)) {
            return;
        }
        if (dag.node(node) instanceof Node.Source) {
            found.add(index(node));
        }
        for (int place : edges.into(node)) {
            sourcesOf(edges.at(place).from(), found, seen);
        }
    }

    /** The place of a node in the DAG. */
    int index(String node) {
        return dag.nodes().indexOf(dag.node(node));
    }
}
