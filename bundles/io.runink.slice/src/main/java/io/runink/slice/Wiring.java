package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.dag.Node.Work.Call;
import io.runink.api.dag.Node.Work.Decode;
import io.runink.api.dag.Node.Work.Mask;
import io.runink.api.dag.Node.Work.Plug;
import io.runink.api.dag.Node.Work.Validate;
import io.runink.api.slice.Claim;
import io.runink.api.slice.Endpoint;
import io.runink.slice.SlicePlugins.Provided;
import io.runink.slice.Work.Form;
import io.runink.spi.connector.Connector;
import io.runink.spi.connector.SinkContext;
import io.runink.spi.connector.SourceContext;
import io.runink.spi.connector.SourceReader;
import io.runink.spi.exchange.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Puts the nodes of a slice together, from the last to the first. */
final class Wiring {

    private final Claim claim;
    private final Dag dag;
    private final Grants grants;
    private final SlicePlugins plugins;
    private final Exchange exchange;
    private final BufferAllocator allocator;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final SelfTime time = new SelfTime();
    private final Map<String, Stage> stages = new HashMap<>();
    private final Map<String, Counters> counters = new LinkedHashMap<>();
    private final List<Rejector> rejectors = new ArrayList<>();
    private final Map<String, Sink> sinks = new LinkedHashMap<>();
    private final List<Inlet> inlets = new ArrayList<>();
    private final Rules rules;
    private @Nullable ClassLoader code;

    Wiring(
            Claim claim,
            Grants grants,
            SlicePlugins plugins,
            Exchange exchange,
            BufferAllocator allocator)
            throws IOException {
        this.claim = claim;
        this.dag = claim.dag();
        this.grants = grants;
        this.plugins = plugins;
        this.exchange = exchange;
        this.allocator = allocator;
        claim.slice().nodes().forEach(name -> counters.put(name, new Counters(name)));
        this.rules = new Rules(claim, plugins);
        for (String name : claim.slice().nodes().reversed()) {
            switch (dag.node(name)) {
                case Node.Sink sink -> stages.put(name, sink(sink));
                case Node.Dlq dlq -> stages.put(name, dlq(dlq));
                case Node.Step step -> stages.put(name, step(step));
                case Node.Source source -> inlets.addFirst(source(source));
            }
        }
        for (Edge edge : dag.edges()) {
            if (holds(edge.to()) && !holds(edge.from())) {
                inlets.add(
                        new EdgeInlet(
                                edge,
                                schema(edge),
                                exchange,
                                grants.of(Endpoint.Role.EDGE_IN, edge.from(), edge.to()).input(),
                                stage(edge.to()),
                                edge.kind() == Edge.Kind.REJECTIONS
                                        ? Set.of()
                                        : sourcesOf(edge.from()),
                                lock,
                                allocator));
            }
        }
    }

    List<Inlet> inlets() {
        return inlets;
    }

    Map<String, Counters> counters() {
        return counters;
    }

    List<Rejector> rejectors() {
        return rejectors;
    }

    Map<String, Sink> sinks() {
        return sinks;
    }

    private boolean holds(String node) {
        return counters.containsKey(node);
    }

    private Stage stage(String node) {
        Stage stage = stages.get(node);
        if (stage == null) {
            throw Grants.refused("node '" + node + "' takes no rows, yet an edge leads to it");
        }
        return stage;
    }

    private Counters counters(String node) {
        return counters.computeIfAbsent(node, Counters::new);
    }

    private Schema schema(Edge edge) {
        return switch (edge.kind()) {
            case ROWS -> RowSchema.typed(dag.contract(edge.contract()));
            case LEXICAL -> RowSchema.text(dag.contract(edge.contract()));
            case REJECTIONS -> RowSchema.text(RowSchema.REJECTION);
        };
    }

    /** Indexes of the sources whose rows reach a node. */
    private Set<Integer> sourcesOf(String node) {
        Set<Integer> found = new TreeSet<>();
        if (dag.node(node) instanceof Node.Source) {
            found.add(index(node));
        }
        for (Edge edge : dag.edges()) {
            if (edge.to().equals(node)) {
                found.addAll(sourcesOf(edge.from()));
            }
        }
        return found;
    }

    private int index(String node) {
        return dag.nodes().indexOf(dag.node(node));
    }

    // Sinks

    private Stage sink(Node.Sink node) throws IOException {
        for (Edge edge : dag.edges()) {
            if (edge.to().equals(node.name()) && edge.kind() != Edge.Kind.ROWS) {
                throw Grants.refused("sink '" + node.name() + "' gets rows that nothing enforced");
            }
        }
        return new SinkStage(open(node.name(), node.uri()), counters(node.name()), time);
    }

    private Stage dlq(Node.Dlq node) throws IOException {
        String uri = node.uri();
        return new DlqStage(
                claim.run(),
                dag.nodes().stream().map(Node::name).toList(),
                uri == null ? null : open(node.name(), uri),
                counters(node.name()),
                time,
                allocator);
    }

    private Sink open(String node, String writtenUri) throws IOException {
        Provided<Connector> connector = plugins.connector(scheme(writtenUri));
        Endpoint endpoint = grants.endpointTo(Endpoint.Role.OUTPUT, node);
        Grant grant = grants.of(endpoint);
        StagedOutput output = new StagedOutput(endpoint.uri(), grant.output());
        Sink sink =
                new Sink(
                        node,
                        endpoint.uri(),
                        connector
                                .service()
                                .sink(new SinkContext(endpoint.uri(), output, settings(connector))),
                        output,
                        grant);
        sinks.put(node, sink);
        return sink;
    }

    private Map<String, String> settings(Provided<?> plugin) {
        return claim.configuration().getOrDefault(plugin.plugin(), Map.of());
    }

    private static String scheme(String uri) {
        int end = uri.indexOf(':');
        return end < 0 ? uri : uri.substring(0, end);
    }

    // Steps

    private Stage step(Node.Step node) throws IOException {
        Contract input = dag.contract(node.input());
        Contract output = dag.contract(node.output());
        List<Edge> in = dag.edges().stream().filter(e -> e.to().equals(node.name())).toList();
        if (in.isEmpty() || in.stream().map(Edge::kind).distinct().count() > 1) {
            throw Grants.refused("step '" + node.name() + "' gets no rows, or two kinds of them");
        }
        Form form = in.getFirst().kind() == Edge.Kind.LEXICAL ? Form.TEXT : Form.TYPED;
        Stage rejections = rejections(node.name());
        List<Rejector> own = new ArrayList<>();
        Work work =
                switch (node.work()) {
                    case Validate validate -> new PassWork(form);
                    case Mask mask -> new MaskWork(input, mask.columns(), form, allocator);
                    case Decode decode -> {
                        Rejector undecoded = rejector(input, node.name(), rejections);
                        own.add(undecoded);
                        yield new DecodeWork(input, decode.column(), output, undecoded, allocator);
                    }
                    case Plug plug ->
                            throw Grants.refused(
                                    "step '" + plug.step() + "' has no plug-in in the slice");
                    case Call call -> {
                        if (form == Form.TEXT) {
                            throw Grants.refused(
                                    "step '" + node.name() + "' gets rows that nothing enforced");
                        }
                        yield new CallWork(
                                node.name(),
                                UserFunction.find(node.name(), call, input, output, code()),
                                output,
                                call.cardinality(),
                                allocator);
                    }
                };
        Tail tail = tail(node.name(), output, work.form(), node.enforced(), own, rejections);
        return new NodeStage(work, tail, time, in.size());
    }

    private ClassLoader code() throws IOException {
        ClassLoader loader = code;
        if (loader == null) {
            Grant grant = grants.of(grants.endpointTo(Endpoint.Role.CODE, ""));
            try (InputStream jar = grant.input()) {
                loader = CodeLoader.read(jar, Dag.class.getClassLoader());
            }
            code = loader;
        }
        return loader;
    }

    private Inlet source(Node.Source node) throws IOException {
        Contract contract = dag.contract(node.contract());
        Endpoint endpoint = grants.endpointFrom(Endpoint.Role.INPUT, node.name());
        Provided<Connector> connector = plugins.connector(scheme(node.uri()));
        SourceReader reader =
                connector
                        .service()
                        .source(
                                new SourceContext(
                                        endpoint.uri(),
                                        grants.of(endpoint).input(),
                                        contract,
                                        settings(connector)));
        Stage rejections = rejections(node.name());
        Rejector unread = rejector(contract, node.name(), rejections);
        List<Rejector> own = new ArrayList<>(List.of(unread));
        Tail tail = tail(node.name(), contract, Form.TEXT, node.enforced(), own, rejections);
        int index = index(node.name());
        return new SourceInlet(
                endpoint.uri(),
                index,
                reader,
                new SourceRows(
                        new TextRows(RowSchema.text(contract)), unread, index, reader.batchRows()),
                tail,
                time,
                lock,
                allocator);
    }

    private Tail tail(
            String node,
            Contract contract,
            Form form,
            boolean enforced,
            List<Rejector> own,
            Stage rejections)
            throws IOException {
        Enforcement enforcement = null;
        if (enforced) {
            Rejector broken = rejector(contract, node, rejections);
            own.add(broken);
            enforcement = new Enforcement(contract, rules.of(contract), broken, allocator);
        }
        ToText toText = form == Form.TYPED ? new ToText(RowSchema.text(contract), allocator) : null;
        return new Tail(
                counters(node),
                toText,
                enforcement,
                onward(node, contract, enforced ? Form.TYPED : form),
                own,
                rejections);
    }

    private Stage onward(String node, Contract contract, Form form) throws IOException {
        List<Stage> targets = new ArrayList<>();
        for (Edge edge : dag.edges()) {
            if (!edge.from().equals(node) || edge.kind() == Edge.Kind.REJECTIONS) {
                continue;
            }
            Stage target = target(edge);
            if (edge.kind() == Edge.Kind.LEXICAL && form == Form.TYPED) {
                ToText toText = new ToText(RowSchema.text(contract), allocator);
                target = new TextStage(toText, target);
            } else if (edge.kind() == Edge.Kind.ROWS && form == Form.TEXT) {
                throw Grants.refused(
                        "'"
                                + node
                                + "' enforces nothing, yet its edge to '"
                                + edge.to()
                                + "' promises rows of a contract");
            }
            targets.add(target);
        }
        return new Fan(targets);
    }

    private Stage rejections(String node) throws IOException {
        List<Stage> targets = new ArrayList<>();
        for (Edge edge : dag.edges()) {
            if (edge.from().equals(node) && edge.kind() == Edge.Kind.REJECTIONS) {
                targets.add(target(edge));
            }
        }
        return new Fan(targets);
    }

    private Stage target(Edge edge) throws IOException {
        return holds(edge.to())
                ? stage(edge.to())
                : new EdgeStage(
                        edge,
                        schema(edge),
                        exchange,
                        grants.of(Endpoint.Role.EDGE_OUT, edge.from(), edge.to()).output(),
                        allocator);
    }

    private Rejector rejector(Contract contract, String node, Stage rejections) {
        Rejector rejector = new Rejector(dag, contract, counters(node), allocator, rejections);
        rejectors.add(rejector);
        return rejector;
    }
}
