package io.runink.cli;

import io.runink.api.contract.Contract;
import io.runink.api.contract.ContractFile;
import io.runink.api.contract.ContractLinter;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.dag.Dag;
import io.runink.api.dag.DagCompiler;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.dag.Requirement;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;
import io.runink.api.error.Location;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.api.herd.Herd;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Plan;
import io.runink.api.plan.Resources;
import io.runink.api.plan.SlicePlan;
import io.runink.api.plugin.Plugin;
import io.runink.api.run.RunReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small whole values that the fakes answer with. */
final class Samples {

    static final String DIGEST = "sha256:" + "ab".repeat(32);

    private Samples() {}

    static Problem problem(ExitStatus exit) {
        return new Problem(
                "RNK-TEST-001",
                ErrorType.USER,
                exit,
                new Location("features/orders.dsl", 3, 5),
                "step 'Clean' is unknown, expected one that is bound",
                "name a known step");
    }

    static Contract contract() {
        return new Contract(
                "Order",
                "order",
                "1.0.0",
                "sales",
                "Orders$Order",
                List.of(
                        new Field(
                                "id", "id", DataType.of(DataType.Kind.STRING), false, null, null)),
                List.of(),
                null,
                null,
                null);
    }

    static List<ContractLinter.Finding> lint(ContractFile file) {
        return List.of(
                new ContractLinter.Finding(false, problem(ExitStatus.FINDINGS)),
                new ContractLinter.Finding(true, problem(ExitStatus.FINDINGS)));
    }

    static Dag dag(String herd) {
        return new Dag(
                Dag.FORMAT,
                "orders",
                herd,
                new TreeMap<>(),
                List.of(contract()),
                List.of(
                        new Node.Source("raw", "json://golden/orders.json", "Order", false),
                        new Node.Step("Check", new Node.Work.Validate(), "Order", "Order", true),
                        new Node.Sink("orders", "json://out/orders.json", "Order"),
                        new Node.Dlq("dlq", "json://out/bad.json")),
                List.of(
                        new Edge("raw", "Check", Edge.Kind.LEXICAL, "Order"),
                        new Edge("Check", "orders", Edge.Kind.ROWS, "Order"),
                        new Edge("Check", "dlq", Edge.Kind.REJECTIONS, "")),
                List.of(Requirement.connector("json", "source"), Requirement.check("type")),
                new TreeMap<>());
    }

    static DagCompiler.Compiled compiled(String herd) {
        return new DagCompiler.Compiled(
                dag(herd),
                new ContractFile(
                        List.of(contract()), List.of(), Map.of(), new TreeMap<>(), new TreeMap<>()),
                "the jar".getBytes(StandardCharsets.UTF_8),
                DIGEST,
                List.of("step 'Check' validates contract 'Order'"));
    }

    /** Reads {@code id = "NAME"}, as a definition does that says nothing else. */
    static Outcome<Herd> herd(String file, String text) {
        String[] parts = text.split("\"", -1);
        return parts.length == 3
                ? Outcome.done(Herd.named(parts[1]))
                : Outcome.refused(problem(ExitStatus.BAD_INPUT));
    }

    static Outcome<Plan> plan(
            Dag dag, String digest, Herd herd, IsolationLevel isolation, List<Plugin> plugins) {
        return Outcome.done(
                new Plan(
                        digest,
                        herd.name(),
                        isolation,
                        List.of(
                                slice("source", List.of("raw"), "it alone reads"),
                                slice("steps", List.of("Check"), "it alone runs user code"),
                                slice("sink", List.of("orders", "dlq"), "it alone writes")),
                        dag.edges()));
    }

    private static SlicePlan slice(String name, List<String> nodes, String reason) {
        return new SlicePlan(name, nodes, Resources.STANDARD, List.of(), reason);
    }

    static RunReport report(String status, String folder, List<Problem> problems) {
        return new RunReport(
                "01run",
                "demo",
                status,
                DIGEST,
                "sandbox",
                new RunReport.Rows(12345, 12300, 45, 0),
                List.of(
                        step("raw", "source", 12345, 12345, 0),
                        step("Check", "steps", 12345, 12300, 45),
                        step("orders", "sink", 12300, 12300, 0)),
                List.of(
                        new RunReport.Output(
                                "orders",
                                "file://" + folder + "/out/orders.json",
                                12300,
                                2_500_000,
                                "cd".repeat(32))),
                new RunReport.DlqFigures(
                        "file://" + folder + "/out/bad.json",
                        45,
                        new TreeMap<>(Map.of("id.required", 40L, "id.unique", 5L))),
                2345,
                problems,
                List.of(
                        new RunReport.RuleFigures("Check", "id.length", "observe", 1200),
                        new RunReport.RuleFigures("Check", "id.required", "quarantine", 40),
                        new RunReport.RuleFigures("orders", "order.count", "warn", 1)),
                List.of(warning()));
    }

    private static Problem warning() {
        return new Problem(
                "RNK-TEST-002",
                ErrorType.USER,
                ExitStatus.DONE,
                null,
                "rule 'order.count' of 'orders' wants 20000 rows, found 12300",
                "look at the source");
    }

    private static RunReport.StepFigures step(
            String name, String slice, long in, long out, long rejected) {
        return new RunReport.StepFigures(
                name, slice, 4711, 100001, "sandbox", in, out, rejected, 3, 321, 0, 268435456, 40);
    }
}
