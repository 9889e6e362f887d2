package io.runink.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.barn.BarnCommand;
import io.runink.api.barn.BarnRecord;
import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.contract.StepFunction;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.dag.Requirement;
import io.runink.api.herd.Herd;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunStatus;
import io.runink.api.slice.SliceMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class JsonTest {

    @Test
    void aDagComesBackAsItWas() {
        Rule rule =
                new Rule(
                        "price.greater-than",
                        "greater-than",
                        "range",
                        RuleClass.RECORD,
                        List.of("price"),
                        new TreeMap<>(java.util.Map.of("value", List.of("0"))));
        Contract contract =
                new Contract(
                        "Priced",
                        "priced",
                        "1.0.0",
                        "",
                        "Priced",
                        List.of(
                                new Field(
                                        "price",
                                        "price",
                                        DataType.decimal(18, 4),
                                        false,
                                        null,
                                        null)),
                        List.of(rule),
                        null,
                        null,
                        null);
        Dag dag =
                new Dag(
                        Dag.FORMAT,
                        "a scenario",
                        "finance",
                        new TreeMap<>(java.util.Map.of("layer", "silver")),
                        List.of(contract),
                        List.of(
                                new Node.Source("in", "csv://in.csv", "Priced", true),
                                new Node.Step(
                                        "Call",
                                        new Node.Work.Call(
                                                "Priced", "call", StepFunction.Cardinality.ONE),
                                        "Priced",
                                        "Priced",
                                        true),
                                new Node.Dlq("dlq", null)),
                        List.of(new Edge("in", "Call", Edge.Kind.ROWS, "Priced")),
                        List.of(Requirement.check("range")),
                        new TreeMap<>());
        byte[] bytes = Json.bytes(dag);
        assertThat(Json.read(bytes, Dag.class)).isEqualTo(dag);
        assertThat(Json.bytes(Json.read(bytes, Dag.class))).isEqualTo(bytes);
    }

    @Test
    void aNestedTypeComesBackAsItWas() {
        DataType line =
                DataType.struct(
                        List.of(
                                new Field(
                                        "price",
                                        "unitPrice",
                                        DataType.decimal(18, 4),
                                        true,
                                        null,
                                        null,
                                        List.of(),
                                        List.of("N/A")),
                                field("tags", DataType.map(DataType.of(DataType.Kind.STRING)))));
        DataType lines = DataType.list(DataType.list(line));
        byte[] bytes = Json.bytes(lines);
        assertThat(Json.read(bytes, DataType.class)).isEqualTo(lines);
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .startsWith("{\"element\":{\"element\":{\"fields\":[{\"component\":\"unitPrice\"")
                .endsWith("\"kind\":\"struct\"},\"kind\":\"list\"},\"kind\":\"list\"}");
        assertThat(Json.text(DataType.decimal(4, 2))).isEqualTo("\"decimal(4,2)\"");
    }

    @Test
    void whatIsNoTypeIsRefused() {
        for (String json : List.of("\"list\"", "\"what\"", "{\"kind\":\"struct\"}", "{}", "7")) {
            assertThatThrownBy(
                            () -> Json.read(json.getBytes(StandardCharsets.UTF_8), DataType.class))
                    .as(json)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Field field(String name, DataType type) {
        return new Field(name, name, type, false, null, null);
    }

    @Test
    void keysAreSortedAndFamiliesNamed() {
        assertThat(Json.text(new Node.Source("in", "csv://x", "C", true)))
                .isEqualTo(
                        "{\"type\":\"source\",\"contract\":\"C\",\"enforced\":true,\"name\":\"in\",\"uri\":\"csv://x\"}");
        assertThat(Json.text(new SliceMessage.Abort())).isEqualTo("{\"type\":\"abort\"}");
    }

    @Test
    void everyMessageOfAFamilyComesBackThroughItsInterface() {
        SliceMessage message = new SliceMessage.Failed("Decode", List.of());
        assertThat(Json.read(Json.bytes(message), SliceMessage.class)).isEqualTo(message);
        BarnCommand command = new BarnCommand.PutHerd(Herd.named("finance"));
        assertThat(Json.read(Json.bytes(command), BarnCommand.class)).isEqualTo(command);
        BarnRecord record =
                new BarnRecord.RunOpened(
                        new RunRecord(
                                "r1",
                                "finance",
                                "s",
                                "sha256:00",
                                List.of(),
                                Instant.parse("2026-01-01T00:00:00Z"),
                                RunStatus.PENDING,
                                List.of(),
                                null));
        assertThat(Json.read(Json.bytes(record), BarnRecord.class)).isEqualTo(record);
    }

    @Test
    void junkIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() ->
                        Json.read("secret!".getBytes(StandardCharsets.UTF_8), SliceMessage.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no JSON of SliceMessage");
        byte[] noEncoding = {'{', 0, 0, 0, (byte) 0xFF, 0, 0, 0};
        assertThatThrownBy(() -> Json.read(noEncoding, SliceMessage.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no JSON of SliceMessage");
    }
}
