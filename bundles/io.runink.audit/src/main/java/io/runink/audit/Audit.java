package io.runink.audit;

import io.runink.api.audit.Auditor.Report;
import io.runink.api.audit.Auditor.Request;
import io.runink.api.contract.Contract;
import io.runink.api.dag.Dag;
import io.runink.api.dag.DagArchive;
import io.runink.api.dag.Node;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import io.runink.api.run.RunProgress;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunRequest;
import io.runink.api.run.RunStatus;
import io.runink.api.run.Runs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes one audit. */
final class Audit {

    private static final String LABELS = ".labels.jsonl";

    private final Runs runs;
    private final Path home;
    private final Request request;
    private final Dag dag;
    private final Map<String, Location> places;
    private final Path golden;
    private final String goldenName;
    private final Map<String, Long> expected = new HashMap<>();
    private final Marks labels = new Marks();
    private final Marks rejected = new Marks();

    Audit(Runs runs, Path home, Request request) {
        this.runs = runs;
        this.home = home;
        this.request = request;
        this.dag = request.compiled().dag();
        this.places = request.compiled().contracts().places();
        this.golden = request.golden().normalize();
        Path workspace = request.workspace().normalize();
        this.goldenName =
                (golden.startsWith(workspace) ? workspace.relativize(golden) : golden).toString();
    }

    Report make(Consumer<RunProgress> progress) {
        if (!Files.isRegularFile(golden) || !Files.isReadable(golden)) {
            throw new RuninkException(
                    AuditError.GOLDEN_MISSING.at(
                            Location.of(goldenName),
                            "'" + goldenName + "' cannot be read, expected a file with data",
                            "make it with 'runi synth', or give --golden another file"));
        }
        Node.Source source = SourceChoice.of(dag, golden, request.workspace());
        Path labelFile = golden.resolveSibling(golden.getFileName() + LABELS);
        boolean labelled = Files.isRegularFile(labelFile);
        if (labelled) {
            readLabels(labelFile);
        }
        RuleTable rules = new RuleTable(dag);
        RunReport run = run(source, rules, progress);
        List<Problem> findings = new ArrayList<>();
        if (labelled) {
            findings.addAll(Comparison.findings(goldenName, labels, rejected));
        }
        try {
            findings.addAll(DataShape.findings(dag, source, golden, goldenName, places));
        } catch (IOException e) {
            throw files(e);
        }
        findings.addAll(Privacy.findings(dag, places));
        findings.addAll(unused());
        return new Report(
                run.rows().read(),
                run.rows().read() - run.rows().quarantined(),
                run.rows().quarantined(),
                labelled,
                rules.lines(expected, labelled),
                findings);
    }

    private RunReport run(Node.Source source, RuleTable rules, Consumer<RunProgress> progress) {
        Path folder = home.resolve("audit").resolve(UUID.randomUUID().toString());
        Path jar = folder.resolve("dag.jar");
        Path rejections = folder.resolve("rejections.jsonl");
        try {
            Files.createDirectories(folder);
            Files.write(jar, request.compiled().jar());
            DagArchive archive = new DagArchive(dag, request.compiled().digest(), jar);
            String uri = SourceChoice.scheme(source.uri()) + "://" + golden;
            RunReport report =
                    runs.run(
                            new RunRequest(
                                    archive,
                                    Map.of(source.name(), uri),
                                    Map.of(),
                                    request.isolation(),
                                    false,
                                    true,
                                    rejections,
                                    request.workspace()),
                            progress);
            if (!report.status().equals(RunStatus.COMPLETED.text())) {
                throw new RuninkException(
                        report.problems().isEmpty()
                                ? List.of(noReason(report))
                                : report.problems());
            }
            readRejections(rejections, source, rules);
            return report;
        } catch (IOException e) {
            throw files(e);
        } finally {
            delete(List.of(jar, rejections, folder));
        }
    }

    private static Problem noReason(RunReport report) {
        return AuditError.RUN_FAILED.problem(
                "run '" + report.run() + "' ended as " + report.status() + " and gave no reason",
                "see its log under the home, and report this");
    }

    private static RuninkException files(IOException e) {
        return AuditError.WORK_FILES.exception(
                "a file of the audit cannot be written or read ("
                        + e.getClass().getSimpleName()
                        + ")",
                "see whether the disk has room and the home is yours");
    }

    private static void delete(List<Path> paths) {
        for (Path path : paths) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException _) {
                // What went wrong before matters more; what is left lies under the home.
            }
        }
    }

    private void readLabels(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                Map<?, ?> label = GoldenRows.object(line).orElse(Map.of());
                if (!(label.get("line") instanceof Number at)
                        || !(label.get("rule") instanceof String rule)) {
                    throw new RuninkException(
                            AuditError.LABELS_UNREADABLE.at(
                                    new Location(goldenName + LABELS, number, 0),
                                    "the line is no label, expected"
                                            + " {\"line\":1,\"rule\":\"column.rule\"}",
                                    "make data and labels again with 'runi synth', or delete"
                                            + " the labels"));
                }
                labels.add(at.longValue(), rule);
                expected.merge(rule, 1L, Long::sum);
            }
        } catch (IOException e) {
            throw files(e);
        }
    }

    private void readRejections(Path file, Node.Source source, RuleTable rules) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        boolean only = dag.nodes(Node.Source.class).count() == 1;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Optional<Map<?, ?>> read = GoldenRows.object(line);
                if (read.isPresent() && (only || from(read.get(), source))) {
                    rejection(read.get(), rules);
                }
            }
        }
    }

    private boolean from(Map<?, ?> rejection, Node.Source source) {
        String name = String.valueOf(rejection.get("source"));
        return name.equals(source.name())
                || name.equals(source.uri())
                || name.endsWith("://" + golden);
    }

    private void rejection(Map<?, ?> rejection, RuleTable rules) {
        String step = String.valueOf(rejection.get("step"));
        long line = rejection.get("line") instanceof Number at ? at.longValue() : 0;
        if (rejection.get("violations") instanceof List<?> violations) {
            for (Object violation : violations) {
                String rule = ruleOf(violation);
                if (rule != null) {
                    rejected.add(line, rule);
                    rules.broken(step, rule);
                }
            }
        }
    }

    private static @Nullable String ruleOf(Object violation) {
        return violation instanceof Map<?, ?> map && map.get("rule") instanceof String rule
                ? rule
                : null;
    }

    private List<Problem> unused() {
        Set<String> used = new HashSet<>();
        for (Node node : dag.nodes()) {
            switch (node) {
                case Node.Source source -> used.add(source.contract());
                case Node.Step step -> used.addAll(List.of(step.input(), step.output()));
                case Node.Sink sink -> used.add(sink.contract());
                case Node.Dlq _ -> {
                    // It takes rows of any contract.
                }
            }
        }
        List<Contract> declared = request.compiled().contracts().contracts();
        for (Contract contract : declared) {
            if (used.contains(contract.name())) {
                contract.fields().stream()
                        .map(field -> field.jsonOf())
                        .filter(held -> held != null)
                        .forEach(held -> used.add(String.valueOf(held)));
            }
        }
        List<Problem> problems = new ArrayList<>();
        for (Contract contract : declared) {
            if (!used.contains(contract.name())) {
                problems.add(
                        AuditError.CONTRACT_UNUSED.at(
                                places.get(contract.name()),
                                "contract '"
                                        + contract.name()
                                        + "' is declared, and no source, step or sink of scenario"
                                        + " '"
                                        + dag.scenario()
                                        + "' uses it",
                                "use it, or move it to a file of its own"));
            }
        }
        return problems;
    }
}
