package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.contract.ContractFile;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.dag.Dag;
import io.runink.api.dag.DatasetUri;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.dag.Requirement;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds the DAG of a flow in which everything fits. */
final class DagBuilder {

    private final Scenario scenario;
    private final ContractFile file;
    private final List<TypedFlow.Typed> flow;
    private final Map<String, TypedFlow.Typed> byName = new HashMap<>();

    DagBuilder(Scenario scenario, ContractFile file, List<TypedFlow.Typed> flow) {
        this.scenario = scenario;
        this.file = file;
        this.flow = flow;
        flow.forEach(node -> byName.put(node.vertex().name(), node));
    }

    Dag build(String herd, SortedMap<String, String> sources) {
        List<Contract> contracts = contracts();
        return new Dag(
                Dag.FORMAT,
                scenario.name(),
                herd,
                labels(),
                contracts,
                nodes(),
                edges(),
                requirements(contracts),
                sources);
    }

    private List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        for (TypedFlow.Typed node : flow) {
            String name = node.vertex().name();
            nodes.add(
                    switch (node.vertex().kind()) {
                        case SOURCE ->
                                new Node.Source(
                                        name, node.vertex().text(), node.output(), !lexical(node));
                        case STEP ->
                                new Node.Step(
                                        name,
                                        node.bound().orElseThrow().work(),
                                        node.input(),
                                        node.output(),
                                        enforced(node));
                        case SINK -> new Node.Sink(name, node.vertex().text(), node.input());
                    });
        }
        nodes.add(
                new Node.Dlq(
                        FlowGraph.DLQ,
                        scenario.tags("dlq").findFirst().flatMap(Tag::text).orElse(null)));
        return nodes;
    }

    /**
     * Where rules are enforced. Masking changes values that the rules held of: enforcing a pattern
     * on what is masked would reject every row.
     */
    private boolean enforced(TypedFlow.Typed node) {
        return !node.does(Node.Work.Mask.class) && !lexical(node);
    }

    /**
     * Whether rows leave as they came, because the one step that takes them holds them against the
     * same contract. Only what reads text can leave it as text: sources and decoders.
     */
    private boolean lexical(TypedFlow.Typed node) {
        boolean reads =
                node.vertex().kind() == Vertex.Kind.SOURCE || node.does(Node.Work.Decode.class);
        List<TypedFlow.Typed> next = consumers(node);
        return reads
                && next.size() == 1
                && validates(next.getFirst(), node.output())
                && next.getFirst().vertex().upstream().stream()
                        .map(byName::get)
                        .allMatch(this::couldBeLexical);
    }

    /** One step takes all its rows in one form. */
    private boolean couldBeLexical(TypedFlow.Typed node) {
        return (node.vertex().kind() == Vertex.Kind.SOURCE || node.does(Node.Work.Decode.class))
                && consumers(node).size() == 1;
    }

    private static boolean validates(TypedFlow.Typed node, String contract) {
        return node.does(Node.Work.Validate.class) && node.output().equals(contract);
    }

    private List<TypedFlow.Typed> consumers(TypedFlow.Typed node) {
        return flow.stream()
                .filter(it -> it.vertex().upstream().contains(node.vertex().name()))
                .toList();
    }

    private List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        for (TypedFlow.Typed to : flow) {
            for (String from : to.vertex().upstream()) {
                TypedFlow.Typed node =
                        Objects.requireNonNull(byName.get(from), "the flow is whole");
                edges.add(
                        new Edge(
                                from,
                                to.vertex().name(),
                                lexical(node) ? Edge.Kind.LEXICAL : Edge.Kind.ROWS,
                                node.output()));
            }
        }
        for (TypedFlow.Typed from : flow) {
            if (from.vertex().kind() != Vertex.Kind.SINK) {
                edges.add(new Edge(from.vertex().name(), FlowGraph.DLQ, Edge.Kind.REJECTIONS, ""));
            }
        }
        return edges;
    }

    /** Every contract a node mentions, or that a column of one holds as JSON; in source order. */
    private List<Contract> contracts() {
        Set<String> mentioned = new HashSet<>();
        List<String> open = new ArrayList<>();
        flow.forEach(node -> open.addAll(List.of(node.input(), node.output())));
        while (!open.isEmpty()) {
            String name = open.removeLast();
            if (mentioned.add(name)) {
                file.contracts().stream()
                        .filter(it -> it.name().equals(name))
                        .flatMap(it -> it.fields().stream())
                        .map(Field::jsonOf)
                        .filter(it -> it != null)
                        .forEach(open::add);
            }
        }
        return file.contracts().stream().filter(it -> mentioned.contains(it.name())).toList();
    }

    private List<Requirement> requirements(List<Contract> contracts) {
        List<Requirement> all = new ArrayList<>();
        for (Tag tag : scenario.tags()) {
            String direction =
                    switch (tag.name()) {
                        case "source" -> "source";
                        case "sink", "dlq" -> "sink";
                        default -> "";
                    };
            if (!direction.isEmpty()) {
                tag.text()
                        .flatMap(DatasetUri::parse)
                        .ifPresent(uri -> all.add(Requirement.connector(uri.scheme(), direction)));
            }
        }
        for (Contract contract : contracts) {
            for (Rule rule : contract.rules()) {
                all.add(Requirement.check(rule.kind()));
            }
        }
        return all.stream()
                .distinct()
                .sorted(
                        Comparator.comparing(Requirement::namespace)
                                .thenComparing(Requirement::name)
                                .thenComparing(Requirement::direction))
                .toList();
    }

    private SortedMap<String, String> labels() {
        SortedMap<String, String> labels = new TreeMap<>();
        scenario.tags("module")
                .flatMap(tag -> tag.arguments().stream())
                .forEach(argument -> {
                    String value = text(argument.value());
                    if (!argument.key().isEmpty()) {
                        labels.put(argument.key(), value);
                    } else if (!value.isEmpty()) {
                        labels.put("module", value);
                    }
                });
        return labels;
    }

    private static String text(Tag.Value value) {
        return switch (value) {
            case Tag.Value.Text text -> text.text();
            case Tag.Value.Numeral number -> number.digits();
            case Tag.Value.Bool bool -> Boolean.toString(bool.value());
            case Tag.Value.Span span -> span.duration().toString();
            case Tag.Value.Flag _ -> "true";
            case Tag.Value.Items items ->
                    String.join(",", items.values().stream().map(DagBuilder::text).toList());
            case Tag.Value.Nested _ -> "";
        };
    }
}
