package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.dag.Dag;
import io.runink.api.slice.SliceMessage.Abort;
import io.runink.api.slice.SliceMessage.Commit;
import io.runink.api.slice.SliceMessage.Failed;
import io.runink.api.slice.SliceMessage.Figures;
import io.runink.api.slice.SliceMessage.Prepared;
import io.runink.api.slice.SliceMessage.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SliceRuntimeTest {

    private static final Map<String, List<String>> THREE =
            Map.of(
                    "source", List.of("orders"),
                    "steps", List.of("Decode", "Check", "Hide", "Tag"),
                    "sink", List.of("tagged", "dlq"));

    private static final String GOOD =
            "{'order_id':'%s','side':'BUY','amount':12.5,'lots':%d,"
                    + "'placed_at':'2026-01-02T03:04:05Z','tax_id':'123-45','mail':'a.person@example.org'}";

    @TempDir Path folder;

    private static String line(String payload) {
        return "{\"payload\":\"" + payload.replace("'", "\\\"") + "\"}\n";
    }

    private TestAgent agent(String input) throws IOException {
        Files.writeString(folder.resolve("in.json"), input);
        Dag dag = Fixture.dag("json://in.json", "json://out.json", "json://dlq.json");
        return new TestAgent(
                folder,
                dag,
                Fixture.jar(Fixture.SOURCE),
                THREE,
                Map.of(
                        "orders", folder.resolve("in.json"),
                        "tagged", folder.resolve("out.json"),
                        "dlq", folder.resolve("dlq.json")));
    }

    private static final List<String> ALL = List.of("source", "steps", "sink");

    private static Map<String, Prepared> prepared(TestAgent agent) throws InterruptedException {
        Map<String, Prepared> prepared = new HashMap<>();
        for (String slice : ALL) {
            prepared.put(slice, agent.await(slice, Prepared.class));
        }
        return prepared;
    }

    private static <V> V of(Map<String, V> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private static void commit(TestAgent agent) throws InterruptedException {
        for (String slice : ALL) {
            agent.say(slice, new Commit(7));
        }
        for (String slice : ALL) {
            assertThat(agent.exit(slice)).isZero();
        }
    }

    private static Map<String, Figures> figures(Map<String, Prepared> prepared) {
        Map<String, Figures> figures = new HashMap<>();
        prepared.values().forEach(p -> p.nodes().forEach(f -> figures.put(f.node(), f)));
        return figures;
    }

    @Test
    void everyRowEndsWrittenRejectedOrFiltered() throws Exception {
        String input =
                line(GOOD.formatted("o1", 1))
                        + "no json\n"
                        + line("not an object")
                        + line(GOOD.formatted("o1", 2))
                        + line(GOOD.formatted("o2", 999))
                        + line(
                                "{'order_id':'o3','side':'HOLD','amount':'-1','lots':'x',"
                                        + "'placed_at':'today','tax_id':'12345','mail':'b@example.org'}")
                        + "{}\n"
                        + line(GOOD.formatted("o4", 4));
        TestAgent agent = agent(input).start();
        Map<String, Prepared> prepared = prepared(agent);
        commit(agent);

        Map<String, Figures> figures = figures(prepared);
        assertThat(of(figures, "orders"))
                .extracting(Figures::rowsIn, Figures::rowsOut, Figures::rejected)
                .containsExactly(8L, 6L, 2L);
        assertThat(of(figures, "orders").bytes()).isEqualTo(input.length());
        assertThat(of(figures, "Decode"))
                .extracting(Figures::rowsIn, Figures::rowsOut, Figures::rejected)
                .containsExactly(6L, 5L, 1L);
        assertThat(of(figures, "Check"))
                .extracting(Figures::rowsIn, Figures::rowsOut, Figures::rejected)
                .containsExactly(5L, 3L, 2L);
        assertThat(of(figures, "Tag"))
                .extracting(Figures::rowsIn, Figures::rowsOut, Figures::filtered)
                .containsExactly(3L, 2L, 1L);
        assertThat(of(figures, "tagged").rowsOut()).isEqualTo(2);
        assertThat(of(figures, "dlq").rowsOut()).isEqualTo(5);
        assertThat(of(prepared, "source").byRule())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("row.syntax", 1L, "payload.required", 1L));
        assertThat(of(prepared, "steps").byRule())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "payload.json-of", 1L,
                                "order_id.unique", 1L,
                                "side.one-of", 1L,
                                "amount.greater-than", 1L,
                                "lots.type", 1L,
                                "placed_at.type", 1L,
                                "tax_id.pattern", 1L));
        assertThat(of(prepared, "sink").byRule()).isEmpty();
    }

    @Test
    void outputsAreMaskedAndDigested() throws Exception {
        TestAgent agent = agent(line(GOOD.formatted("o1", 1))).start();
        Map<String, Prepared> prepared = prepared(agent);
        commit(agent);
        byte[] out = Files.readAllBytes(folder.resolve("out.json"));
        assertThat(folder.resolve("out.json"))
                .hasContent(
                        """
                        {"order_id":"o1","amount":12.5000,"placed_at":"2026-01-02T03:04:05Z",\
                        "tax_id":"***","mail":"****************.org","tag":"BUY:o1"}
                        """);
        String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(out));
        assertThat(of(prepared, "sink").outputs())
                .contains(new Written("tagged", 1, out.length, sha256));
    }

    @Test
    void rejectedRowsShowWhatTheyBrokeAndNothingPersonal() throws Exception {
        TestAgent agent =
                agent(
                                "{\"payload\":\"secret text\"}\n"
                                        + line(
                                                "{'order_id':'o3','side':'HOLD','amount':'1','lots':1,"
                                                        + "'tax_id':'secret','mail':'secret@example.org'}")
                                        + "secret line\n")
                        .start();
        prepared(agent);
        commit(agent);
        List<String> dlq = new ArrayList<>(Files.readAllLines(folder.resolve("dlq.json")));
        dlq.sort(null);
        assertThat(dlq)
                .containsExactlyInAnyOrder(
                        "{\"run\":\"run-1\",\"source\":\"orders\",\"line\":1,\"step\":\"Decode\","
                                + "\"record\":{\"payload\":\"***\"},\"violations\":[{\"rule\":"
                                + "\"payload.json-of\",\"field\":\"payload\",\"expected\":"
                                + "\"a JSON object\",\"actual\":\"***\"}]}",
                        "{\"run\":\"run-1\",\"source\":\"orders\",\"line\":2,\"step\":\"Check\","
                                + "\"record\":{\"order_id\":\"o3\",\"side\":\"HOLD\",\"amount\":"
                                + "\"1\",\"lots\":\"1\",\"tax_id\":\"***\",\"mail\":"
                                + "\"**************.org\"},\"violations\":[{\"rule\":"
                                + "\"side.one-of\",\"field\":\"side\",\"expected\":\"one of BUY,"
                                + " SELL\",\"actual\":\"HOLD\"},{\"rule\":\"tax_id.pattern\","
                                + "\"field\":\"tax_id\",\"expected\":\"text that matches"
                                + " [0-9]{3}-[0-9]{2}\",\"actual\":\"***\"}]}",
                        "{\"run\":\"run-1\",\"source\":\"orders\",\"line\":3,\"step\":\"orders\","
                                + "\"record\":{\"raw\":\"***\",\"bytes\":11},\"violations\":"
                                + "[{\"rule\":\"row.syntax\",\"field\":\"\",\"expected\":"
                                + "\"a well-formed row\",\"actual\":\"text that is no JSON\"}]}");
    }

    @Test
    void anEmptyInputIsNoRowsAndNoFailure() throws Exception {
        TestAgent agent = agent("").start();
        Map<String, Prepared> prepared = prepared(agent);
        commit(agent);
        assertThat(of(figures(prepared), "tagged").rowsOut()).isZero();
        assertThat(folder.resolve("out.json")).isEmptyFile();
    }

    @Test
    void aFunctionThatThrowsFailsTheRunWithoutItsMessage() throws Exception {
        TestAgent agent = agent(line(GOOD.formatted("o1", 777))).start();
        Failed failed = agent.await("steps", Failed.class);
        assertThat(failed.problems().getFirst().text())
                .startsWith("RNK-SLICE-007")
                .contains("Tag", "java.lang.IllegalStateException", "line 1")
                .doesNotContain("secret", "example.org");
        assertThat(agent.exit("steps")).isEqualTo(1);
        assertThat(agent.await("sink", Failed.class).problems().getFirst().code())
                .isEqualTo("RNK-SLICE-010");
        assertThat(agent.exit("sink")).isEqualTo(1);
    }

    @Test
    void anAbortEndsASliceThatPrepared() throws Exception {
        TestAgent agent = agent(line(GOOD.formatted("o1", 1))).start();
        prepared(agent);
        agent.say("sink", new Abort());
        agent.hangUp("steps");
        assertThat(agent.exit("sink")).isZero();
        assertThat(agent.exit("steps")).isZero();
    }
}
