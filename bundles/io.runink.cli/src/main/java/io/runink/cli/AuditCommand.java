package io.runink.cli;

import io.runink.api.audit.Auditor;
import io.runink.api.dag.DagCompiler;
import io.runink.api.herd.IsolationLevel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds a scenario, its contracts and data against each other. */
@Command(
        name = "audit",
        description = {
            "Hold a scenario and its contracts against each other and against data.",
            "",
            "The data goes through the real steps; nothing is written. Ends with 1 if there is a"
                    + " finding: something the author should change. A row that a rule is there to"
                    + " catch is none."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  runi audit --scenario features/orders.dsl --contract contracts/Orders.java \\",
            "    --golden golden/orders.json",
            "  runi audit --scenario features/orders.dsl --contract contracts/Orders.java \\",
            "    --golden golden/orders.json --junit audit.xml --html audit.html"
        })
final class AuditCommand implements Callable<Integer> {

    @Mixin Habits habits = new Habits();
    @Mixin Compilation compilation = new Compilation();

    @Option(
            names = "--golden",
            paramLabel = "IN",
            required = true,
            description = "The data; IN.labels.jsonl beside it is used where present.")
    String golden = "";

    @Option(
            names = "--isolation",
            paramLabel = "LEVEL",
            converter = Levels.class,
            description =
                    "full, sandbox, process or none; what the herd demands unless given. A level"
                            + " below that is refused.")
    @Nullable IsolationLevel isolation;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Write the report as JUnit XML too.")
    @Nullable String junit;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the report as an HTML page too.")
    @Nullable String html;

    private final Session session;

    AuditCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        DagCompiler.Compiled compiled = compilation.compile(session);
        Auditor auditor = session.services().need(Auditor.class);
        Path data = session.folders().file(golden);
        Auditor.Request request =
                new Auditor.Request(compiled, data, isolation, session.folders().workspace());
        Auditor.Report report = audit(auditor, request);
        write(junit, () -> auditor.junit(report));
        write(html, () -> auditor.html(report));
        session.console()
                .answer(
                        Map.of(
                                "rows", report.rows(),
                                "accepted", report.accepted(),
                                "rejected", report.rejected(),
                                "labelled", report.labelled(),
                                "coverage", report.coverage(),
                                "findings", Documents.problems(report.findings())),
                        () -> print(report));
        return report.findings().isEmpty() ? 0 : 1;
    }

    private Auditor.Report audit(Auditor auditor, Auditor.Request request) {
        try (Progress progress = new Progress(session.console())) {
            return auditor.audit(request, progress::run);
        }
    }

    private void write(@Nullable String named, Supplier<String> content) {
        if (named == null) {
            return;
        }
        byte[] bytes = content.get().getBytes(StandardCharsets.UTF_8);
        try (AtomicFile file = new AtomicFile(session.folders().file(named), named, bytes)) {
            file.keep();
        }
    }

    private void print(Auditor.Report report) {
        Console console = session.console();
        Figures figures = console.figures();
        console.line(
                "Audited "
                        + figures.count(report.rows(), "row")
                        + ": "
                        + figures.count(report.accepted())
                        + " accepted, "
                        + figures.count(report.rejected())
                        + " rejected"
                        + (report.labelled() ? ", held against their labels." : "."));
        if (!report.coverage().isEmpty()) {
            console.line("");
            Table table = new Table("CONTRACT", "RULE", " VIOLATED", " LABELLED");
            for (Auditor.Coverage line : report.coverage()) {
                table.row(
                        line.contract(),
                        line.rule(),
                        figures.count(line.violated()),
                        line.expected() < 0 ? "-" : figures.count(line.expected()));
            }
            table.print(console.out(), "  ");
        }
        console.line("");
        if (report.findings().isEmpty()) {
            console.line("No findings.");
            return;
        }
        console.line(figures.count(report.findings().size(), "finding") + ":");
        report.findings().forEach(finding -> console.line("  " + finding.text()));
    }
}
