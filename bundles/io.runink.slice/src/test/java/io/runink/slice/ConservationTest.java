package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Action;
import io.runink.api.contract.Contract;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.contract.StepFunction.Cardinality;
import io.runink.api.dag.Node;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No row is lost: what comes to a node goes on, is rejected, or is left out. */
final class ConservationTest {

    private static final int ROWS = 3_000;

    private static final List<String> NAMES =
            List.of("a", "b", "drop", "reject", "quarantine", "keep", "leave", "c");

    private static final String SOURCE =
            """
            import java.util.List;
            import java.util.Optional;
            class Orders {
                record Raw(String payload) {}
                record Item(long id, String name) {}
                static Optional<Item> some(Item item) {
                    return item.id() % 3 == 0 ? Optional.empty() : Optional.of(item);
                }
                static List<Item> many(Item item) {
                    return item.id() % 2 == 0 ? List.of(item, item) : List.of();
                }
            }
            """;

    @TempDir Path folder;

    private static Contract raw() {
        return Fixture.contract(
                "Raw",
                List.of(Fixture.field("payload", "string", false, null, "Item")),
                List.of(Fixture.required("payload")));
    }

    private static Contract item(String name, Action unlike) {
        Rule other =
                new Rule(
                        "name.enum",
                        "one-of",
                        "enum",
                        RuleClass.RECORD,
                        List.of("name"),
                        new TreeMap<>(
                                Map.of(
                                        "value",
                                        NAMES.stream()
                                                .filter(it -> !it.equals("quarantine"))
                                                .toList())),
                        unlike,
                        null);
        Contract made =
                Fixture.contract(
                        name,
                        List.of(
                                Fixture.field("id", "int64", false, null, null),
                                Fixture.field("name", "string", false, null, null)),
                        List.of(other));
        return new Contract(
                made.name(),
                made.id(),
                made.version(),
                made.owner(),
                "Orders$Item",
                made.fields(),
                made.rules(),
                null,
                null,
                null);
    }

    /** Rows of which some cannot be read, some decode to nothing, and some break rules. */
    private static String[] rows(long seed) {
        Random random = new Random(seed);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            rows.add(
                    switch (random.nextInt(20)) {
                        case 0 -> "{}";
                        case 1 -> "no row";
                        case 2 -> "{\"payload\":\"[]\"}";
                        case 3 -> "{\"payload\":\"{\\\"id\\\":\\\"x\\\"}\"}";
                        default ->
                                "{\"payload\":\"{\\\"id\\\":"
                                        + random.nextInt(500)
                                        + ",\\\"name\\\":\\\""
                                        + name
                                        + "\\\"}\"}";
                    });
        }
        return rows.toArray(String[]::new);
    }

    private static Node.Work plug(String step) {
        return new Node.Work.Plug(step, new TreeMap<>());
    }

    private static Node.Work call(String method, Cardinality cardinality) {
        return new Node.Work.Call("Orders", method, cardinality);
    }

    /** Holds a node to conservation and returns what went on. */
    private static long conserved(Pipeline run, String node, long in) {
        List<Long> figures = run.figures(node);
        assertThat(figures.getFirst()).as(node + " in").isEqualTo(in);
        assertThat(figures.get(1) + figures.get(2) + figures.get(3)).as(node).isEqualTo(in);
        return figures.get(1);
    }

    @Test
    void everyNodeThatMakesOneOfOneOrNoneConservesRows() throws Exception {
        Pipeline run =
                new Pipeline(folder)
                        .contract(raw())
                        .contract(item("Item", Action.QUARANTINE))
                        .contract(item("Dropping", Action.DROP))
                        .code(SOURCE)
                        .with(agent -> agent.with(Map.of("batch-rows", "173")))
                        .source("raw", "Raw", true, rows(1))
                        .step("Decode", new Node.Work.Decode("payload"), "Raw", "Item", false)
                        .step("Check", new Node.Work.Validate(), "Item", "Item", true)
                        .step("Each", plug("each"), "Item", "Item", false)
                        .step("Some", call("some", Cardinality.OPTIONAL), "Item", "Dropping", true)
                        .step(
                                "Hide",
                                new Node.Work.Mask(List.of("name")),
                                "Dropping",
                                "Dropping",
                                false)
                        .sink("out", "Dropping")
                        .sink("rest", "Dropping")
                        .edge("raw", "Decode", "Raw")
                        .lexical("Decode", "Check", "Item")
                        .edge("Check", "Each", "Item")
                        .edge("Each", "Some", "Item", "name != 'leave' && 100 / id >= 0")
                        .edge("Some", "Hide", "Dropping")
                        .edge("Hide", "out", "Dropping", "id < 250")
                        .edge("Hide", "rest", "Dropping", "id >= 250 && id < 400")
                        .run();
        long at = ROWS;
        for (String node : List.of("raw", "Decode", "Check", "Each", "Some", "Hide")) {
            at = conserved(run, node, at);
        }
        assertThat(run.lines("out").size() + run.lines("rest").size()).isEqualTo((int) at);
        long rejected = 0;
        long filtered = 0;
        for (String node : List.of("raw", "Decode", "Check", "Each", "Some", "Hide")) {
            rejected += run.figures(node).get(2);
            filtered += run.figures(node).get(3);
        }
        assertThat(rejected).isEqualTo(run.lines("dlq").size());
        assertThat(at + rejected + filtered).isEqualTo(ROWS);
        // Each way out of the pipeline was taken by some.
        assertThat(List.of(at, rejected, filtered)).doesNotContain(0L);
        assertThat(run.figures("Check").get(2)).isPositive();
        assertThat(run.figures("Each").get(2)).isPositive();
        assertThat(run.figures("Each").get(3)).isPositive();
        assertThat(run.figures("Hide").get(3)).isPositive();
    }

    @Test
    void whatExpandsOrMergesStatesItsFactor() throws Exception {
        Pipeline run =
                new Pipeline(folder)
                        .contract(item("Item", Action.OBSERVE))
                        .code(SOURCE)
                        .source("left", "Item", true, ids(1_000, 1))
                        .source("right", "Item", true, ids(500, 3))
                        .step("Many", call("many", Cardinality.LIST), "Item", "Item", true)
                        .step("Both", plug("common"), "Item", "Item", false)
                        .sink("out", "Item")
                        .edge("left", "Many", "Item")
                        .edge("Many", "Both", "Item")
                        .edge("right", "Both", "Item")
                        .edge("Both", "out", "Item")
                        .run();
        List<Long> many = run.figures("Many");
        // Half of the rows twice, the other half not at all.
        assertThat(many).containsExactly(1_000L, 1_000L, 0L, 500L);
        List<Long> both = run.figures("Both");
        assertThat(both.getFirst()).isEqualTo(many.get(1) + 500);
        // Of 500 and 500 different ids, those that are multiples of 6 below 1000 are common.
        assertThat(both).containsExactly(1_500L, 167L, 0L, 666L);
        assertThat(run.lines("out")).hasSize(167);
    }

    private Pipeline made(Node.Work work, TestAgent.Program program, String... rows)
            throws Exception {
        return new Pipeline(folder)
                .contract(item("Item", Action.OBSERVE))
                .contract(item("Strict", Action.QUARANTINE))
                .with(agent -> agent.withProgram("Made", program).with(Map.of("batch-rows", "91")))
                .source("rows", "Item", true, rows)
                .step("Made", work, "Item", "Strict", true)
                .sink("out", "Strict")
                .sink("rest", "Strict")
                .edge("rows", "Made", "Item")
                .edge("Made", "out", "Strict", "id < 300")
                .edge("Made", "rest", "Strict", "id >= 300 && id < 700")
                .run();
    }

    /** Holds a node whose rows are made anew to what it makes, and each of those to a way out. */
    private static void conserves(Pipeline run, long came, long made) throws Exception {
        List<Long> figures = run.figures("Made");
        assertThat(run.figures("rows")).containsExactly(came, came, 0L, 0L);
        assertThat(figures.getFirst()).isEqualTo(came);
        assertThat(figures.get(1) + figures.get(2) + figures.get(3)).isEqualTo(made);
        assertThat(run.lines("out").size() + run.lines("rest").size())
                .isEqualTo(figures.get(1).intValue());
        assertThat(run.lines("dlq").size()).isEqualTo(figures.get(2).intValue());
        // Each way out was taken by some.
        assertThat(figures).doesNotContain(0L);
    }

    private static String[] named(int count) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = NAMES.get(i % 7 == 0 ? 4 : 0);
            rows.add("{\"id\":" + i + ",\"name\":\"" + name + "\"}");
        }
        return rows.toArray(String[]::new);
    }

    @Test
    void ofWhatAQuestionMakesNothingIsLost() throws Exception {
        // Every fifth row not at all, the others twice.
        Node.Work ask =
                new Node.Work.Plug(
                        "sql",
                        new TreeMap<>(
                                Map.of(
                                        "query",
                                        List.of(
                                                "SELECT id, name FROM input, range(2)"
                                                        + " WHERE id % 5 <> 0"))));
        conserves(made(ask, (in, out) -> {}, named(1_000)), 1_000, 1_600);
    }

    @Test
    void ofWhatAProgramMakesNothingIsLost() throws Exception {
        Node.Work command =
                new Node.Work.Plug(
                        "command",
                        new TreeMap<>(Map.of("run", List.of("program"), "wire", List.of("jsonl"))));
        TestAgent.Program twice =
                (in, out) -> {
                    String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    String kept =
                            all.lines()
                                    .filter(it -> !it.matches(".*\"id\":[0-9]*[05],.*"))
                                    .map(it -> it + "\n" + it + "\n")
                                    .collect(Collectors.joining());
                    out.write(kept.getBytes(StandardCharsets.UTF_8));
                };
        conserves(made(command, twice, named(1_000)), 1_000, 1_600);
    }

    private static String[] ids(int count, int step) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add("{\"id\":" + i * step + ",\"name\":\"a\"}");
        }
        return rows.toArray(String[]::new);
    }
}
