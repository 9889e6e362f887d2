package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Turns a flow in which everything fits into nodes and what flows into them. A vertex may become
 * several nodes: a step of a plug-in and what makes its rows those of a contract; rules that look
 * at other rows; the masking for the role that a sink is for.
 */
final class Lowering {

    /**
     * Behind the name of a step: makes its rows those of the contract that is named or demanded.
     */
    private static final String CONFORMS = ".contract";

    /** As long as a scenario's own names are at most. */
    private static final int NAME_MAX = 63;

    /** Behind the name of a sink: masks for its role. */
    private static final String MASKS = ".mask";

    /**
     * A node and what flows into it.
     *
     * @param vertex what the scenario states that it comes of
     */
    record Placed(Node node, Vertex vertex, List<Edge> inflows) {
        Placed {
            inflows = List.copyOf(inflows);
        }
    }

    /**
     * Rows that flow into a node.
     *
     * @param from a vertex, by whose outlet they leave; or a node
     */
    private record Way(String from, boolean vertex, Edge.Kind kind, String contract, String when) {}

    private record Open(Node node, Vertex vertex, List<Way> ways) {}

    private final List<TypedFlow.Typed> flow;
    private final Contracts contracts;
    private final Problems problems;
    private final Map<String, List<String>> masksForRoles;
    private final ForeignKeys foreignKeys;
    private final Map<String, TypedFlow.Typed> byName = new HashMap<>();
    private final Map<String, List<TypedFlow.Typed>> takers = new HashMap<>();
    private final Set<String> lexical = new HashSet<>();

    /** By vertex: the node that its rows leave by. */
    private final Map<String, String> outlets = new HashMap<>();

    private final Map<String, Open> placed = new LinkedHashMap<>();

    Lowering(
            List<TypedFlow.Typed> flow,
            Contracts contracts,
            Map<String, List<String>> masksForRoles,
            Problems problems) {
        this.flow = flow;
        this.contracts = contracts;
        this.problems = problems;
        this.masksForRoles = masksForRoles;
        flow.forEach(node -> byName.put(node.vertex().name(), node));
        for (TypedFlow.Typed node : flow) {
            node.vertex().upstream().stream()
                    .distinct()
                    .forEach(it -> takers.computeIfAbsent(it, k -> new ArrayList<>()).add(node));
        }
        flow.stream().filter(this::isLexical).forEach(it -> lexical.add(it.vertex().name()));
        this.foreignKeys = new ForeignKeys(flow, this::enforces, contracts, problems);
    }

    /** The nodes, in topological order. */
    List<Placed> nodes() {
        for (TypedFlow.Typed node : flow) {
            switch (node.vertex().kind()) {
                case SOURCE -> source(node);
                case STEP -> step(node);
                case SINK -> sink(node);
            }
        }
        return ordered();
    }

    /**
     * Whether rows leave as they came, because the one step that takes them holds them against the
     * same contract. Only what reads text can leave it as text: sources and decoders.
     */
    private boolean isLexical(TypedFlow.Typed node) {
        List<TypedFlow.Typed> next = takers(node);
        return reads(node)
                && next.size() == 1
                && validates(next.getFirst(), node.output())
                && next.getFirst().vertex().inflows().stream()
                        .allMatch(it ->
                                it.conditions().isEmpty() && couldBeLexical(typed(it.from())));
    }

    /**
     * Whether rules are held where rows leave. Masking changes values that the rules held of:
     * enforcing a pattern on what is masked would reject every row.
     */
    private boolean enforces(TypedFlow.Typed node) {
        return node.enforced()
                && !node.does(Node.Work.Mask.class)
                && !lexical.contains(node.vertex().name());
    }

    private static boolean reads(TypedFlow.Typed node) {
        return node.vertex().kind() == Vertex.Kind.SOURCE || node.does(Node.Work.Decode.class);
    }

    /** One step takes all its rows in one form. */
    private boolean couldBeLexical(TypedFlow.Typed node) {
        return reads(node) && takers(node).size() == 1;
    }

    private static boolean validates(TypedFlow.Typed node, String contract) {
        return node.does(Node.Work.Validate.class) && node.output().equals(contract);
    }

    private List<TypedFlow.Typed> takers(TypedFlow.Typed node) {
        return takers.getOrDefault(node.vertex().name(), List.of());
    }

    private TypedFlow.Typed typed(String vertex) {
        return Objects.requireNonNull(byName.get(vertex), "the flow is whole");
    }

    private void source(TypedFlow.Typed node) {
        String name = node.vertex().name();
        put(
                node,
                new Node.Source(name, node.vertex().text(), node.output(), enforces(node)),
                List.of());
        leave(node, name);
    }

    private void step(TypedFlow.Typed node) {
        String name = node.vertex().name();
        switch (node.binding().orElseThrow()) {
            case Binding.Declared declared -> {
                put(
                        node,
                        new Node.Step(
                                name, declared.work(), node.input(), node.output(), enforces(node)),
                        inflows(node));
                leave(node, name);
            }
            case Binding.Plugged step -> {
                boolean conforms = !node.made().equals(node.output());
                put(
                        node,
                        plug(
                                name,
                                step.step().name(),
                                step.arguments().parameters(),
                                node.input(),
                                node.made(),
                                node.enforced() && !conforms),
                        inflows(node));
                leave(node, conforms ? conform(node) : name);
            }
        }
    }

    private static Node.Step plug(
            String name,
            String step,
            SortedMap<String, List<String>> parameters,
            String input,
            String output,
            boolean enforced) {
        return new Node.Step(name, new Node.Work.Plug(step, parameters), input, output, enforced);
    }

    /** Puts a step behind one that makes its rows those of its output contract. */
    private String conform(TypedFlow.Typed node) {
        String name = node.vertex().name() + CONFORMS;
        Contract made = contracts.get(node.made());
        Contract output = contracts.get(node.output());
        SortedMap<String, List<String>> types = new TreeMap<>();
        for (Field field : output.fields()) {
            if (made.field(field.name())
                    .filter(it -> !it.type().equals(field.type()))
                    .isPresent()) {
                types.put(field.name(), List.of(field.type().toString()));
            }
        }
        SortedMap<String, List<String>> columns = new TreeMap<>();
        columns.put("columns", output.fields().stream().map(Field::name).toList());
        put(
                node,
                plug(
                        name,
                        types.isEmpty() ? "select" : "cast",
                        types.isEmpty() ? columns : types,
                        made.name(),
                        output.name(),
                        true),
                List.of(node(node.vertex().name(), made.name())));
        return name;
    }

    private void sink(TypedFlow.Typed node) {
        String name = node.vertex().name();
        List<String> masks = masksForRoles.getOrDefault(name, List.of());
        Node.Sink sink = new Node.Sink(name, node.vertex().text(), node.input());
        if (masks.isEmpty()) {
            put(node, sink, inflows(node));
            return;
        }
        String mask = name + MASKS;
        put(
                node,
                new Node.Step(mask, new Node.Work.Mask(masks), node.input(), node.input(), false),
                inflows(node));
        put(node, sink, List.of(node(mask, node.input())));
    }

    private void put(TypedFlow.Typed node, Node made, List<Way> ways) {
        boolean taken =
                byName.containsKey(made.name()) && !made.name().equals(node.vertex().name());
        if (made.name().length() > NAME_MAX || taken) {
            problems.add(
                    CompileError.NODE_NAME,
                    node.vertex().tag().place(),
                    "'"
                            + node.vertex().name()
                            + "' needs a step '"
                            + made.name()
                            + "' beside it, "
                            + (taken
                                    ? "a name that another part has"
                                    : "a name longer than " + NAME_MAX + " characters"),
                    "give it another name with name=\"…\"");
        }
        placed.put(made.name(), new Open(made, node.vertex(), ways));
    }

    private static Way node(String from, String contract) {
        return new Way(from, false, Edge.Kind.ROWS, contract, "");
    }

    private List<Way> inflows(TypedFlow.Typed node) {
        List<Way> ways = new ArrayList<>();
        for (Vertex.Inflow inflow : node.vertex().inflows()) {
            ways.add(
                    new Way(
                            inflow.from(),
                            true,
                            lexical.contains(inflow.from()) ? Edge.Kind.LEXICAL : Edge.Kind.ROWS,
                            typed(inflow.from()).output(),
                            Condition.all(inflow.conditions())));
        }
        return ways;
    }

    /**
     * Rows leave a vertex; where rules were held that look at other rows, through a step for each.
     */
    private void leave(TypedFlow.Typed node, String by) {
        String outlet = by;
        for (ForeignKeys.Reference reference : foreignKeys.of(node, enforces(node))) {
            boolean itself = reference.keySide().equals(node.vertex().name());
            Way keys =
                    itself
                            ? node(by, node.output())
                            : new Way(
                                    reference.keySide(),
                                    true,
                                    Edge.Kind.ROWS,
                                    typed(reference.keySide()).output(),
                                    "");
            put(
                    node,
                    plug(
                            reference.name(),
                            ForeignKeys.STEP,
                            reference.parameters(),
                            node.output(),
                            node.output(),
                            false),
                    List.of(node(outlet, node.output()), keys));
            outlet = reference.name();
        }
        outlets.put(node.vertex().name(), outlet);
    }

    private List<Placed> ordered() {
        List<Placed> all = new ArrayList<>();
        Map<String, Integer> index = new HashMap<>();
        for (Open node : placed.values()) {
            index.put(node.node().name(), all.size());
            all.add(
                    new Placed(
                            node.node(),
                            node.vertex(),
                            node.ways().stream().map(it -> edge(it, node.node().name())).toList()));
        }
        List<List<Integer>> before = new ArrayList<>();
        for (Placed node : all) {
            before.add(
                    node.inflows().stream()
                            .map(it -> Objects.requireNonNull(index.get(it.from())))
                            .distinct()
                            .toList());
        }
        TopologicalOrder order = new TopologicalOrder(before);
        foreignKeys.circle(order.circle().stream().map(all::get).toList());
        return order.order().stream().map(all::get).toList();
    }

    private Edge edge(Way way, String to) {
        String from = way.vertex() ? Objects.requireNonNull(outlets.get(way.from())) : way.from();
        return new Edge(from, to, way.kind(), way.contract(), way.when());
    }
}
