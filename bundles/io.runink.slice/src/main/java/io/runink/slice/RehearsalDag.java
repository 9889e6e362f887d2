package io.runink.slice;

import io.runink.api.Masking;
import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.contract.StepFunction;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a slice rehearses: rows of JSON text that are decoded, judged, handed to a function, masked
 * and written, as in the pipelines it may be claimed for. It is nobody's data.
 *
 * @param slices the nodes of each, cut as authority would cut them
 */
record RehearsalDag(Dag dag, List<List<String>> slices) {

    /** Written to by nobody: nothing is made durable there. */
    private static final String PATH = ":///dev/null";

    /** A good row, one that breaks a rule, and one that is no row. */
    private static final List<String> ROWS =
            List.of(
                    "{\"id\":\"a\",\"amount\":1.50,\"at\":\"2026-01-01T00:00:00Z\"}",
                    "{\"amount\":\"none\",\"parts\":[{\"of\":1},{\"of\":\"x\"}]}",
                    "no row");

    private static final String LINES = "Lines";
    private static final String VALUES = "Values";

    /** A row as a function sees it. */
    record Row(
            @Nullable String id,
            @Nullable BigDecimal amount,
            @Nullable Instant at,
            @Nullable List<Part> parts) {}

    /** Something inside a row. */
    record Part(@Nullable Integer of) {}

    /** Rows to begin with: the good one only, where nothing would stop the others. */
    static List<String> rows(boolean typed) {
        return typed ? ROWS : ROWS.subList(0, 1);
    }

    /** The function of the step {@code call}. */
    static Row call(Row row) {
        return row;
    }

    /**
     * Rows on their whole way.
     *
     * @param sink the scheme of what is written
     * @param when which of them are, empty for all
     * @param typed whether rules of types are enforced, for which the slice needs their check
     */
    static RehearsalDag written(String sink, String when, boolean typed) {
        Node.Work.Call call =
                new Node.Work.Call(
                        RehearsalDag.class.getName(), "call", StepFunction.Cardinality.ONE);
        List<Node> nodes =
                List.of(
                        new Node.Source("source", StandInConnector.SCHEME + PATH, LINES, true),
                        step("decode", new Node.Work.Decode("text"), LINES, false),
                        step("validate", new Node.Work.Validate(), VALUES, true),
                        step("call", call, VALUES, true),
                        step("mask", new Node.Work.Mask(List.of("id")), VALUES, false),
                        new Node.Sink("sink", sink + PATH, VALUES),
                        new Node.Dlq("dlq", sink + PATH));
        List<Edge> edges =
                List.of(
                        new Edge("source", "decode", Edge.Kind.ROWS, LINES),
                        new Edge("decode", "validate", Edge.Kind.LEXICAL, VALUES),
                        new Edge("validate", "call", Edge.Kind.ROWS, VALUES),
                        new Edge("call", "mask", Edge.Kind.ROWS, VALUES),
                        new Edge("mask", "sink", Edge.Kind.ROWS, VALUES, when),
                        rejections("source"),
                        rejections("decode"),
                        rejections("validate"),
                        rejections("call"),
                        rejections("mask"));
        return of(
                nodes,
                edges,
                typed,
                List.of(
                        List.of("source"),
                        List.of("decode", "validate", "call", "mask"),
                        List.of("sink", "dlq")));
    }

    /**
     * The same rows, read as they were written.
     *
     * @param source the scheme of what is read
     */
    static RehearsalDag read(String source, boolean typed) {
        List<Node> nodes =
                List.of(
                        new Node.Source("source", source + PATH, VALUES, true),
                        new Node.Sink("sink", StandInConnector.SCHEME + PATH, VALUES),
                        new Node.Dlq("dlq", StandInConnector.SCHEME + PATH));
        List<Edge> edges =
                List.of(new Edge("source", "sink", Edge.Kind.ROWS, VALUES), rejections("source"));
        return of(nodes, edges, typed, List.of(List.of("source"), List.of("sink", "dlq")));
    }

    private static RehearsalDag of(
            List<Node> nodes, List<Edge> edges, boolean typed, List<List<String>> slices) {
        Contract lines =
                contract(LINES, typed, new Field("text", "text", text(), false, null, VALUES));
        Contract values =
                contract(
                        VALUES,
                        typed,
                        new Field("id", "id", text(), true, Masking.PARTIAL, null),
                        new Field("amount", "amount", DataType.decimal(9, 2), false, null, null),
                        new Field("at", "at", instant(), false, null, null),
                        new Field("parts", "parts", parts(), false, null, null));
        Dag dag =
                new Dag(
                        Dag.FORMAT,
                        "rehearsal",
                        "rehearsal",
                        new TreeMap<>(),
                        List.of(lines, values),
                        nodes,
                        edges,
                        List.of(),
                        new TreeMap<>());
        return new RehearsalDag(dag, slices);
    }

    private static Node step(String name, Node.Work work, String input, boolean enforced) {
        return new Node.Step(name, work, input, VALUES, enforced);
    }

    private static Edge rejections(String from) {
        return new Edge(from, "dlq", Edge.Kind.REJECTIONS, "");
    }

    private static DataType text() {
        return DataType.of(DataType.Kind.STRING);
    }

    private static DataType instant() {
        return DataType.of(DataType.Kind.TIMESTAMP);
    }

    private static DataType parts() {
        DataType number = DataType.of(DataType.Kind.INT32);
        return DataType.list(
                DataType.struct(List.of(new Field("of", "of", number, false, null, null))));
    }

    private static Contract contract(String name, boolean typed, Field... fields) {
        List<Rule> rules = new ArrayList<>();
        if (typed) {
            for (Field field : fields) {
                types(FieldPath.of(field.name()), field.type(), rules);
            }
        }
        return new Contract(
                name,
                name,
                "1.0.0",
                "",
                Row.class.getName(),
                List.of(fields),
                rules,
                null,
                null,
                null);
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
