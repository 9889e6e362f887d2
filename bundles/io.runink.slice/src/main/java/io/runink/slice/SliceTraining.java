package io.runink.slice;

import io.runink.api.Masking;
import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.plan.Resources;
import io.runink.api.plan.SlicePlan;
import io.runink.api.slice.Claim;
import io.runink.api.slice.Endpoint;
import io.runink.api.slice.SliceMessage;
import io.runink.json.Json;
import io.runink.posix.OpenMode;
import io.runink.posix.Posix;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Does once what slices do, so that the JVM learns which classes to keep ready in its AOT cache.
 * Run when a distribution is installed; never in a slice.
 */
public final class SliceTraining {

    private static final int MESSAGE_BYTES_MAX = 1 << 20;

    private static final int SEND_MILLIS_MAX = 10_000;

    /** A good row, one that breaks a rule, and one that is no row. */
    private static final String ROWS =
            """
            {"text":"{\\"id\\":\\"a\\",\\"amount\\":1.50,\\"at\\":\\"2026-01-01T00:00:00Z\\"}"}
            {"text":"{\\"amount\\":\\"none\\",\\"parts\\":[{\\"of\\":1},{\\"of\\":\\"x\\"}]}"}
            {"text":
            """;

    /** To read a first expression is the slowest thing that a slice does. */
    private static final String CONDITION = "amount * 2 > 1.5 && id.size() < 9";

    private SliceTraining() {}

    /**
     * Trains.
     *
     * @param arguments one: a folder to write in, which the caller removes
     */
    public static void main(String[] arguments) throws InterruptedException {
        Path scratch = Path.of(arguments[0]);
        Path plugins = Path.of(System.getProperty("runink.plugins", "/runink/plugins"));
        int[] ends = Posix.datagramPair();
        Thread slice = Thread.ofPlatform().start(() -> SliceMain.run(ends[1], plugins));
        List<Integer> descriptors =
                List.of(
                        Posix.memfd("rows", ROWS.getBytes(StandardCharsets.UTF_8)),
                        Posix.open(scratch.resolve("sink"), OpenMode.CREATE_NEW),
                        Posix.open(scratch.resolve("dlq"), OpenMode.CREATE_NEW));
        Posix.send(ends[0], Json.bytes(claim()), descriptors, SEND_MILLIS_MAX);
        while (true) {
            byte[] message = Posix.receive(ends[0], MESSAGE_BYTES_MAX).orElseThrow().message();
            SliceMessage said = Json.read(message, SliceMessage.class);
            if (said instanceof SliceMessage.Failed failed) {
                failed.problems().forEach(problem -> System.err.println(problem.text()));
                System.exit(1);
            }
            if (said instanceof SliceMessage.Prepared) {
                break;
            }
        }
        Posix.send(ends[0], Json.bytes(new SliceMessage.Commit(1)), List.of(), SEND_MILLIS_MAX);
        slice.join();
    }

    private static Claim claim() {
        List<String> nodes = List.of("source", "decode", "validate", "mask", "sink", "dlq");
        List<Endpoint> endpoints =
                List.of(
                        new Endpoint(Endpoint.Role.INPUT, "source", "", "json:///rows", 0),
                        new Endpoint(Endpoint.Role.OUTPUT, "", "sink", "json:///sink", 0),
                        new Endpoint(Endpoint.Role.OUTPUT, "", "dlq", "json:///dlq", 0));
        return new Claim(
                "training",
                "training",
                1,
                new SlicePlan("training", nodes, Resources.STANDARD, List.of(), ""),
                dag(),
                endpoints,
                Map.of());
    }

    private static Dag dag() {
        Contract lines =
                contract("Lines", new Field("text", "text", text(), false, null, "Values"));
        Contract values =
                contract(
                        "Values",
                        new Field("id", "id", text(), true, Masking.PARTIAL, null),
                        new Field("amount", "amount", DataType.decimal(9, 2), false, null, null),
                        new Field(
                                "at",
                                "at",
                                DataType.of(DataType.Kind.TIMESTAMP),
                                false,
                                null,
                                null),
                        new Field("parts", "parts", parts(), false, null, null));
        return new Dag(
                Dag.FORMAT,
                "training",
                "training",
                new TreeMap<>(),
                List.of(lines, values),
                List.of(
                        new Node.Source("source", "json:///rows", "Lines", true),
                        step("decode", new Node.Work.Decode("text"), "Lines", false),
                        step("validate", new Node.Work.Validate(), "Values", true),
                        step("mask", new Node.Work.Mask(List.of("id")), "Values", false),
                        new Node.Sink("sink", "json:///sink", "Values"),
                        new Node.Dlq("dlq", "json:///dlq")),
                List.of(
                        new Edge("source", "decode", Edge.Kind.ROWS, "Lines"),
                        new Edge("decode", "validate", Edge.Kind.LEXICAL, "Values"),
                        new Edge("validate", "mask", Edge.Kind.ROWS, "Values"),
                        new Edge("mask", "sink", Edge.Kind.ROWS, "Values", CONDITION),
                        new Edge("source", "dlq", Edge.Kind.REJECTIONS, ""),
                        new Edge("decode", "dlq", Edge.Kind.REJECTIONS, ""),
                        new Edge("validate", "dlq", Edge.Kind.REJECTIONS, ""),
                        new Edge("mask", "dlq", Edge.Kind.REJECTIONS, "")),
                List.of(),
                new TreeMap<>());
    }

    private static Node step(String name, Node.Work work, String input, boolean enforced) {
        return new Node.Step(name, work, input, "Values", enforced);
    }

    private static DataType text() {
        return DataType.of(DataType.Kind.STRING);
    }

    private static DataType parts() {
        DataType number = DataType.of(DataType.Kind.INT32);
        return DataType.list(
                DataType.struct(List.of(new Field("of", "of", number, false, null, null))));
    }

    private static Contract contract(String name, Field... fields) {
        List<Rule> rules = new ArrayList<>();
        for (Field field : fields) {
            types(FieldPath.of(field.name()), field.type(), rules);
        }
        return new Contract(
                name, name, "1.0.0", "", name, List.of(fields), rules, null, null, null);
    }

    /** The rules of type of what a path leads to, and of all that is inside. */
    private static void types(FieldPath path, DataType type, List<Rule> into) {
        into.add(
                new Rule(
                        path + ".type",
                        "type",
                        "type",
                        RuleClass.RECORD,
                        List.of(path.toString()),
                        new TreeMap<>(Map.of("type", List.of(type.toString())))));
        type.fields().forEach(it -> types(path.member(it.name()), it.type(), into));
        DataType element = type.element();
        if (element != null) {
            types(path.elements(), element, into);
        }
    }
}
