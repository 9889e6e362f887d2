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
import io.runink.spi.step.StepContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Puts the nodes of a slice together, from the last to the first. */
final class Wiring {

    /** The step that a program beside the slice does. */
    static final String COMMAND = "command";

    private final Claim claim;
    private final Dag dag;
    private final Grants grants;
    private final SlicePlugins plugins;
    private final Exchange exchange;
    private final BufferAllocator allocator;
    private final SelfTime time = new SelfTime();
    private final Map<String, Counters> counters = new LinkedHashMap<>();
    private final List<Rejector> rejectors = new ArrayList<>();
    private final Map<String, Sink> sinks = new LinkedHashMap<>();
    private final List<Inlet> inlets = new ArrayList<>();
    private final Findings findings = new Findings();
    private final Ways ways;
    private final Keepers keepers;
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
        this.ways = new Ways(dag, counters.keySet(), grants, exchange, allocator);
        this.keepers = new Keepers(claim, plugins, spill());
        this.rules = new Rules(plugins, keepers);
        for (String name : claim.slice().nodes().reversed()) {
            Gate gate = new Gate(time);
            switch (dag.node(name)) {
                case Node.Sink sink -> ways.into(name, List.of(gate.before(sink(sink))));
                case Node.Dlq dlq -> ways.into(name, List.of(gate.before(dlq(dlq))));
                case Node.Step step ->
                        ways.into(name, step(step).stream().map(gate::before).toList());
                case Node.Source source -> inlets.addFirst(source(source));
            }
        }
        inlets.addAll(ways.inlets());
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

    Findings findings() {
        return findings;
    }

    Map<String, Sink> sinks() {
        return sinks;
    }

    private Counters counters(String node) {
        return counters.computeIfAbsent(node, Counters::new);
    }

    private GrantedSpill spill() throws IOException {
        Endpoint endpoint = grants.scratch().orElse(null);
        return endpoint == null
                ? new GrantedSpill(null, 0)
                : new GrantedSpill(grants.of(endpoint).scratch(), endpoint.bytes());
    }

    // Sinks

    private Stage sink(Node.Sink node) throws IOException {
        for (int place : ways.edges().into(node.name())) {
            if (ways.edges().at(place).kind() != Edge.Kind.ROWS) {
                throw Grants.refused("sink '" + node.name() + "' gets rows that nothing enforced");
            }
        }
        return new SinkStage(open(node.name()), counters(node.name()), time);
    }

    private Stage dlq(Node.Dlq node) throws IOException {
        String uri = node.uri();
        return new DlqStage(
                claim.run(),
                dag.nodes().stream().map(Node::name).toList(),
                uri == null ? null : open(node.name()),
                counters(node.name()),
                time,
                allocator);
    }

    private Sink open(String node) throws IOException {
        Endpoint endpoint = grants.endpointTo(Endpoint.Role.OUTPUT, node);
        // A run may write elsewhere than the scenario says, and in another form.
        Provided<Connector> connector = plugins.connector(scheme(endpoint.uri()));
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

    /** A step's inputs: one for all of its edges, or one for each. */
    private List<Stage> step(Node.Step node) throws IOException {
        List<Edge> in = ways.edges().into(node.name()).stream().map(ways.edges()::at).toList();
        if (in.isEmpty() || in.stream().map(Edge::kind).distinct().count() > 1) {
            throw Grants.refused("step '" + node.name() + "' gets no rows, or two kinds of them");
        }
        Form form = in.getFirst().kind() == Edge.Kind.LEXICAL ? Form.TEXT : Form.TYPED;
        if (form == Form.TEXT && (node.work() instanceof Call || node.work() instanceof Plug)) {
            throw Grants.refused("step '" + node.name() + "' gets rows that nothing enforced");
        }
        if (!(node.work() instanceof Plug plug)) {
            return List.of(step(node, form, in.size()));
        }
        return plug.step().equals(COMMAND)
                ? List.of(command(node, plug, in))
                : plug(node, plug, in);
    }

    /** A program beside the slice does the step's work. */
    private Stage command(Node.Step node, Plug plug, List<Edge> in) throws IOException {
        String name = node.name();
        Contract output = dag.contract(node.output());
        Stage rejections = ways.rejections(name);
        Tail tail = tail(name, output, Form.TEXT, node.enforced(), new ArrayList<>(), rejections);
        Grant read = grants.of(grants.endpointTo(Endpoint.Role.COMMAND_IN, name));
        Grant written = grants.of(grants.endpointTo(Endpoint.Role.COMMAND_OUT, name));
        Schema schema = RowSchema.typed(dag.contract(in.getFirst().contract()));
        Set<Integer> sources = ways.sourcesOf(name);
        Origin origin = new Origin(name, Collections.min(sources), sources);
        boolean lines =
                plug.parameters()
                        .getOrDefault(CommandWire.PARAMETER, List.of())
                        .contains(CommandWire.JSON_LINES);
        CommandWire wire =
                lines
                        ? CommandWire.jsonLines(schema, read.output())
                        : CommandWire.arrow(schema, exchange, read.output(), allocator);
        CommandAnswer.Rows rows =
                lines
                        ? new JsonAnswer(name, output, written.input(), origin, allocator)
                        : new ArrowAnswer(
                                name,
                                output,
                                exchange.reader(written.input(), allocator),
                                origin,
                                allocator);
        CommandFeed feed = new CommandFeed(name, wire, counters(name), in.size());
        inlets.add(feed);
        inlets.add(new CommandAnswer(name, rows, feed, tail, time));
        return feed;
    }

    private Stage step(Node.Step node, Form form, int upstreams) throws IOException {
        Contract input = dag.contract(node.input());
        Contract output = dag.contract(node.output());
        Stage rejections = ways.rejections(node.name());
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
                    case Plug plug -> throw new IllegalStateException(plug.step());
                    case Call call ->
                            new CallWork(
                                    node.name(),
                                    code(),
                                    UserFunction.find(node.name(), call, input, output, code()),
                                    output,
                                    call.cardinality(),
                                    allocator);
                };
        Tail tail = tail(node.name(), output, work.form(), node.enforced(), own, rejections);
        return new NodeStage(work, tail, time, upstreams);
    }

    private List<Stage> plug(Node.Step node, Plug plug, List<Edge> in) throws IOException {
        Contract output = dag.contract(node.output());
        List<Contract> inputs = in.stream().map(it -> dag.contract(it.contract())).toList();
        Stage rejections = ways.rejections(node.name());
        List<Rejector> own = new ArrayList<>();
        inputs.forEach(it -> own.add(rejector(it, node.name(), rejections)));
        List<Rejector> ofInputs = List.copyOf(own);
        Tail tail = tail(node.name(), output, Form.TYPED, node.enforced(), own, rejections);
        StepContext context =
                new StepContext(
                        node.name(),
                        plug.parameters(),
                        inputs,
                        output,
                        keepers.stepBytes(plug.step()),
                        keepers.spill(),
                        allocator);
        return PlugStep.create(
                        plugins.step(plug.step()),
                        context,
                        ofInputs,
                        dag.nodes().size(),
                        tail,
                        time)
                .inputs(in.size());
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
        Provided<Connector> connector = plugins.connector(scheme(endpoint.uri()));
        SourceReader reader =
                connector
                        .service()
                        .source(
                                new SourceContext(
                                        endpoint.uri(),
                                        grants.of(endpoint).input(),
                                        contract,
                                        settings(connector)));
        Stage rejections = ways.rejections(node.name());
        Rejector unread = rejector(contract, node.name(), rejections);
        List<Rejector> own = new ArrayList<>(List.of(unread));
        Tail tail = tail(node.name(), contract, Form.TEXT, node.enforced(), own, rejections);
        int index = ways.index(node.name());
        return new SourceInlet(
                endpoint.uri(),
                index,
                reader,
                new SourceRows(
                        new TextRows(RowSchema.text(contract)), unread, index, reader.batchRows()),
                tail,
                time,
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
        Enforcement enforcement = enforced ? enforcement(node, contract, own, rejections) : null;
        Rejector unanswered = null;
        if (ways.conditional(node)) {
            unanswered = rejector(contract, node, rejections);
            own.add(unanswered);
        }
        Onward onward =
                new Onward(
                        ways.onward(node, contract, enforced ? Form.TYPED : form),
                        counters(node),
                        unanswered,
                        allocator);
        ToText toText = form == Form.TYPED ? new ToText(RowSchema.text(contract), allocator) : null;
        return new Tail(counters(node), toText, enforcement, onward, own, rejections);
    }

    private Enforcement enforcement(
            String node, Contract contract, List<Rejector> own, Stage rejections) {
        Rejector broken = new Rejector(dag, contract, counters(node), allocator, rejections, null);
        rejectors.add(broken);
        own.add(broken);
        List<BoundRule> bound = rules.of(contract);
        return new Enforcement(
                contract,
                bound,
                new Consequences(bound, counters(node), broken, findings),
                new DatasetRules(dag, node, contract, bound, findings),
                allocator);
    }

    private Rejector rejector(Contract contract, String node, Stage rejections) {
        Rejector rejector =
                new Rejector(dag, contract, counters(node), allocator, rejections, findings);
        rejectors.add(rejector);
        return rejector;
    }
}
