package io.runink.plan;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.plugin.CheckDescriptor;
import io.runink.api.plugin.ConnectorDescriptor;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.StepDescriptor;
import io.runink.api.plugin.StepShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** DAGs and plug-ins that the tests plan with. */
final class Pipelines {

    static final String DIGEST = "sha256:00";

    static final Plugin FILES =
            new Plugin(
                    "io.runink.connector.file",
                    "1.0.0",
                    "00",
                    Path.of("/plugins/file.jar"),
                    List.of(
                            connector("json", "source", "sink"),
                            connector("csv", "source", "sink")),
                    List.of());

    static final Plugin TYPES = checks("io.runink.contract.type", "type");
    static final Plugin VALUES = checks("io.runink.contract.value", "range", "pattern", "unique");
    static final Plugin STEPS =
            new Plugin(
                    "io.runink.step.table",
                    "1.0.0",
                    "00",
                    Path.of("/plugins/table.jar"),
                    List.of(),
                    List.of(),
                    List.of(
                            step("filter", false, 0),
                            step("sort", true, 0),
                            step("sql", true, 512),
                            step("command", false, 0)));

    static final List<Plugin> ALL = List.of(FILES, TYPES, VALUES, STEPS);

    private Pipelines() {}

    private static ConnectorDescriptor connector(String scheme, String... directions) {
        return new ConnectorDescriptor(
                scheme, List.of(directions), "io.runink.connector.file", List.of());
    }

    private static StepDescriptor step(String name, boolean spills, int memoryMib) {
        return new StepDescriptor(
                name,
                "",
                StepShape.SAME,
                1,
                1,
                List.of(),
                "",
                List.of(),
                spills,
                memoryMib,
                "io.runink.step.table");
    }

    /** The chain with its steps run by plug-ins, each by the name of its node before a hyphen. */
    static Dag plugged(Dag chain) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : chain.nodes()) {
            if (node instanceof Node.Step step) {
                SortedMap<String, List<String>> parameters = new TreeMap<>();
                parameters.put("run", List.of("python3", "scripts/a.py", "-v", "scripts/a.py"));
                String plug = step.name().split("-", 2)[0];
                nodes.add(
                        new Node.Step(
                                step.name(),
                                new Node.Work.Plug(plug, parameters),
                                step.input(),
                                step.output(),
                                false));
            } else {
                nodes.add(node);
            }
        }
        return dag(chain.contracts(), nodes, chain.edges());
    }

    private static Plugin checks(String name, String... kinds) {
        List<CheckDescriptor> checks = new ArrayList<>();
        for (String kind : kinds) {
            checks.add(new CheckDescriptor(kind, RuleClass.RECORD, List.of(), List.of(), name));
        }
        return new Plugin(name, "1.0.0", "00", Path.of("/plugins/x.jar"), List.of(), checks);
    }

    /** A contract of one text column with rules of some kinds. */
    static Contract contract(String name, String... kinds) {
        return contract(name, RuleClass.RECORD, kinds);
    }

    static Contract contract(String name, RuleClass category, String... kinds) {
        List<Rule> rules = new ArrayList<>();
        for (String kind : kinds) {
            rules.add(
                    new Rule(
                            "station." + kind,
                            kind,
                            kind,
                            category,
                            List.of("station"),
                            new TreeMap<>()));
        }
        DataType text = DataType.of(DataType.Kind.STRING);
        return new Contract(
                name,
                name,
                "1.0.0",
                "",
                "Weather$" + name,
                List.of(new Field("station", "station", text, false, null, null)),
                rules,
                null,
                null,
                null);
    }

    /** Sources, a chain of steps, a sink, a dead-letter queue. */
    static Dag chain(int sources, String... steps) {
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        String first = steps.length == 0 ? "sink" : steps[0];
        for (int i = 1; i <= sources; i++) {
            String name = "source-" + i;
            nodes.add(new Node.Source(name, "csv://in/" + i + ".csv", "Reading", true));
            edges.add(new Edge(name, first, Edge.Kind.ROWS, "Reading"));
            edges.add(new Edge(name, "dlq", Edge.Kind.REJECTIONS, ""));
        }
        for (int i = 0; i < steps.length; i++) {
            nodes.add(
                    new Node.Step(steps[i], new Node.Work.Validate(), "Reading", "Checked", true));
            String next = i + 1 == steps.length ? "sink" : steps[i + 1];
            edges.add(new Edge(steps[i], next, Edge.Kind.ROWS, "Checked"));
            edges.add(new Edge(steps[i], "dlq", Edge.Kind.REJECTIONS, ""));
        }
        nodes.add(new Node.Sink("sink", "json://out/readings.json", "Checked"));
        nodes.add(new Node.Dlq("dlq", "json://out/rejected.json"));
        return dag(
                List.of(contract("Reading", "type"), contract("Checked", "type", "range")),
                nodes,
                edges);
    }

    static Dag dag(List<Contract> contracts, List<Node> nodes, List<Edge> edges) {
        return new Dag(
                Dag.FORMAT,
                "Weather",
                "",
                new TreeMap<>(),
                contracts,
                nodes,
                edges,
                List.of(),
                new TreeMap<>());
    }
}
