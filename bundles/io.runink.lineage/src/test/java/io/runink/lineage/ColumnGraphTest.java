package io.runink.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.dag.Dag;
import io.runink.api.dag.Node;
import io.runink.lineage.ColumnGraph.Origin;
import java.util.List;
import java.util.Map;
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

    @Test
    void codeMayUseEveryColumn() {
        assertThat(graph.links((Node.Step) dag.node("Label")))
                .extracting(ColumnGraph.Link::from)
                .containsExactlyInAnyOrder("station", "keeper");
    }
}
