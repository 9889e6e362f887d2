package io.runink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.dag.RunPolicy;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Plan;
import io.runink.api.plan.Resources;
import io.runink.api.plan.SlicePlan;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class DagPictureTest {

    private static final Node.Work.Plug WINDOW =
            new Node.Work.Plug(
                    "aggregate",
                    new TreeMap<>(
                            Map.of(
                                    "by", List.of("station"),
                                    "mean", List.of("avg(heat)"),
                                    "window.kind", List.of("sliding"),
                                    "window.size", List.of("300000"),
                                    "window.slide", List.of("90000"),
                                    "window.time", List.of("at"))));

    private static Contract contract(String name, String javaClass) {
        DataType text = DataType.of(DataType.Kind.STRING);
        return new Contract(
                name,
                name,
                "1.0.0",
                "",
                javaClass,
                List.of(new Field("station", "station", text, true, null, null)),
                List.of(),
                null,
                null,
                null);
    }

    private static Dag dag(List<Node> nodes, List<Edge> edges) {
        return new Dag(
                Dag.FORMAT,
                "Heat <&> \u0007 cold",
                "farm",
                new TreeMap<>(),
                List.of(contract("Reading", "R"), contract("means.rows", "")),
                nodes,
                edges,
                List.of(),
                new TreeMap<>(),
                new RunPolicy(
                        300_000,
                        2,
                        1500,
                        List.of(new RunPolicy.Assertion("records > 1", "records > 1", null))));
    }

    private static Dag small() {
        return dag(
                List.of(
                        new Node.Source("in", "csv://in.csv", "Reading", true),
                        new Node.Step("means", WINDOW, "Reading", "means.rows", false),
                        new Node.Sink("hot", "json://hot.json", "means.rows"),
                        new Node.Sink("all", "json://all.json", "Reading"),
                        new Node.Dlq("dlq", null)),
                List.of(
                        new Edge("in", "means", Edge.Kind.ROWS, "Reading"),
                        new Edge("means", "hot", Edge.Kind.ROWS, "means.rows", "mean > 30 &&\n x"),
                        new Edge("in", "all", Edge.Kind.ROWS, "Reading", "station < \"m\""),
                        new Edge("in", "all", Edge.Kind.ROWS, "Reading", "station > \"x\""),
                        new Edge("in", "dlq", Edge.Kind.REJECTIONS, "")));
    }

    private static Plan plan(Dag dag) {
        List<String> names = dag.nodes().stream().map(Node::name).toList();
        return new Plan(
                "d",
                "farm",
                IsolationLevel.FULL,
                List.of(
                        new SlicePlan(
                                "one",
                                names,
                                Resources.STANDARD.withScratch(1L << 32),
                                List.of(),
                                "why",
                                new SlicePlan.Command(List.of("python3", "a.py")))),
                dag.edges());
    }

    private static Document parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void aPictureIsOneWholeFileThatShowsEveryNode() throws Exception {
        String svg = DagPicture.draw(small(), plan(small()));
        String text = parsed(svg).getDocumentElement().getTextContent();
        assertThat(text)
                .contains(
                        "Heat <&> ? cold", "in", "means", "hot", "all", "dlq", "if mean > 30 && x")
                .contains("aggregate by=station mean=avg(heat) (sliding window, size 5 min,")
                .contains("all.json; yields Reading");
        assertThat(svg).doesNotContain("href", "<script", "@import", "url(http");
        assertThat(svg).contains("prefers-color-scheme:dark");
        assertThat(DagPicture.draw(small(), plan(small()))).isEqualTo(svg);
    }

    @Test
    void everyEdgeLeadsToTheRightAndNoNodeHidesAnother() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 50; round++) {
            int count = 2 + random.nextInt(30);
            List<Node> nodes = new ArrayList<>();
            List<Edge> edges = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                nodes.add(
                        i == 0
                                ? new Node.Source("n0", "csv://x", "Reading", true)
                                : new Node.Step("n" + i, WINDOW, "Reading", "Reading", false));
                for (int k = random.nextInt(3); i > 0 && k >= 0; k--) {
                    String from = "n" + random.nextInt(i);
                    edges.add(new Edge(from, "n" + i, Edge.Kind.ROWS, "Reading", "k == " + k));
                }
            }
            nodes.add(new Node.Dlq("dlq", null));
            DagLayout layout = new DagLayout(dag(nodes, edges));
            Set<DagLayout.Spot> taken = new HashSet<>();
            for (int i = 0; i < count; i++) {
                assertThat(taken.add(layout.spot("n" + i))).isTrue();
            }
            assertThat(layout.ways()).hasSameSizeAs(edges);
            for (DagLayout.Way way : layout.ways()) {
                int column = layout.spot(way.edge().from()).column();
                for (DagLayout.Spot spot : way.spots()) {
                    assertThat(spot.column()).isEqualTo(++column);
                    assertThat(taken.add(spot)).as("a way through a node").isTrue();
                }
                assertThat(layout.spot(way.edge().to()).column()).isEqualTo(column + 1);
            }
        }
    }

    @Test
    void theTextSaysConditionsWindowsDemandsAndWhatWasInferred() {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        Console console =
                new Console(writer, writer, false, false, new Figures(StandardCharsets.US_ASCII));
        new ExplainText(console, small(), plan(small())).print("sha256:00", List.of());
        assertThat(out.toString())
                .contains("ends after 5 min at the latest")
                .contains("is tried again 2 times, the first after 1500 ms")
                .contains("publishes if records > 1")
                .contains("(sliding window, size 5 min, slide 90 s, time at)")
                .contains("mean > 30 && x")
                .contains("means.rows  station string (personal)")
                .contains("why: python3 a.py");
    }
}
