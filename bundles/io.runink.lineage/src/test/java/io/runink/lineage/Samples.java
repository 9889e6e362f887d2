package io.runink.lineage;

import io.runink.api.Masking;
import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.DataType.Kind;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.contract.StepFunction.Cardinality;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunReport.StepFigures;
import io.runink.api.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A pipeline of weather stations: decoded, held against its rules, masked, changed by code. */
final class Samples {

    static final Map<String, String> URIS =
            Map.of(
                    "in", "csv:///w/raw.csv",
                    "out", "json:///w/out/readings.json",
                    "dlq", "json:///w/out/bad.json");

    private Samples() {}

    static Dag dag() {
        Contract raw = contract("Raw", field("payload", null));
        Contract reading =
                contract("Reading", field("station", null), field("keeper", Masking.PARTIAL));
        Contract labelled = contract("Labelled", field("label", null));
        List<Node> nodes =
                List.of(
                        new Node.Source("in", "csv://raw.csv", "Raw", true),
                        new Node.Step(
                                "Decode", new Node.Work.Decode("payload"), "Raw", "Reading", false),
                        new Node.Step(
                                "Check", new Node.Work.Validate(), "Reading", "Reading", true),
                        new Node.Step(
                                "Mask",
                                new Node.Work.Mask(List.of("keeper")),
                                "Reading",
                                "Reading",
                                true),
                        new Node.Step(
                                "Label",
                                new Node.Work.Call("C", "label", Cardinality.ONE),
                                "Reading",
                                "Labelled",
                                true),
                        new Node.Sink("out", "json://out/readings.json", "Labelled"),
                        new Node.Dlq("dlq", "json://out/bad.json"));
        List<Edge> edges =
                List.of(
                        new Edge("in", "Decode", Edge.Kind.ROWS, "Raw"),
                        new Edge("Decode", "Check", Edge.Kind.LEXICAL, "Reading"),
                        new Edge("Check", "Mask", Edge.Kind.ROWS, "Reading"),
                        new Edge("Mask", "Label", Edge.Kind.ROWS, "Reading"),
                        new Edge("Label", "out", Edge.Kind.ROWS, "Labelled"),
                        new Edge("in", "dlq", Edge.Kind.REJECTIONS, ""),
                        new Edge("Check", "dlq", Edge.Kind.REJECTIONS, ""));
        return new Dag(
                Dag.FORMAT,
                "Weather readings",
                "farm",
                new TreeMap<>(),
                List.of(raw, reading, labelled),
                nodes,
                edges,
                List.of(),
                new TreeMap<>());
    }

    static RunReport report(RunStatus status) {
        boolean completed = status != RunStatus.FAILED;
        List<StepFigures> figures = new ArrayList<>();
        figures.add(figures("in", 10, 9, 1));
        figures.add(figures("Decode", 9, 9, 0));
        figures.add(figures("Check", 9, 7, 2));
        figures.add(figures("Mask", 7, 7, 0));
        figures.add(figures("Label", 7, 7, 0));
        return new RunReport(
                "20260101-000000-00001",
                "farm",
                status.text(),
                "sha256:d",
                "process",
                new RunReport.Rows(10, 7, 3, 0),
                figures,
                completed
                        ? List.of(
                                new RunReport.Output(
                                        "out", "file:///w/out/readings.json", 7, 321, "00ff"))
                        : List.of(),
                completed
                        ? new RunReport.DlqFigures(
                                "file:///w/out/bad.json",
                                3,
                                new TreeMap<>(Map.of("station.type", 2L, "row.syntax", 1L)))
                        : null,
                55,
                completed
                        ? List.of()
                        : List.of(
                                new Problem(
                                        "RNK-SLICE-001",
                                        ErrorType.EXTERNAL,
                                        ExitStatus.RUN_FAILED,
                                        new Location("a.dsl", 3, 1),
                                        "step 'Label' found 'SECRET-ROW-VALUE'",
                                        "look")));
    }

    private static StepFigures figures(String step, long in, long out, long rejected) {
        return new StepFigures(step, "s", 1, 1, "process", in, out, rejected, 1, 5, 0, 0, 0);
    }

    private static Field field(String name, @Nullable Masking masking) {
        return new Field(name, name, DataType.of(Kind.STRING), masking != null, masking, null);
    }

    /** A contract of text columns. */
    static Contract contract(String name, String... columns) {
        return contract(name, Stream.of(columns).map(it -> field(it, null)).toArray(Field[]::new));
    }

    private static Contract contract(String name, Field... fields) {
        List<Rule> rules = new ArrayList<>();
        for (Field field : fields) {
            rules.add(
                    new Rule(
                            field.name() + ".type",
                            "type",
                            "type",
                            RuleClass.RECORD,
                            List.of(field.name()),
                            new TreeMap<>(Map.of("type", List.of("string")))));
        }
        return new Contract(
                name, name, "1.0.0", "", name, List.of(fields), rules, null, null, null);
    }
}
