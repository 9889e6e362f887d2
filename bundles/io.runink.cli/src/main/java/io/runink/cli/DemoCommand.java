package io.runink.cli;

import io.runink.api.barn.BarnCommand;
import io.runink.api.dag.Dag;
import io.runink.api.dag.DatasetUri;
import io.runink.api.dag.Node;
import io.runink.api.herd.Herd;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.run.RunReport;
import io.runink.spi.isolation.Capabilities;
import io.runink.spi.isolation.Launcher;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the five commands on an example of the distribution. */
@Command(
        name = "demo",
        description = {
            "Run the five commands on the bundled example, each shown with what it did.",
            "",
            "It works in a folder of its own, and takes the strongest isolation this machine gives."
        },
        footerHeading = "%nExample:%n",
        footer = "  runi demo")
final class DemoCommand implements Callable<Integer> {

    /** The folder it works in, unless told otherwise. */
    static final String FOLDER = "runink-demo";

    private static final String HERD = "demo";

    /** How many lines of each result are shown, and how much of each. */
    private static final int LINES = 3;

    private static final int LINE_LENGTH = 160;

    @Mixin Habits habits = new Habits();

    @Option(
            names = "--dir",
            paramLabel = "D",
            description = "The folder; ./" + FOLDER + " unless given.")
    @Nullable String dir;

    private final Session session;
    private final List<Map<String, Object>> timed = new ArrayList<>();

    DemoCommand(Session session) {
        this.session = session;
    }

    /** A command failed; it has said why. */
    private static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Stopped(int status) {
            super("a step of the demo ended with " + status);
            this.status = status;
        }
    }

    @Override
    public Integer call() {
        long start = System.nanoTime();
        Session inside = session.in(folder());
        try {
            RunReport report = steps(inside);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            summary(inside, report, millis);
            if (session.console().json()) {
                Map<String, @Nullable Object> document = new LinkedHashMap<>();
                document.put("folder", inside.folders().directory().toString());
                document.put("commands", timed);
                document.put("millis", millis);
                document.put("run", Documents.report(report));
                session.console().answer(document, () -> {});
            }
            return RunCommand.exit(report);
        } catch (Stopped stopped) {
            return stopped.status;
        }
    }

    /** A home that lies in a demo's folder says that this is it: then it is not nested again. */
    private Path folder() {
        if (dir != null) {
            return session.folders().file(dir);
        }
        Path around = session.kernel().workspace();
        return around.endsWith(FOLDER) ? around : session.folders().file(FOLDER);
    }

    private RunReport steps(Session inside) throws Stopped {
        Console console = inside.console();
        Path folder = inside.folders().directory();
        console.line("A pipeline from contract to isolated run, in " + folder);
        step(inside, "Make a workspace and register its herd.", List.of("herd", "init", HERD));
        IsolationLevel level = settle(inside);
        String scenario = only(folder, "features", ".dsl");
        String contract = only(folder, "contracts", ".java");
        String base = scenario.substring("features/".length(), scenario.length() - ".dsl".length());
        String dag = "dags/" + base + "_dag.jar";
        List<String> what = List.of("--scenario", scenario, "--contract", contract);
        step(
                inside,
                "Compile the scenario and its contracts into a DAG.",
                join(List.of("compile"), what, List.of("--out", dag)));
        String golden = input(inside, dag);
        List<String> data = List.of("--golden", golden);
        step(
                inside,
                "Make input data from the contract: some rows break a rule, each exactly one.",
                join(List.of("synth"), what, data));
        step(
                inside,
                "Hold scenario, contracts and data against each other.",
                join(List.of("audit"), what, data));
        List<String> words =
                join(List.of("run"), List.of("--dag", dag), List.of("--isolation", level.text()));
        announce(console, "Run the DAG in processes at level '" + level.text() + "'.", words);
        RunCommand run = new RunCommand(inside, true);
        long start = System.nanoTime();
        int status = new Commands(inside).execute(run, words.subList(1, words.size()));
        time(words, start, status);
        return run.report().orElseThrow(() -> new Stopped(status));
    }

    /**
     * The example's herd demands the strongest level. A demonstration must also work where the
     * machine gives less, so its herd, and no other, then accepts that.
     */
    private static IsolationLevel settle(Session inside) {
        IsolationLevel level = inside.services().need(Launcher.class).strongest();
        Herd herd = inside.barn().image().herds().get(HERD);
        if (herd != null && herd.isolation().compareTo(level) > 0) {
            inside.barn().submit(new BarnCommand.PutHerd(herd.accepting(level)));
            inside.console()
                    .line(
                            "  This machine gives level '"
                                    + level.text()
                                    + "', not '"
                                    + herd.isolation().text()
                                    + "': for the demo, its herd accepts that.");
        }
        return level;
    }

    private void step(Session inside, String why, List<String> words) throws Stopped {
        announce(inside.console(), why, words);
        long start = System.nanoTime();
        int status = new Commands(inside).execute(words);
        time(words, start, status);
        // Findings are shown and do not stop the show.
        if (status > 1) {
            throw new Stopped(status);
        }
    }

    private static void announce(Console console, String why, List<String> words) {
        console.line("");
        console.line("# " + why);
        console.line("$ runi " + String.join(" ", words));
        console.flush();
    }

    private void time(List<String> words, long start, int status) {
        timed.add(
                Map.of(
                        "command",
                        "runi " + String.join(" ", words),
                        "status",
                        status,
                        "millis",
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
    }

    private static List<String> join(List<String> first, List<String> then, List<String> last) {
        return Stream.of(first, then, last).flatMap(List::stream).toList();
    }

    /** The first file of a kind in a folder of the workspace: an example has one. */
    private static String only(Path workspace, String folder, String ending) {
        try (Stream<Path> files = Files.list(workspace.resolve(folder))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .findFirst()
                    .map(name -> folder + "/" + name)
                    .orElseThrow(() ->
                            CliError.EXAMPLE_MISSING.exception(
                                    "folder '"
                                            + folder
                                            + "' of the example holds no '"
                                            + ending
                                            + "' file",
                                    "build or install the distribution anew"));
        } catch (IOException e) {
            throw AtomicFile.unreadable(folder, e);
        }
    }

    /** The file that the DAG's source reads: what synth has to write. */
    private static String input(Session inside, String dag) {
        Dag compiled = inside.value(inside.compiler().open(dag, inside.folders().file(dag))).dag();
        return compiled.nodes(Node.Source.class)
                .flatMap(source -> DatasetUri.parse(source.uri()).stream())
                .map(uri -> uri.path().toString())
                .findFirst()
                .orElseThrow();
    }

    private void summary(Session inside, RunReport report, long millis) {
        Console console = inside.console();
        Figures figures = console.figures();
        RunReport.DlqFigures dlq = report.dlq();
        for (RunReport.Output output : report.outputs()) {
            excerpt(console, "Output '" + output.name() + "'", output.uri());
        }
        if (dlq != null && !dlq.uri().isEmpty()) {
            excerpt(console, "Dead-letter queue", dlq.uri());
        }
        console.line("");
        console.line("Isolation '" + report.isolation() + "': " + reason(inside, report));
        Capabilities machine = inside.services().need(Launcher.class).capabilities();
        for (Capabilities.Missing missing : machine.missing()) {
            console.line(
                    "  not '"
                            + missing.level().text()
                            + "': "
                            + missing.reason()
                            + "; "
                            + missing.remedy());
        }
        console.line("");
        Table table = new Table("COMMAND", " TIME");
        for (Map<String, Object> one : timed) {
            table.row(
                    String.valueOf(one.get("command")).split(" --", 2)[0],
                    figures.millis((Long) one.getOrDefault("millis", 0L)));
        }
        table.row("all", figures.millis(millis));
        table.print(console.out(), "  ");
        console.line("");
        next(console, inside.folders().directory(), report);
    }

    private void next(Console console, Path folder, RunReport report) {
        String shown = session.folders().shown(folder);
        console.line("Where to look next:");
        boolean own = folder.equals(session.kernel().workspace());
        if (own && !shown.equals(".")) {
            // Its home is found from there alone.
            console.line("  cd " + shown);
        }
        new Table("runi runs show " + report.run(), "this run again")
                .row("runi runs list", "every run so far")
                .row("runi doctor", "what this machine can do")
                .row("less " + shown + "/README.md", "what is in this workspace, and how to run it")
                .print(console.out(), "  ");
        console.flush();
    }

    private static String reason(Session inside, RunReport report) {
        Capabilities machine = inside.services().need(Launcher.class).capabilities();
        return machine.levels().stream()
                .filter(it -> it.level().text().equals(report.isolation()))
                .map(Capabilities.Level::evidence)
                .findFirst()
                .orElse("as asked");
    }

    private static void excerpt(Console console, String title, String uri) {
        if (!uri.startsWith("file:")) {
            return;
        }
        Path file = Path.of(URI.create(uri));
        console.line("");
        console.line(title + ", its first lines:");
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            lines.limit(LINES).map(DemoCommand::cut).forEach(line -> console.line("  " + line));
        } catch (IOException | java.io.UncheckedIOException e) {
            console.line("  (" + file + " cannot be read)");
        }
    }

    private static String cut(String line) {
        return line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH) + "...";
    }
}
