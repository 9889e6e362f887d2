package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.error.Problem;
import io.runink.api.slice.SliceMessage.Commit;
import io.runink.api.slice.SliceMessage.Failed;
import io.runink.api.slice.SliceMessage.Figures;
import io.runink.api.slice.SliceMessage.Prepared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A pipeline that a test puts together and runs, each node in a slice of its own. */
final class Pipeline {

    private final Path folder;
    private final List<Contract> contracts = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final Map<String, List<String>> slices = new LinkedHashMap<>();
    private final Map<String, Path> files = new LinkedHashMap<>();
    private final Map<String, Prepared> prepared = new LinkedHashMap<>();
    private byte[] code = new byte[0];
    private UnaryOperator<TestAgent> settings = agent -> agent;

    Pipeline(Path folder) {
        this.folder = folder;
    }

    Pipeline contract(Contract contract) {
        contracts.add(contract);
        return this;
    }

    Pipeline code(String source) throws IOException {
        code = Fixture.jar(source);
        return this;
    }

    Pipeline with(UnaryOperator<TestAgent> more) {
        settings = more;
        return this;
    }

    /** A source of JSON lines. */
    Pipeline source(String name, String contract, boolean enforced, String... lines)
            throws IOException {
        Path file = folder.resolve(name + ".in");
        Files.writeString(file, lines.length == 0 ? "" : String.join("\n", lines) + "\n");
        files.put(name, file);
        return node(new Node.Source(name, "json://" + name, contract, enforced));
    }

    Pipeline node(Node node) {
        nodes.add(node);
        slices.put(node.name(), List.of(node.name()));
        return this;
    }

    Pipeline step(String name, Node.Work work, String input, String output, boolean enforced) {
        return node(new Node.Step(name, work, input, output, enforced));
    }

    Pipeline sink(String name, String contract) {
        files.put(name, folder.resolve(name + ".out"));
        return node(new Node.Sink(name, "json://" + name, contract));
    }

    Pipeline edge(String from, String to, String contract) {
        return edge(from, to, contract, "");
    }

    Pipeline edge(String from, String to, String contract, String when) {
        edges.add(new Edge(from, to, Edge.Kind.ROWS, contract, when));
        return this;
    }

    Pipeline lexical(String from, String to, String contract) {
        edges.add(new Edge(from, to, Edge.Kind.LEXICAL, contract));
        return this;
    }

    /** Puts nodes into one slice. */
    Pipeline together(String slice, String... held) {
        for (String node : held) {
            slices.remove(node);
        }
        slices.put(slice, List.of(held));
        return this;
    }

    private TestAgent start() throws IOException {
        files.put("dlq", folder.resolve("dlq.out"));
        List<String> rejecting =
                nodes.stream()
                        .filter(it -> it instanceof Node.Source || it instanceof Node.Step)
                        .map(Node::name)
                        .toList();
        node(new Node.Dlq("dlq", "json://dlq"));
        rejecting.forEach(it -> edges.add(new Edge(it, "dlq", Edge.Kind.REJECTIONS, "")));
        Dag dag =
                new Dag(
                        Dag.FORMAT,
                        "test",
                        "",
                        new TreeMap<>(),
                        contracts,
                        nodes,
                        edges,
                        List.of(),
                        new TreeMap<>());
        return settings.apply(new TestAgent(folder, dag, code, slices, files)).start();
    }

    /** Runs it to its end. */
    Pipeline run() throws Exception {
        TestAgent agent = start();
        for (String slice : slices.keySet()) {
            prepared.put(slice, agent.await(slice, Prepared.class));
        }
        for (String slice : slices.keySet()) {
            agent.say(slice, new Commit(1));
            assertThat(agent.exit(slice)).isZero();
        }
        return this;
    }

    /** Runs it until a slice fails, and says what that says. */
    Problem failure(String slice) throws Exception {
        TestAgent agent = start();
        Problem problem = agent.await(slice, Failed.class).problems().getFirst();
        assertThat(agent.exit(slice)).isEqualTo(1);
        return problem;
    }

    /** What a slice said of its end. */
    Prepared prepared(String slice) {
        return Objects.requireNonNull(prepared.get(slice), slice);
    }

    /** Rows that came to a node, went on, were rejected, and were left out. */
    List<Long> figures(String node) {
        Figures figures =
                prepared.values().stream()
                        .flatMap(it -> it.nodes().stream())
                        .filter(it -> it.node().equals(node))
                        .findFirst()
                        .orElseThrow();
        return List.of(figures.rowsIn(), figures.rowsOut(), figures.rejected(), figures.filtered());
    }

    /** The lines that a sink, or {@code dlq}, wrote. */
    List<String> lines(String sink) throws IOException {
        return Files.readAllLines(Objects.requireNonNull(files.get(sink), sink));
    }
}
