package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.dag.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edges that take some rows and leave others. */
final class ConditionTest {

    @TempDir Path folder;

    private static Contract item() {
        return Fixture.contract(
                "Item",
                List.of(
                        Fixture.field("id", "int64", false, null, null),
                        Fixture.field("name", "string", true, null, null)),
                List.of());
    }

    private Pipeline pipeline(String... lines) throws Exception {
        return new Pipeline(folder).contract(item()).source("items", "Item", true, lines);
    }

    private static String row(int id, String name) {
        return "{\"id\":" + id + ",\"name\":\"" + name + "\"}";
    }

    @Test
    void onlyTrueFlowsAndWhatNobodyTakesIsFiltered() throws Exception {
        Pipeline run =
                pipeline(row(1, "a"), row(12, "b"), "{\"name\":\"c\"}", row(5, "d"), row(20, "e"))
                        .sink("small", "Item")
                        .sink("large", "Item")
                        .sink("even", "Item")
                        .edge("items", "small", "Item", "id < 5")
                        .edge("items", "large", "Item", "id > 10")
                        .edge("items", "even", "Item", "id % 2 == 0")
                        .run();
        assertThat(run.figures("items")).containsExactly(5L, 3L, 0L, 2L);
        assertThat(run.lines("small")).containsExactly(row(1, "a"));
        assertThat(run.lines("large")).containsExactly(row(12, "b"), row(20, "e"));
        assertThat(run.lines("even")).containsExactly(row(12, "b"), row(20, "e"));
    }

    @Test
    void anEdgeWithoutAConditionTakesAll() throws Exception {
        Pipeline run =
                pipeline(row(1, "a"), row(12, "b"), "{\"name\":\"c\"}")
                        .sink("all", "Item")
                        .sink("large", "Item")
                        .edge("items", "large", "Item", "id > 10")
                        .edge("items", "all", "Item")
                        .run();
        assertThat(run.figures("items")).containsExactly(3L, 3L, 0L, 0L);
        assertThat(run.lines("all")).hasSize(3);
        assertThat(run.lines("large")).hasSize(1);
    }

    @Test
    void twoConditionsMayLeadToOneStep() throws Exception {
        Pipeline run =
                pipeline(row(1, "a"), row(12, "b"), row(20, "c"))
                        .step("all", new Node.Work.Validate(), "Item", "Item", true)
                        .sink("out", "Item")
                        .edge("items", "all", "Item", "id > 10")
                        .edge("items", "all", "Item", "id > 15")
                        .edge("all", "out", "Item")
                        .run();
        assertThat(run.figures("items")).containsExactly(3L, 2L, 0L, 1L);
        assertThat(run.figures("all")).containsExactly(3L, 3L, 0L, 0L);
    }

    @Test
    void aConditionWithoutAnAnswerRejectsTheRowEverywhere() throws Exception {
        Pipeline run =
                pipeline(row(0, "secret"), row(4, "b"))
                        .sink("all", "Item")
                        .sink("some", "Item")
                        .edge("items", "some", "Item", "100 / id > 10")
                        .edge("items", "all", "Item")
                        .run();
        assertThat(run.figures("items")).containsExactly(2L, 1L, 1L, 0L);
        assertThat(run.lines("all")).containsExactly(row(4, "b"));
        assertThat(run.lines("some")).containsExactly(row(4, "b"));
        assertThat(run.prepared("items").byRule()).isEqualTo(Map.of("some.when", 1L));
        assertThat(run.lines("dlq"))
                .singleElement()
                .asString()
                .contains("\"rule\":\"some.when\"", "\"field\":\"\"", "a condition with an answer")
                .doesNotContain("secret");
    }

    @Test
    void aConditionThatMakesNoSenseIsRefused() throws Exception {
        assertThat(
                        pipeline(row(0, "a"))
                                .sink("out", "Item")
                                .edge("items", "out", "Item", "id + 1")
                                .failure("items")
                                .text())
                .startsWith("RNK-SLICE-001")
                .contains("'items'", "'out'", "makes no sense");
    }
}
