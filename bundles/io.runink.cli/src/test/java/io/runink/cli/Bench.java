package io.runink.cli;

import io.runink.api.audit.Auditor;
import io.runink.api.barn.Barn;
import io.runink.api.command.KernelInfo;
import io.runink.api.contract.ContractLinter;
import io.runink.api.contract.ContractReader;
import io.runink.api.dag.DagCompiler;
import io.runink.api.error.Outcome;
import io.runink.api.herd.HerdReader;
import io.runink.api.plan.Planner;
import io.runink.api.plugin.Plugins;
import io.runink.api.run.Runs;
import io.runink.api.scenario.ScenarioReader;
import io.runink.api.scenario.ScenarioStyle;
import io.runink.api.synth.Synthesizer;
import io.runink.json.Json;
import io.runink.spi.isolation.Launcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A kernel without rooms: every service is a fake, the folder is real. */
final class Bench {

    private final Path root;
    final Path directory;
    final Path home;
    final Path distribution;
    final FakeBarn barn = new FakeBarn();
    final FakeCompiler compiler = new FakeCompiler();
    final FakeRuns runs = new FakeRuns();
    final FakePlugins plugins = new FakePlugins();
    final FakeData data = new FakeData();
    final FakeMachine machine = new FakeMachine();
    final FakeStyle style = new FakeStyle();
    final Services services = new Services(Duration.ofMillis(50));
    private Path at;
    private boolean terminal;

    /** What a command left. */
    record Result(int status, String out, String err) {

        @SuppressWarnings("unchecked") // A JSON object has string keys.
        Map<String, Object> json() {
            return Json.read(out.getBytes(StandardCharsets.UTF_8), Map.class);
        }
    }

    Bench(Path root) throws IOException {
        this.root = root;
        directory = Files.createDirectories(root.resolve("work"));
        home = Files.createDirectories(directory.resolve(".runink"));
        distribution = root.resolve("distribution");
        at = directory;
        for (String part : List.of("lib/slice", "lib/api")) {
            Files.createDirectories(distribution.resolve(part));
        }
        example("features/orders.dsl", "@herd(\"@HERD@\")\nScenario: orders\n");
        example("contracts/Orders.java", "// contracts\n");
        example("herd/herd.herd", "id = \"@HERD@\"\n");
        example("README.md", "Herd @HERD@\n");
        services.add(Barn.class, barn, () -> barn);
        services.add(DagCompiler.class, compiler, () -> compiler);
        services.add(Runs.class, runs, () -> runs);
        services.add(Plugins.class, plugins, () -> plugins);
        services.add(Synthesizer.class, data, () -> data.synthesizer());
        services.add(Auditor.class, data, () -> data.auditor());
        services.add(Launcher.class, machine, () -> machine);
        services.add(
                ContractReader.class,
                this,
                () -> (files, workspace) -> Outcome.done(Samples.compiled("").contracts()));
        services.add(ContractLinter.class, this, () -> Samples::lint);
        services.add(HerdReader.class, this, () -> Samples::herd);
        services.add(ScenarioStyle.class, style, () -> style);
        services.add(ScenarioReader.class, style, () -> style.reader());
        services.add(Planner.class, this, () -> Samples::plan);
    }

    private void example(String name, String text) throws IOException {
        Path file = distribution.resolve("examples").resolve("first").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    Bench at(Path folder) {
        at = folder;
        return this;
    }

    Bench terminal() {
        terminal = true;
        return this;
    }

    Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        KernelInfo kernel = new KernelInfo(home, distribution, false, Instant.EPOCH, "9.9");
        int status;
        try (PrintStream answer = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream rest = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            status =
                    new CommandLineComponent(kernel, services)
                            .execute(
                                    new io.runink.api.command.Invocation(
                                            List.of(arguments), at, home, terminal, answer, rest));
        }
        return new Result(status, text(out), text(err));
    }

    /** Runs one command that the test made. */
    Result run(Function<Session, Object> command, boolean json, List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        KernelInfo kernel = new KernelInfo(home, distribution, false, Instant.EPOCH, "9.9");
        Console console =
                new Console(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        json,
                        false,
                        new Figures(StandardCharsets.UTF_8));
        Session session = new Session(kernel, services, console, Folders.of(at, home));
        int status = new Commands(session).execute(command.apply(session), arguments);
        return new Result(status, out.toString(), err.toString());
    }

    /** Paths and the narrow space differ from machine to machine and editor to editor. */
    private String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8)
                .replace(root.toString(), "ROOT")
                .replace('\u202f', '_');
    }
}
