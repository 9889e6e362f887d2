package io.runink.agent;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Resources;
import io.runink.api.plan.SlicePlan;
import io.runink.api.slice.Claim;
import io.runink.api.slice.Endpoint;
import io.runink.api.slice.SliceMessage;
import io.runink.isolation.LauncherComponent;
import io.runink.json.Json;
import io.runink.posix.OpenMode;
import io.runink.posix.Posix;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.SliceProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Times slices beside what else starts a process here. A slice reads 100 rows of JSON, holds them
 * against a rule, and writes them; its first code is that of its connector.
 *
 * <p>Arguments: the built distribution, a folder to work in with the container {@code oci} in it,
 * and how often.
 */
final class SlicesBenchmark {

    private static final int WARM_UP = 3;

    private final Path distribution;
    private final Path work;
    private final int trials;
    private final LauncherComponent launcher = new LauncherComponent();
    private final IsolationLevel level = launcher.strongest();
    private int started;

    private SlicesBenchmark(Path distribution, Path work, int trials) {
        this.distribution = distribution;
        this.work = work;
        this.trials = trials;
    }

    /** Something to time: answers milliseconds. */
    private interface Trial {
        double run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        new SlicesBenchmark(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]),
                        Integer.parseInt(arguments[2]))
                .run();
        // The launcher's threads wait for nobody.
        System.exit(0);
    }

    private void run() throws Exception {
        System.out.printf(
                "isolation %s, %d cores, load %s, %d trials%n%n",
                level.text(),
                Runtime.getRuntime().availableProcessors(),
                Files.readString(Path.of("/proc/loadavg")).split(" ")[0],
                trials);
        System.out.println("| start                                     |      min |      p50 |      p99 |");
        System.out.println("| ----------------------------------------- | -------: | -------: | -------: |");
        slices();
        anchor("fork and exec of a no-op, ms", "/usr/bin/true");
        anchor("unshare of all namespaces, ms",
                "/usr/bin/unshare", "-Urnmpfi", "--mount-proc", "/usr/bin/true");
        anchor("bwrap of a no-op, all namespaces, ms",
                "/usr/bin/bwrap", "--unshare-all", "--ro-bind", "/usr", "/usr", "--symlink",
                "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64", "--proc", "/proc",
                "--tmpfs", "/tmp", "/usr/bin/true");
        container("crun run of a no-op, ms", "/usr/bin/crun");
        container("runc run of a no-op, ms", "/usr/sbin/runc");
    }

    private void slices() throws Exception {
        timed("cold start to first code, ms", () -> {
            long began = System.nanoTime();
            try (SliceProcess slice = start()) {
                claim(slice);
                await(slice, SliceMessage.Working.class);
                double millis = millis(began);
                finish(slice);
                return millis;
            }
        });
        List<SliceProcess> pool = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            SliceProcess slice = start();
            slice.awaited(false);
            await(slice, SliceMessage.Parked.class);
            pool.add(slice);
        }
        List<Double> shares = new ArrayList<>();
        for (SliceProcess slice : pool) {
            shares.add(MemoryFacts.proportional(slice.pid()).orElse(0) / 1024.0 / 1024.0);
        }
        List<Double> first = new ArrayList<>();
        List<Double> done = new ArrayList<>();
        for (SliceProcess slice : pool) {
            try (slice) {
                long began = System.nanoTime();
                slice.awaited(true);
                claim(slice);
                await(slice, SliceMessage.Working.class);
                first.add(millis(began));
                await(slice, SliceMessage.Prepared.class);
                done.add(millis(began));
                finish(slice);
            }
        }
        row("warm claim to first code, ms", first);
        row("warm claim to all rows written, ms", done);
        row("memory of a parked slice (PSS), MiB", shares);
    }

    private void container(String name, String program) throws Exception {
        anchor(name, program, "run", "--bundle", work.resolve("oci").toString(), "runink-bench");
    }

    private void anchor(String name, String... command) throws Exception {
        if (!Files.exists(Path.of(command[0]))) {
            System.out.printf("| %-41s | not installed%n", name);
            return;
        }
        int nothing = Posix.open(Path.of("/dev/null"), OpenMode.APPEND);
        timed(name, () -> {
            long began = System.nanoTime();
            int pid =
                    Posix.spawn(
                            List.of(command),
                            Map.of("PATH", "/usr/sbin:/usr/bin"),
                            Map.of(0, nothing, 1, nothing, 2, nothing));
            int status = Posix.await(pid).status();
            if (status != 0) {
                throw new IllegalStateException(List.of(command) + " ended with " + status);
            }
            return millis(began);
        });
        Posix.close(nothing);
    }

    private void timed(String name, Trial trial) throws Exception {
        List<Double> values = new ArrayList<>();
        for (int i = -WARM_UP; i < trials; i++) {
            double millis = trial.run();
            if (i >= 0) {
                values.add(millis);
            }
        }
        row(name, values);
    }

    private static double millis(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    private static void row(String name, List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        System.out.printf(
                "| %-41s | %8.2f | %8.2f | %8.2f |%n",
                name,
                sorted.getFirst(),
                sorted.get(sorted.size() / 2),
                sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1));
    }

    private SliceProcess start() {
        Path plugins = distribution.resolve("lib/plugins");
        Path cache = distribution.resolve("lib/slice.aot");
        List<LaunchSpec.Bind> binds =
                new ArrayList<>(
                        SliceCommand.binds(
                                Path.of(System.getProperty("java.home")),
                                distribution.resolve("lib/slice"),
                                List.of(
                                        plugins.resolve("io.runink.connector.file.jar"),
                                        plugins.resolve("io.runink.contract.type.jar"))));
        binds.add(new LaunchSpec.Bind(cache, SliceCommand.CACHE));
        return launcher.launch(
                new LaunchSpec(
                        "bench-" + ProcessHandle.current().pid() + "-" + started++,
                        level,
                        Resources.STANDARD,
                        binds,
                        SliceCommand.of(Resources.STANDARD, true, true),
                        work.resolve("slices.log")));
    }

    private static void claim(SliceProcess slice) {
        byte[] rows = "{\"id\":\"a\"}\n".repeat(100).getBytes(StandardCharsets.UTF_8);
        Path nowhere = Path.of("/dev/null");
        List<Integer> descriptors =
                List.of(
                        Posix.memfd("rows", rows),
                        Posix.open(nowhere, OpenMode.APPEND),
                        Posix.open(nowhere, OpenMode.APPEND));
        Claim claim =
                new Claim(
                        "run",
                        "herd",
                        1,
                        new SlicePlan(
                                "bench",
                                List.of("source", "sink", "dlq"),
                                Resources.STANDARD,
                                List.of(),
                                ""),
                        dag(),
                        List.of(
                                new Endpoint(Endpoint.Role.INPUT, "source", "", "json:///in", 0),
                                output("sink"),
                                output("dlq")),
                        Map.of());
        slice.control().send(Json.bytes(claim), descriptors);
        descriptors.forEach(Posix::close);
    }

    private static Endpoint output(String node) {
        return new Endpoint(Endpoint.Role.OUTPUT, "", node, "json:///dev/null", 0);
    }

    private static Dag dag() {
        DataType text = DataType.of(DataType.Kind.STRING);
        Contract rows =
                new Contract(
                        "Rows",
                        "Rows",
                        "1.0.0",
                        "",
                        "",
                        List.of(new Field("id", "id", text, false, null, null)),
                        List.of(
                                new Rule(
                                        "id.type",
                                        "type",
                                        "type",
                                        RuleClass.RECORD,
                                        List.of("id"),
                                        new TreeMap<>(Map.of("type", List.of(text.toString()))))),
                        null,
                        null,
                        null);
        return new Dag(
                Dag.FORMAT,
                "bench",
                "bench",
                new TreeMap<>(),
                List.of(rows),
                List.of(
                        new Node.Source("source", "json:///in", "Rows", true),
                        new Node.Sink("sink", "json:///dev/null", "Rows"),
                        new Node.Dlq("dlq", "json:///dev/null")),
                List.of(
                        new Edge("source", "sink", Edge.Kind.ROWS, "Rows"),
                        new Edge("source", "dlq", Edge.Kind.REJECTIONS, "")),
                List.of(),
                new TreeMap<>());
    }

    private static void finish(SliceProcess slice) throws Exception {
        slice.control().send(Json.bytes(new SliceMessage.Commit(1)), List.of());
        slice.exit().get();
    }

    private static void await(SliceProcess slice, Class<? extends SliceMessage> kind) {
        while (true) {
            byte[] message = slice.control().receive().orElseThrow();
            SliceMessage said = Json.read(message, SliceMessage.class);
            if (kind.isInstance(said)) {
                return;
            }
            if (said instanceof SliceMessage.Failed failed) {
                throw new IllegalStateException(failed.toString());
            }
        }
    }
}
