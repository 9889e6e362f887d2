package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.slice.SliceMessage.Commit;
import io.runink.api.slice.SliceMessage.Prepared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pipelines whose ways part and meet again, over sockets that block: nothing waits in a circle.
 * Rows are wide enough that no socket holds those of one source.
 */
final class SliceOrderTest {

    private static final int ROWS = 6_000;

    /** More than a socket holds of this many rows. */
    private static final String WIDE = "w".repeat(300);

    @TempDir Path folder;

    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final Map<String, List<String>> slices = new LinkedHashMap<>();
    private final Map<String, Path> files = new LinkedHashMap<>();

    private static Contract item() {
        return Fixture.contract(
                "Item",
                List.of(
                        Fixture.field("id", "int64", false, null, null),
                        Fixture.field("name", "string", false, null, null)),
                List.of());
    }

    /** A source of ids that are multiples. */
    private void source(String name, int rows, int step) throws Exception {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            json.append("{\"id\":" + i * step + ",\"name\":\"" + WIDE + "\"}\n");
        }
        files.put(name, Files.writeString(folder.resolve(name), json));
        nodes.add(new Node.Source(name, "json://" + name, "Item", true));
        slices.put(name, List.of(name));
    }

    private void step(String name, Node.Work work, String... from) {
        nodes.add(new Node.Step(name, work, "Item", "Item", true));
        slices.put(name, List.of(name));
        for (String upstream : from) {
            edges.add(new Edge(upstream, name, Edge.Kind.ROWS, "Item"));
        }
    }

    private void common(String name, String... from) {
        step(name, new Node.Work.Plug("common", new TreeMap<>()), from);
    }

    private void pass(String name, String... from) {
        step(name, new Node.Work.Validate(), from);
    }

    private void sink(String name, String from) {
        files.put(name, folder.resolve(name));
        nodes.add(new Node.Sink(name, "json://" + name, "Item"));
        slices.put(name, List.of(name));
        edges.add(new Edge(from, name, Edge.Kind.ROWS, "Item"));
    }

    private void together(String slice, String... held) {
        for (String node : held) {
            slices.remove(node);
        }
        slices.put(slice, List.of(held));
    }

    private List<String> run(String sink) throws Exception {
        nodes.add(new Node.Dlq("dlq", null));
        slices.put("dlq", List.of("dlq"));
        for (Node node : nodes) {
            if (node instanceof Node.Source || node instanceof Node.Step) {
                edges.add(new Edge(node.name(), "dlq", Edge.Kind.REJECTIONS, ""));
            }
        }
        Dag dag =
                new Dag(
                        Dag.FORMAT,
                        "items",
                        "",
                        new TreeMap<>(),
                        List.of(item()),
                        nodes,
                        edges,
                        List.of(),
                        new TreeMap<>());
        TestAgent agent =
                new TestAgent(folder, dag, new byte[0], slices, files)
                        .with(Map.of("batch-rows", "200"))
                        .start();
        for (String slice : slices.keySet()) {
            agent.await(slice, Prepared.class);
        }
        for (String slice : slices.keySet()) {
            agent.say(slice, new Commit(1));
            assertThat(agent.exit(slice)).isZero();
        }
        return Files.readAllLines(folder.resolve(sink));
    }

    private static int multiples(int of, int below) {
        return (below + of - 1) / of;
    }

    @Test
    void oneSourceOnBothSidesOfAJoinInOneSlice() throws Exception {
        source("s", ROWS, 1);
        pass("left", "s");
        pass("right", "s");
        common("join", "left", "right", "s");
        sink("out", "join");
        together("steps", "left", "right", "join");
        assertThat(run("out")).hasSize(ROWS);
    }

    @Test
    void oneSourceOnBothSidesOfAJoinAcrossSlices() throws Exception {
        source("s", ROWS, 1);
        pass("left", "s");
        pass("right", "s");
        pass("further", "right");
        common("join", "left", "further");
        sink("out", "join");
        assertThat(run("out")).hasSize(ROWS);
    }

    @Test
    void anEdgeMayHaveATwin() throws Exception {
        source("s", ROWS, 1);
        common("join", "s", "s");
        sink("out", "join");
        assertThat(run("out")).hasSize(ROWS);
    }

    @Test
    void threeSourcesMeetInOneStep() throws Exception {
        source("a", ROWS, 1);
        source("b", ROWS, 2);
        source("c", ROWS, 3);
        common("join", "c", "a", "b");
        sink("out", "join");
        assertThat(run("out")).hasSize(multiples(6, ROWS));
    }

    @Test
    void sidesOfVeryDifferentSize() throws Exception {
        source("few", 3, 1);
        source("many", 4 * ROWS, 1);
        source("none", 0, 1);
        common("join", "many", "few");
        sink("out", "join");
        pass("all", "many", "few", "none");
        sink("rest", "all");
        assertThat(run("out")).hasSize(3);
        assertThat(Files.readAllLines(folder.resolve("rest"))).hasSize(4 * ROWS + 3);
    }

    /**
     * Here each of three slices would wait for another if all read their edges in the order of
     * their sources: one for the end of {@code mid}, which needs the third source, whose slice
     * waits for the second, which waits for the one.
     */
    @Test
    void sourcesThatCrossOverDoNotWaitInACircle() throws Exception {
        source("one", ROWS, 1);
        source("two", ROWS, 1);
        source("three", ROWS, 1);
        pass("mid", "one", "three");
        common("first", "mid", "two");
        common("second", "two", "three");
        sink("out", "first");
        sink("rest", "second");
        assertThat(run("out")).hasSize(ROWS);
        assertThat(Files.readAllLines(folder.resolve("rest"))).hasSize(ROWS);
    }

    /** A node that waits for its full edge must not keep others of its slice from going on. */
    @Test
    void aFullEdgeKeepsNoOtherNodeOfItsSliceWaiting() throws Exception {
        source("one", ROWS, 1);
        source("two", ROWS, 1);
        pass("a", "one");
        pass("b", "two");
        common("both", "one", "two");
        together("steps", "a", "b", "both");
        step("late", new Node.Work.Validate(), "a", "b");
        sink("out", "late");
        sink("rest", "both");
        assertThat(run("out")).hasSize(2 * ROWS);
        assertThat(Files.readAllLines(folder.resolve("rest"))).hasSize(ROWS);
    }
}
