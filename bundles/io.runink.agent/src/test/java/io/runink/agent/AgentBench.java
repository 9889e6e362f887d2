package io.runink.agent;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnCommand;
import io.runink.api.barn.BarnRecord;
import io.runink.api.command.KernelInfo;
import io.runink.api.dag.Dag;
import io.runink.api.dag.DagArchive;
import io.runink.api.dag.DagCompiler;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.dag.RunPolicy;
import io.runink.api.error.Outcome;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.lineage.RunEvents;
import io.runink.api.plan.Assignment;
import io.runink.api.plan.Plan;
import io.runink.api.plan.Resources;
import io.runink.api.plan.SlicePlan;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.Plugins;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import io.runink.spi.isolation.Capabilities;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.Launcher;
import io.runink.spi.isolation.SliceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An agent on a Barn in memory, whose slices are threads that do as they are told. */
final class AgentBench implements AutoCloseable {

    static Dag dag(RunPolicy policy) {
        return new Dag(
                Dag.FORMAT,
                "s",
                "h",
                new TreeMap<>(),
                List.of(),
                List.of(
                        new Node.Source("source", "json://in.json", "C", true),
                        new Node.Sink("sink", "json://out.json", "C"),
                        new Node.Dlq("dlq", "json://dlq.json")),
                List.of(new Edge("source", "sink", Edge.Kind.ROWS, "C")),
                List.of(),
                new TreeMap<>(),
                policy);
    }

    /** What the next slice is. */
    record Cast(
            ScriptedSlice.Script script, long scratchBytes, SlicePlan.@Nullable Command command) {

        Cast(ScriptedSlice.Script script) {
            this(script, 0, null);
        }
    }

    final Path folder;
    final InMemoryBarn barn = new InMemoryBarn();
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<String> launches = new CopyOnWriteArrayList<>();
    final List<ScriptedSlice> slices = new CopyOnWriteArrayList<>();
    final List<ForeignProcess> foreign = new CopyOnWriteArrayList<>();
    RunPolicy policy = RunPolicy.NONE;

    /** How long a start takes. */
    volatile long launchMillis;

    final WarmPool pool;
    private final Map<String, ScriptedSlice.Script> scripts = new TreeMap<>();
    private Agent agent;

    AgentBench(Path folder) throws IOException {
        this(folder, 0);
    }

    /** With a pool that keeps slices warm. */
    AgentBench(Path folder, long poolBytes) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("in.json"), "{}\n");
        Files.createDirectories(folder.resolve("home/dags"));
        Files.writeString(folder.resolve("home/dags/00.jar"), "jar");
        pool =
                new WarmPool(
                        new SliceStarter(kernel(), new ScriptedLauncher(), new NoPlugins()),
                        Clock.systemUTC(),
                        poolBytes);
        agent = agent();
    }

    private KernelInfo kernel() {
        return new KernelInfo(folder.resolve("home"), folder, false, Instant.EPOCH, "test");
    }

    private Agent agent() {
        return new Agent(
                "local",
                barn,
                kernel(),
                new OneDag(),
                new NoPlugins(),
                pool,
                new CommandStarter(kernel(), new ScriptedLauncher()),
                List.of(new Listener()),
                Clock.systemUTC());
    }

    Agent agentAtWork() {
        return agent;
    }

    DagArchive archive() {
        return new DagArchive(dag(policy), "sha256:00", folder.resolve("home/dags/00.jar"));
    }

    /** Another agent in place of the one so far, as after a restart. */
    void restart() {
        agent.close();
        agent = agent();
        agent.start();
    }

    @Override
    public void close() {
        agent.close();
        pool.close();
    }

    private SlicePlan slice(String name, Cast cast, String... nodes) {
        // The name of a launch says nothing of the plan; the processes limit tells scripts apart.
        int marker = 100 + scripts.size();
        scripts.put("" + marker, cast.script());
        return new SlicePlan(
                name,
                List.of(nodes),
                new Resources(Resources.STANDARD.memoryBytes(), 1000, marker, cast.scratchBytes()),
                List.of(),
                "test",
                cast.command());
    }

    Assignment assignment(ScriptedSlice.Script source, ScriptedSlice.Script sink) {
        return assignment(new Cast(source), new Cast(sink));
    }

    Assignment assignment(Cast source, Cast sink) {
        Plan plan =
                new Plan(
                        "sha256:00",
                        "h",
                        IsolationLevel.SANDBOX,
                        List.of(
                                slice("source", source, "source"),
                                slice("sink", sink, "sink", "dlq")),
                        List.of(new Edge("source", "sink", Edge.Kind.ROWS, "C")));
        SortedMap<String, String> uris = new TreeMap<>();
        uris.put("source", "json://" + folder.resolve("in.json"));
        uris.put("sink", "json://" + folder.resolve("new/out.json"));
        uris.put("dlq", "json://" + folder.resolve("new/dlq.json"));
        return new Assignment("r1", "local", plan, uris, folder.toString(), 0);
    }

    RunRecord record(
            RunStatus status,
            List<RunRecord.Publication> publications,
            @Nullable RunReport report) {
        return new RunRecord(
                "r1",
                "h",
                "s",
                "sha256:00",
                List.of(),
                Instant.EPOCH,
                status,
                publications,
                report);
    }

    /** Runs, and waits until the run ends or is held. */
    RunReport run(Assignment assignment) throws Exception {
        agent.start();
        barn.put(record(RunStatus.PENDING, List.of(), null), null);
        return after(new BarnCommand.Assign(assignment));
    }

    /** The next report of a run, once a command was given. */
    RunReport after(BarnCommand command) throws Exception {
        CompletableFuture<RunReport> end = new CompletableFuture<>();
        try (Barn.Watch _ =
                barn.watch(
                        0,
                        change -> {
                            switch (change.record()) {
                                case BarnRecord.RunEnded ended -> end.complete(ended.report());
                                case BarnRecord.RunHeld held -> end.complete(held.report());
                                default -> {}
                            }
                        })) {
            barn.submit(command);
            return end.get(20, TimeUnit.SECONDS);
        }
    }

    /** Waits until nobody works on the run any more. */
    boolean left() throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            if (told.contains("started r1") && agent.progress("r1").isEmpty()) {
                return true;
            }
            Thread.sleep(10);
        }
        return false;
    }

    Path at(String name) {
        return folder.resolve(name);
    }

    List<String> files(String name) throws IOException {
        try (var list = Files.list(folder.resolve(name))) {
            return list.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    private final class ScriptedLauncher implements Launcher {
        @Override
        public Capabilities capabilities() {
            return new Capabilities(
                    List.of(new Capabilities.Level(IsolationLevel.SANDBOX, "scripted")),
                    List.of(),
                    List.of());
        }

        @Override
        public List<Capabilities.Mechanism> mechanisms() {
            return List.of();
        }

        @Override
        public SliceProcess launch(LaunchSpec spec) {
            launches.add(spec.name());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(launchMillis));
            if (spec.foreign() != null) {
                ForeignProcess process = ForeignProcess.start(spec);
                foreign.add(process);
                return process;
            }
            String marker = "" + spec.resources().processes();
            ScriptedSlice.Script script = Objects.requireNonNull(scripts.get(marker));
            if (script == ScriptedSlice.Script.GONE) {
                // The one in its place works.
                scripts.put(marker, ScriptedSlice.Script.WORK);
            }
            ScriptedSlice slice = new ScriptedSlice(script);
            slices.add(slice);
            return slice;
        }
    }

    private final class Listener implements RunEvents {
        @Override
        public void started(String run, String herd, Dag dag, Map<String, String> uris) {
            told.add("started " + run);
        }

        @Override
        public void held(Dag dag, Map<String, String> uris, RunReport report) {
            told.add(report.status() + " " + report.run());
        }

        @Override
        public void ended(Dag dag, Map<String, String> uris, RunReport report) {
            told.add("ended " + report.status());
        }
    }

    private final class OneDag implements DagCompiler {
        @Override
        public Outcome<Compiled> compile(Request request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome<List<String>> order(Request request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome<DagArchive> open(String file, Path jar) {
            return Outcome.done(new DagArchive(dag(policy), "sha256:00", jar));
        }

        @Override
        public SortedMap<String, String> sources(Compiled compiled) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class NoPlugins implements Plugins {
        @Override
        public List<Plugin> installed() {
            return List.of();
        }

        @Override
        public List<Plugin> catalogue() {
            return List.of();
        }

        @Override
        public Plugin install(String nameOrFile) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Plugin remove(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, String> configuration(String plugin) {
            return Map.of();
        }

        @Override
        public void configure(String plugin, String key, String value) {
            throw new UnsupportedOperationException();
        }
    }
}
