package io.runink.cli;

import io.runink.api.dag.DagCompiler;
import io.runink.api.synth.Synthesizer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes input data from the contract. */
@Command(
        name = "synth",
        description = {
            "Make input data from the contract: valid rows, and rows that break one rule each.",
            "",
            "The labels of the invalid rows go beside it, to OUT.labels.jsonl."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  runi synth --scenario features/orders.dsl --contract contracts/Orders.java \\",
            "    --golden golden/orders.json",
            "  runi synth --scenario features/orders.dsl --contract contracts/Orders.java \\",
            "    --golden golden/orders.json --rows 1000000 --invalid 2 --seed 7",
            "  runi synth --scenario features/orders.dsl --contract contracts/Orders.java \\",
            "    --golden golden/orders.json --keys Customer=golden/customers.json"
        })
final class SynthCommand implements Callable<Integer> {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    @Mixin Habits habits = new Habits();
    @Mixin Compilation compilation = new Compilation();

    @Option(
            names = "--golden",
            paramLabel = "OUT",
            required = true,
            description = "The file to write.")
    String golden = "";

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many rows; ${DEFAULT-VALUE} unless given.")
    long rows;

    @Option(
            names = "--invalid",
            paramLabel = "PCT",
            defaultValue = "5",
            description =
                    "How many of 100 rows break a rule, exact, rounded down; ${DEFAULT-VALUE}"
                            + " unless given.")
    BigDecimal invalid = BigDecimal.ZERO;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "42",
            description = "Same seed, same bytes; ${DEFAULT-VALUE} unless given.")
    long seed;

    @Option(
            names = "--now",
            paramLabel = "INSTANT",
            description =
                    "The moment that data is to be fresh at, such as 2026-01-31T00:00:00Z; the"
                            + " clock unless given.")
    Instant now = Instant.now();

    @Option(
            names = "--keys",
            paramLabel = "CONTRACT=FILE",
            description =
                    "Where rows of another contract are, JSON lines or CSV, whose keys are looked"
                            + " up; the scenario's own source unless given. Repeatable.")
    Map<String, String> keys = new LinkedHashMap<>();

    private final Session session;

    SynthCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (rows < 1) {
            throw CliError.WRONG_USAGE.exception(
                    "option '--rows' is '" + rows + "', expected at least 1",
                    "give a positive number of rows");
        }
        if (invalid.signum() < 0 || invalid.compareTo(HUNDRED) > 0) {
            throw CliError.WRONG_USAGE.exception(
                    "option '--invalid' is '" + invalid + "', expected 0 to 100",
                    "give the percentage of invalid rows");
        }
        DagCompiler.Compiled compiled = compilation.compile(session);
        Synthesizer synthesizer = session.services().need(Synthesizer.class);
        Path target = session.folders().file(golden);
        Synthesizer.Report report;
        try (Progress progress = new Progress(session.console())) {
            report =
                    synthesizer.synthesize(
                            new Synthesizer.Request(
                                    compiled,
                                    target,
                                    rows,
                                    invalid,
                                    seed,
                                    now,
                                    session.folders().workspace(),
                                    files()),
                            done -> progress.rows(done, rows));
        }
        session.console()
                .answer(
                        Map.of(
                                "rows", report.rows(),
                                "invalid", report.invalid(),
                                "byRule", report.byRule(),
                                "files", report.files()),
                        () -> print(report));
        return 0;
    }

    private Map<String, Path> files() {
        Map<String, Path> files = new LinkedHashMap<>();
        keys.forEach((contract, file) -> files.put(contract, session.folders().file(file)));
        return files;
    }

    private void print(Synthesizer.Report report) {
        Console console = session.console();
        Figures figures = console.figures();
        console.line(
                "Made "
                        + figures.count(report.rows(), "row")
                        + ", "
                        + figures.count(report.invalid())
                        + " of them invalid, with seed "
                        + seed
                        + ".");
        for (String file : report.files()) {
            console.line("  " + session.folders().shown(Path.of(file)));
        }
        if (!report.byRule().isEmpty()) {
            console.line("");
            Table table = new Table("RULE", " INVALID ROWS");
            report.byRule().forEach((rule, count) -> table.row(rule, figures.count(count)));
            table.print(console.out(), "  ");
        }
    }
}
