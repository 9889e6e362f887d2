package io.runink.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.audit.Auditor;
import io.runink.api.audit.Auditor.Coverage;
import io.runink.api.audit.Auditor.Report;
import io.runink.api.command.KernelInfo;
import io.runink.api.contract.Contract;
import io.runink.api.contract.ContractFile;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.dag.Dag;
import io.runink.api.dag.DagCompiler.Compiled;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.error.ExitStatus;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import io.runink.api.run.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditorTest {

    @TempDir Path workspace;

    private final FakeRuns runs = new FakeRuns();
    private final List<Contract> contracts = new ArrayList<>();
    private Path golden = Path.of("");

    @BeforeEach
    void aPipelineOfReadingsInsideMessages() throws IOException {
        contracts.add(
                contract(
                        "Message",
                        List.of(field("body", false, "Reading")),
                        "body.type",
                        "body.required"));
        contracts.add(
                contract(
                        "Reading",
                        List.of(field("station", false, null), field("heat", false, null)),
                        "station.required",
                        "heat.range"));
        golden = workspace.resolve("golden/in.json");
        Files.createDirectories(golden.getParent());
        Files.writeString(
                golden, "{\"body\":\"{\\\"station\\\":\\\"A\\\",\\\"heat\\\":\\\"7\\\"}\"}\n");
    }

    private static Field field(
            String name, boolean pii, @org.jspecify.annotations.Nullable String held) {
        return new Field(name, name, DataType.of(DataType.Kind.STRING), pii, null, held);
    }

    private static Contract contract(String name, List<Field> fields, String... rules) {
        List<Rule> all = new ArrayList<>();
        for (String id : rules) {
            String column = id.substring(0, id.indexOf('.'));
            String kind = id.substring(id.indexOf('.') + 1);
            all.add(new Rule(id, kind, kind, RuleClass.RECORD, List.of(column), new TreeMap<>()));
        }
        return new Contract(name, name, "1.0.0", "", "X$" + name, fields, all, null, null, null);
    }

    private Compiled compiled(Node... more) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node.Source("in", "json://golden/in.json", "Message", true));
        nodes.add(new Node.Step("Open", new Node.Work.Decode("body"), "Message", "Reading", false));
        nodes.add(new Node.Step("Check", new Node.Work.Validate(), "Reading", "Reading", true));
        List<Edge> edges = new ArrayList<>();
        edges.add(new Edge("in", "Open", Edge.Kind.ROWS, "Message"));
        edges.add(new Edge("Open", "Check", Edge.Kind.LEXICAL, "Reading"));
        String last = "Check";
        for (Node node : more) {
            nodes.add(node);
            edges.add(new Edge(last, node.name(), Edge.Kind.ROWS, "Reading"));
            last = node.name();
        }
        nodes.add(new Node.Dlq("dlq", null));
        edges.add(new Edge("Check", "dlq", Edge.Kind.REJECTIONS, ""));
        Dag dag =
                new Dag(
                        Dag.FORMAT,
                        "Weather",
                        "",
                        new TreeMap<>(),
                        contracts,
                        nodes,
                        edges,
                        List.of(),
                        new TreeMap<>());
        Map<String, Location> places = new TreeMap<>();
        for (Contract contract : contracts) {
            places.put(contract.name(), new Location("W.java", 1, 1));
            for (Field it : contract.fields()) {
                places.put(contract.name() + "." + it.name(), new Location("W.java", 2, 3));
            }
        }
        return new Compiled(
                dag,
                new ContractFile(contracts, List.of(), places, new TreeMap<>(), new TreeMap<>()),
                new byte[] {1, 2, 3},
                "sha256:00",
                List.of());
    }

    private Auditor auditor() {
        KernelInfo kernel =
                new KernelInfo(
                        workspace.resolve(".runink"), workspace, false, Instant.EPOCH, "1.0.0");
        return new AuditorComponent(runs, kernel);
    }

    private Report audit(Compiled compiled) {
        return auditor().audit(new Auditor.Request(compiled, golden, null, workspace), _ -> {});
    }

    private void labels(String... lines) throws IOException {
        Files.write(golden.resolveSibling("in.json.labels.jsonl"), List.of(lines));
    }

    @Test
    void runsTheRealPipelineAsADryRunAndLeavesNoFile() throws IOException {
        Report report = audit(compiled());
        RunRequest request = runs.requests.getFirst();
        assertThat(request.dryRun()).isTrue();
        assertThat(request.best()).isFalse();
        assertThat(request.inputs()).isEqualTo(Map.of("in", "json://" + golden));
        assertThat(runs.jar).containsExactly(1, 2, 3);
        assertThat(report.findings()).isEmpty();
        assertThat(report.rows()).isEqualTo(100);
        try (Stream<Path> left = Files.list(workspace.resolve(".runink/audit"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void coversEveryRuleThatIsEnforced() throws IOException {
        runs.reject(3, "Check", "heat.range", "station.required");
        runs.reject(4, "Check", "heat.range");
        runs.reject(5, "Open", "body.json-of");
        runs.reject(6, "in", "row.syntax");
        Report report = audit(compiled());
        assertThat(report.labelled()).isFalse();
        assertThat(report.coverage())
                .containsExactly(
                        new Coverage("Message", "body.type", 0, -1),
                        new Coverage("Message", "body.required", 0, -1),
                        new Coverage("Message", "body.json-of", 1, -1),
                        new Coverage("Reading", "station.required", 1, -1),
                        new Coverage("Reading", "heat.range", 2, -1));
        assertThat(report.findings()).isEmpty();
        assertThat(report.rejected()).isEqualTo(4);
        assertThat(report.accepted()).isEqualTo(96);
    }

    @Test
    void holdsRejectionsAgainstLabelsLineByLine() throws IOException {
        labels(
                "{\"line\":2,\"rule\":\"heat.range\"}",
                "{\"line\":3,\"rule\":\"heat.range\"}",
                "{\"line\":4,\"rule\":\"heat.range\"}");
        runs.reject(9, "Check", "station.required");
        runs.reject(4, "Check", "station.required");
        runs.reject(2, "Check", "heat.range");
        runs.reject(10, "in", "row.syntax");
        Report report = audit(compiled());
        assertThat(report.findings())
                .extracting(Problem::text)
                .satisfiesExactly(
                        text ->
                                assertThat(text)
                                        .startsWith("RNK-AUDIT-101 golden/in.json:3: ")
                                        .contains("'heat.range'"),
                        text ->
                                assertThat(text)
                                        .startsWith("RNK-AUDIT-102 golden/in.json:4: ")
                                        .contains("'heat.range'", "'station.required'"),
                        text -> assertThat(text).startsWith("RNK-AUDIT-103 golden/in.json:9: "));
        assertThat(report.findings()).extracting(Problem::exit).containsOnly(ExitStatus.FINDINGS);
        assertThat(report.coverage()).contains(new Coverage("Reading", "heat.range", 1, 3));
    }

    @Test
    void showsTwentyRowsOfAKindAndCountsTheRest() throws IOException {
        labels();
        for (int line = 1; line <= 30; line++) {
            runs.reject(line, "Check", "heat.range");
        }
        List<Problem> findings = audit(compiled()).findings();
        assertThat(findings).hasSize(21);
        assertThat(findings.getLast().message()).isEqualTo("the same is so for 10 more rows");
    }

    @Test
    void findsColumnsThatNoContractKnowsAndThoseTheDataNeverHas() throws IOException {
        Files.writeString(
                golden,
                """
                {"bodi":1,"body":"{\\"station\\":\\"A\\",\\"wind\\":2}"}
                no json at all
                {"body":"neither"}
                """);
        List<Problem> findings = audit(compiled()).findings();
        assertThat(findings)
                .extracting(Problem::code)
                .containsExactly("RNK-AUDIT-107", "RNK-AUDIT-107", "RNK-AUDIT-108");
        assertThat(findings)
                .extracting(Problem::message)
                .satisfiesExactly(
                        text -> assertThat(text).contains("'bodi'", "'Message'"),
                        text -> assertThat(text).contains("'wind'", "inside 'body'", "'Reading'"),
                        text -> assertThat(text).contains("'heat'", "first 1 rows"));
    }

    @Test
    void readsArraysAsItReadsLines() throws IOException {
        Files.writeString(
                golden,
                """
                [
                 {"body": "{\\"station\\":\\"}{\\"}"},
                 {"body": null,
                  "extra": {"a": [1]}}
                ]
                """);
        assertThat(audit(compiled()).findings())
                .extracting(Problem::message)
                .satisfiesExactly(
                        text -> assertThat(text).contains("'extra'", "in 1 of"),
                        text -> assertThat(text).contains("'heat'"));
    }

    @Test
    void readsCsv() throws IOException {
        List<Map<?, ?>> rows = new ArrayList<>();
        Files.writeString(golden, "a,\"b \"\"c\"\"\"\r\n1,\"x,\ny\"\r\n,2\r\n");
        GoldenRows.read(golden, "csv", rows::add);
        assertThat(rows)
                .isEqualTo(
                        List.of(
                                Map.of("a", "1", "b \"c\"", "x,\ny"),
                                Map.of("a", "", "b \"c\"", "2")));
    }

    @Test
    void emptyDataIsNoFinding() throws IOException {
        Files.writeString(golden, "");
        runs.rows = 0;
        Report report = audit(compiled());
        assertThat(report.findings()).isEmpty();
        assertThat(report.rows()).isZero();
    }

    @Test
    void findsPersonalColumnsThatNothingMarks() throws IOException {
        contracts.set(
                1,
                contract(
                        "Reading",
                        List.of(
                                field("station", false, null),
                                field("heat", false, null),
                                field("home_phone", false, null),
                                field("telephone_kind", false, null))));
        assertThat(audit(compiled()).findings())
                .filteredOn(it -> it.code().equals("RNK-AUDIT-104"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.message()).contains("'home_phone'");
                    assertThat(String.valueOf(it.place())).isEqualTo("W.java:2:3");
                });
    }

    @Test
    void findsPersonalColumnsThatReachASinkInClear() throws IOException {
        contracts.set(
                1,
                contract(
                        "Reading",
                        List.of(field("station", true, null), field("heat", false, null))));
        contracts.add(contract("Out", List.of(field("station", false, null))));
        Node sink = new Node.Sink("out", "json://out.json", "Out");
        Node mask =
                new Node.Step(
                        "Hide",
                        new Node.Work.Mask(List.of("station")),
                        "Reading",
                        "Reading",
                        false);
        assertThat(audit(compiled(sink)).findings())
                .extracting(Problem::code)
                .containsExactly("RNK-AUDIT-105");
        assertThat(audit(compiled(mask, sink)).findings()).isEmpty();
    }

    @Test
    void findsContractsThatNothingUses() throws IOException {
        contracts.add(contract("Orphan", List.of(field("x", false, null))));
        assertThat(audit(compiled()).findings())
                .singleElement()
                .satisfies(it -> assertThat(it.code()).isEqualTo("RNK-AUDIT-106"));
    }

    private void fails(Compiled compiled, String code, ExitStatus exit) {
        assertThatThrownBy(() -> audit(compiled))
                .isInstanceOfSatisfying(
                        RuninkException.class,
                        e -> {
                            assertThat(e.problems())
                                    .extracting(Problem::code)
                                    .containsExactly(code);
                            assertThat(e.exit()).isEqualTo(exit);
                        });
    }

    @Test
    void saysThatDataIsMissing() throws IOException {
        Files.delete(golden);
        fails(compiled(), "RNK-AUDIT-001", ExitStatus.BAD_INPUT);
    }

    @Test
    void saysThatTheSourceIsUnclear() throws IOException {
        golden = workspace.resolve("other.json");
        Files.writeString(golden, "");
        Node second = new Node.Source("in2", "json://golden/2.json", "Message", true);
        fails(compiled(second), "RNK-AUDIT-002", ExitStatus.BAD_INPUT);
    }

    @Test
    void passesOnWhyARunFailed() throws IOException {
        runs.status = "failed";
        fails(compiled(), "RNK-AUDIT-003", ExitStatus.RUN_FAILED);
        runs.problems = List.of(AuditError.WORK_FILES.problem("a slice died", "run again"));
        fails(compiled(), "RNK-AUDIT-004", ExitStatus.RUN_FAILED);
    }

    @Test
    void saysThatItsOwnFilesCannotBeWritten() throws IOException {
        Files.writeString(workspace.resolve(".runink"), "a file where a folder should be");
        fails(compiled(), "RNK-AUDIT-004", ExitStatus.RUN_FAILED);
    }

    @Test
    void saysThatLabelsCannotBeRead() throws IOException {
        labels("{\"line\":1,\"rule\":\"a.b\"}", "{\"row\":2}");
        fails(compiled(), "RNK-AUDIT-005", ExitStatus.BAD_INPUT);
    }
}
