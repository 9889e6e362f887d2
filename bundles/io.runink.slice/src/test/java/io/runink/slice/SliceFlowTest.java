package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.contract.RuleClass;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.slice.SliceMessage.Commit;
import io.runink.api.slice.SliceMessage.Prepared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that meet and part: several sources into one step, one step into several sinks. */
final class SliceFlowTest {

    @TempDir Path folder;

    private static Contract item() {
        return Fixture.contract(
                "Item",
                List.of(
                        Fixture.field("id", "int64", false, null, null),
                        Fixture.field("name", "string", false, null, null)),
                List.of(
                        Fixture.required("id"),
                        Fixture.rule("id", "unique", "unique", RuleClass.KEYED_SET)));
    }

    private static Dag dag() {
        List<Edge> edges = new ArrayList<>();
        edges.add(new Edge("second", "All", Edge.Kind.LEXICAL, "Item"));
        edges.add(new Edge("first", "All", Edge.Kind.LEXICAL, "Item"));
        edges.add(new Edge("All", "left", Edge.Kind.ROWS, "Item"));
        edges.add(new Edge("All", "right", Edge.Kind.ROWS, "Item"));
        for (String node : List.of("first", "second", "All")) {
            edges.add(new Edge(node, "dlq", Edge.Kind.REJECTIONS, ""));
        }
        return new Dag(
                Dag.FORMAT,
                "items",
                "",
                new TreeMap<>(),
                List.of(item()),
                List.of(
                        new Node.Source("first", "json://a", "Item", false),
                        new Node.Source("second", "csv://b", "Item", false),
                        new Node.Step("All", new Node.Work.Validate(), "Item", "Item", true),
                        new Node.Sink("left", "json://l", "Item"),
                        new Node.Sink("right", "csv://r", "Item"),
                        new Node.Dlq("dlq", "json://d")),
                edges,
                List.of(),
                new TreeMap<>());
    }

    private void run(Map<String, List<String>> slices, int rows) throws Exception {
        run(slices, rows, 0);
    }

    /**
     * Runs it.
     *
     * @param slotBytes of shared memory between slices; 0 for streams
     */
    private void run(Map<String, List<String>> slices, int rows, long slotBytes) throws Exception {
        StringBuilder json = new StringBuilder();
        StringBuilder csv = new StringBuilder("name,id\n");
        for (int i = 0; i < rows; i++) {
            json.append("{\"id\":").append(2 * i).append(",\"name\":\"json\"}\n");
            csv.append("csv,").append(3 * i).append('\n');
        }
        Files.writeString(folder.resolve("a"), json);
        Files.writeString(folder.resolve("b"), csv);
        Map<String, Path> files =
                Map.of(
                        "first", folder.resolve("a"),
                        "second", folder.resolve("b"),
                        "left", folder.resolve("l"),
                        "right", folder.resolve("r"),
                        "dlq", folder.resolve("d"));
        TestAgent agent =
                new TestAgent(folder, dag(), new byte[0], slices, files)
                        .with(Map.of("batch-rows", "7"))
                        .withSlots(slotBytes)
                        .start();
        for (String slice : slices.keySet()) {
            agent.await(slice, Prepared.class);
        }
        for (String slice : slices.keySet()) {
            agent.say(slice, new Commit(1));
            assertThat(agent.exit(slice)).isZero();
        }
        // Multiples of 6 below both ends come twice; the first source's rows came first.
        int twice = (rows + 2) / 3;
        List<String> left = Files.readAllLines(folder.resolve("l"));
        assertThat(left).hasSize(2 * rows - twice);
        for (int i = 0; i < rows; i++) {
            assertThat(left.get(i)).isEqualTo("{\"id\":" + 2 * i + ",\"name\":\"json\"}");
        }
        assertThat(Files.readAllLines(folder.resolve("r"))).hasSize(left.size() + 1);
        List<String> dlq = Files.readAllLines(folder.resolve("d"));
        assertThat(dlq).hasSize(twice);
        assertThat(dlq.getLast()).contains("\"source\":\"second\"", "\"rule\":\"id.unique\"");
    }

    @Test
    void rowsOfSeveralSourcesArriveInTheOrderOfTheirSources() throws Exception {
        run(
                Map.of(
                        "in", List.of("first", "second"),
                        "mid", List.of("All"),
                        "out", List.of("left", "right", "dlq")),
                5_000);
    }

    @Test
    void oneSliceRunsItAll() throws Exception {
        run(Map.of("all", List.of("first", "second", "All", "left", "right", "dlq")), 1_000);
    }

    private static Map<String, List<String>> apart() {
        return Map.of(
                "1", List.of("first"),
                "2", List.of("second"),
                "3", List.of("All"),
                "4", List.of("left"),
                "5", List.of("right"),
                "6", List.of("dlq"));
    }

    @Test
    void everyNodeRunsInASliceOfItsOwn() throws Exception {
        run(apart(), 2_000);
    }

    @Test
    void slicesShareMemory() throws Exception {
        run(apart(), 20_000, 1 << 16);
    }

    @Test
    void slicesShareMemoryThatHoldsHardlyARow() throws Exception {
        run(apart(), 2_000, 4096);
    }
}
