package io.runink.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.lineage.ColumnGraph.Origin;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ColumnGraphTest {

    private final Dag dag = Samples.dag();
    private final ColumnGraph graph = new ColumnGraph(dag);

    @Test
    void aDecodedColumnComesFromTheTextItWasReadFrom() {
        assertThat(graph.origins(dag.node("Check")))
                .isEqualTo(
                        Map.of(
                                "station",
                                List.of(
                                        new Origin(
                                                "in",
                                                "payload",
                                                false,
                                                false,
                                                "read from its JSON")),
                                "keeper",
                                List.of(
                                        new Origin(
                                                "in",
                                                "payload",
                                                false,
                                                false,
                                                "read from its JSON"))));
    }

    @Test
    void aColumnReachedMaskedAndInClearIsNotMasked() {
        Origin label = graph.origins(dag.node("out")).getOrDefault("label", List.of()).getFirst();

        // The code sees the masked keeper and the station in clear, both from one payload.
        assertThat(label.masked()).isFalse();
        assertThat(graph.origins(dag.node("Mask")).getOrDefault("keeper", List.of()))
                .allMatch(Origin::masked);
    }

    /** Orders of customers, brought together by a step of a plug-in. */
    private static Map<String, List<Origin>> through(
            String step, Map<String, List<String>> parameters, String... columns) {
        Node.Work.Plug work = new Node.Work.Plug(step, new TreeMap<>(parameters));
        Dag joined =
                new Dag(
                        Dag.FORMAT,
                        "S",
                        "",
                        new TreeMap<>(),
                        List.of(
                                Samples.contract("Order", "id", "price", "buyer"),
                                Samples.contract("Buyer", "id", "email"),
                                Samples.contract("Out", columns)),
                        List.of(
                                new Node.Source("orders", "csv://o.csv", "Order", true),
                                new Node.Source("buyers", "csv://b.csv", "Buyer", true),
                                new Node.Step("step", work, "Order", "Out", false),
                                new Node.Sink("out", "json://out.json", "Out"),
                                new Node.Dlq("dlq", null)),
                        List.of(
                                new Edge("orders", "step", Edge.Kind.ROWS, "Order"),
                                new Edge("buyers", "step", Edge.Kind.ROWS, "Buyer"),
                                new Edge("step", "out", Edge.Kind.ROWS, "Out")),
                        List.of(),
                        new TreeMap<>());
        return new ColumnGraph(joined).origins(joined.node("out"));
    }

    private static Origin same(String source, String column) {
        return new Origin(source, column, true, false, "passed on");
    }

    @Test
    void aJoinTakesAColumnFromTheInputThatHasIt() {
        assertThat(through("join", Map.of("on", List.of("buyer = id")), "id", "price", "email"))
                .isEqualTo(
                        Map.of(
                                "id", List.of(same("orders", "id")),
                                "price", List.of(same("orders", "price")),
                                "email", List.of(same("buyers", "email"))));
    }

    @Test
    void aComputedColumnComesFromThoseItsExpressionReads() {
        assertThat(
                        through(
                                "derive",
                                Map.of(
                                        "total", List.of("price * size(\"buyer\")"),
                                        "set", List.of("name = buyer + id")),
                                "id",
                                "total",
                                "name"))
                .isEqualTo(
                        Map.of(
                                "id",
                                List.of(same("orders", "id")),
                                "total",
                                List.of(
                                        new Origin(
                                                "orders",
                                                "price",
                                                false,
                                                false,
                                                "by derive: price * size(\"buyer\")")),
                                "name",
                                List.of(
                                        new Origin(
                                                "orders",
                                                "buyer",
                                                false,
                                                false,
                                                "by derive: buyer + id"),
                                        new Origin(
                                                "orders",
                                                "id",
                                                false,
                                                false,
                                                "by derive: buyer + id"))));
    }

    @Test
    void otherStepsSayWhatTheyDo() {
        assertThat(through("rename", Map.of("who", List.of("buyer")), "who"))
                .isEqualTo(Map.of("who", List.of(same("orders", "buyer"))));
        assertThat(through("union", Map.of(), "id"))
                .isEqualTo(Map.of("id", List.of(same("orders", "id"), same("buyers", "id"))));
        assertThat(through("mask", Map.of("columns", List.of("buyer")), "id", "buyer"))
                .isEqualTo(
                        Map.of(
                                "id",
                                List.of(same("orders", "id")),
                                "buyer",
                                List.of(new Origin("orders", "buyer", false, true, "masked"))));
        assertThat(
                        through(
                                "aggregate",
                                Map.of(
                                        "by", List.of("buyer"),
                                        "n", List.of("count()"),
                                        "most", List.of("max(price)"),
                                        "window.time", List.of("id")),
                                "buyer",
                                "window_start",
                                "n",
                                "most"))
                .isEqualTo(
                        Map.of(
                                "buyer",
                                List.of(same("orders", "buyer")),
                                "window_start",
                                List.of(
                                        new Origin(
                                                "orders",
                                                "id",
                                                false,
                                                false,
                                                "by aggregate: the window of id")),
                                "n",
                                List.of(),
                                "most",
                                List.of(
                                        new Origin(
                                                "orders",
                                                "price",
                                                false,
                                                false,
                                                "by aggregate: max(price)"))));
        assertThat(through("sql", Map.of("query", List.of("SELECT 1 AS x")), "x").get("x"))
                .hasSize(5)
                .noneMatch(Origin::identity);
    }

    @Test
    void codeMayUseEveryColumn() {
        assertThat(graph.links((Node.Step) dag.node("Label")))
                .extracting(ColumnGraph.Link::from)
                .containsExactlyInAnyOrder("station", "keeper");
    }
}
