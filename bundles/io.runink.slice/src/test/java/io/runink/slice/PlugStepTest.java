package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.contract.RuleClass;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.error.Problem;
import io.runink.api.slice.SliceMessage.Commit;
import io.runink.api.slice.SliceMessage.Failed;
import io.runink.api.slice.SliceMessage.Figures;
import io.runink.api.slice.SliceMessage.Prepared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps of plug-ins in a slice: what they yield, reject and leave out, and how they fail. */
final class PlugStepTest {

    @TempDir Path folder;

    private static Contract item(boolean keyed) {
        return Fixture.contract(
                "Item",
                List.of(
                        Fixture.field("id", "int64", false, null, null),
                        Fixture.field("name", "string", false, null, null)),
                keyed
                        ? List.of(Fixture.rule("id", "unique", "unique", RuleClass.KEYED_SET))
                        : List.of());
    }

    private static Dag dag(String step, Map<String, List<String>> parameters, boolean enforced) {
        List<Edge> edges = new ArrayList<>();
        edges.add(new Edge("items", "Step", Edge.Kind.ROWS, "Item"));
        edges.add(new Edge("Step", "out", Edge.Kind.ROWS, "Item"));
        for (String node : List.of("items", "Step")) {
            edges.add(new Edge(node, "dlq", Edge.Kind.REJECTIONS, ""));
        }
        return new Dag(
                Dag.FORMAT,
                "items",
                "",
                new TreeMap<>(),
                List.of(item(enforced)),
                List.of(
                        new Node.Source("items", "json://a", "Item", true),
                        new Node.Step(
                                "Step",
                                new Node.Work.Plug(step, new TreeMap<>(parameters)),
                                "Item",
                                "Item",
                                enforced),
                        new Node.Sink("out", "json://l", "Item"),
                        new Node.Dlq("dlq", "json://d")),
                edges,
                List.of(),
                new TreeMap<>());
    }

    private TestAgent agent(Dag dag, String... names) throws Exception {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            json.append("{\"id\":" + i + ",\"name\":\"" + names[i] + "\"}\n");
        }
        Files.writeString(folder.resolve("a"), json);
        return new TestAgent(
                folder,
                dag,
                new byte[0],
                Map.of(
                        "in", List.of("items"),
                        "mid", List.of("Step"),
                        "out", List.of("out", "dlq")),
                Map.of(
                        "items", folder.resolve("a"),
                        "out", folder.resolve("l"),
                        "dlq", folder.resolve("d")));
    }

    private Prepared run(TestAgent agent) throws Exception {
        agent.start();
        List<String> slices = List.of("in", "mid", "out");
        Prepared mid = agent.await("mid", Prepared.class);
        agent.await("in", Prepared.class);
        agent.await("out", Prepared.class);
        for (String slice : slices) {
            agent.say(slice, new Commit(1));
            assertThat(agent.exit(slice)).isZero();
        }
        return mid;
    }

    private Problem failure(Dag dag, String... names) throws Exception {
        TestAgent agent = agent(dag, names).start();
        Problem problem = agent.await("mid", Failed.class).problems().getFirst();
        assertThat(agent.exit("mid")).isEqualTo(1);
        return problem;
    }

    @Test
    void whatAStepYieldsRejectsAndLeavesOutIsCounted() throws Exception {
        Prepared prepared =
                run(agent(dag("each", Map.of(), false), "a", "drop", "reject", "twice", "b"));
        assertThat(prepared.nodes().getFirst())
                .extracting(Figures::rowsIn, Figures::rowsOut, Figures::rejected, Figures::filtered)
                .containsExactly(5L, 4L, 1L, 1L);
        assertThat(prepared.byRule()).isEqualTo(Map.of("each.told", 1L));
        assertThat(Files.readAllLines(folder.resolve("l")))
                .containsExactly(
                        "{\"id\":0,\"name\":\"a\"}",
                        "{\"id\":3,\"name\":\"twice\"}",
                        "{\"id\":3,\"name\":\"twice\"}",
                        "{\"id\":4,\"name\":\"b\"}");
        assertThat(Files.readAllLines(folder.resolve("d")))
                .containsExactly(
                        "{\"run\":\"run-1\",\"source\":\"items\",\"line\":3,\"step\":\"Step\","
                                + "\"record\":{\"id\":\"2\",\"name\":\"reject\"},\"violations\":"
                                + "[{\"rule\":\"each.told\",\"field\":\"name\",\"expected\":"
                                + "\"another name\",\"actual\":\"reject\"}]}");
    }

    @Test
    void theContractIsHeldAgainstWhatAStepYields() throws Exception {
        Prepared prepared = run(agent(dag("each", Map.of(), true), "a", "twice", "b"));
        assertThat(prepared.nodes().getFirst())
                .extracting(Figures::rowsIn, Figures::rowsOut, Figures::rejected)
                .containsExactly(3L, 3L, 1L);
        assertThat(prepared.byRule()).isEqualTo(Map.of("id.unique", 1L));
    }

    @Test
    void aStepUsesTheScratchSpaceOfItsSlice() throws Exception {
        String[] names = new String[200];
        java.util.Arrays.fill(names, "n");
        TestAgent agent =
                agent(dag("kept", Map.of(), false), names)
                        .with(Map.of("batch-rows", "50"))
                        .withSpill(1 << 20);
        run(agent);
        assertThat(Files.readAllLines(folder.resolve("l")))
                .containsExactly(
                        "{\"id\":1225,\"name\":\"n\"}",
                        "{\"id\":4950,\"name\":\"n\"}",
                        "{\"id\":11175,\"name\":\"n\"}",
                        "{\"id\":19900,\"name\":\"n\"}");
    }

    @Test
    void aStepWithoutScratchSpaceIsRefusedIt() throws Exception {
        assertThat(failure(dag("kept", Map.of(), false), "a").text())
                .startsWith("RNK-SLICE-001")
                .contains("no scratch space");
    }

    @Test
    void aStepThatIsNotThereIsMissing() throws Exception {
        assertThat(failure(dag("sunder", Map.of(), false), "a").text())
                .startsWith("RNK-SLICE-017")
                .contains("'sunder'");
    }

    @Test
    void aParameterThatMakesNoSenseIsNamed() throws Exception {
        assertThat(failure(dag("each", Map.of("size", List.of("big")), false), "a").text())
                .startsWith("RNK-SLICE-018")
                .contains("'Step'", "each", "'size'", "'big'");
    }

    @Test
    void aStepThatThrowsIsNamedWithoutItsMessage() throws Exception {
        assertThat(failure(dag("each", Map.of(), false), "throw").text())
                .startsWith("RNK-SLICE-015")
                .contains("'Step'", "java.lang.IllegalStateException")
                .doesNotContain("secret");
    }

    @Test
    void whatAStepYieldsMustFit() throws Exception {
        assertThat(failure(dag("each", Map.of(), false), "misfit").text())
                .startsWith("RNK-SLICE-019")
                .contains("'Step'", "other columns");
        assertThat(failure(dag("each", Map.of(), false), "unknown").text())
                .startsWith("RNK-SLICE-019")
                .contains("without an origin");
    }

    @Test
    void aStepCannotHideThatItsRowsWereLost() throws Exception {
        assertThat(failure(dag("each", Map.of(), false), "swallow").code())
                .isEqualTo("RNK-SLICE-019");
    }

    @Test
    void rowsThatNothingEnforcedAreRefused() throws Exception {
        Dag dag = dag("each", Map.of(), false);
        List<Edge> edges = new ArrayList<>(dag.edges());
        edges.set(0, new Edge("items", "Step", Edge.Kind.LEXICAL, "Item"));
        Dag lexical =
                new Dag(
                        dag.format(),
                        dag.scenario(),
                        dag.herd(),
                        dag.labels(),
                        dag.contracts(),
                        dag.nodes(),
                        edges,
                        dag.requirements(),
                        dag.sources());
        assertThat(failure(lexical, "a").text())
                .startsWith("RNK-SLICE-001")
                .contains("'Step'", "nothing enforced");
    }
}
