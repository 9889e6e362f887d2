package io.runink.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnCommand;
import io.runink.api.barn.BarnRecord;
import io.runink.api.command.KernelInfo;
import io.runink.api.dag.Dag;
import io.runink.api.dag.DagArchive;
import io.runink.api.dag.DagCompiler;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentTest {

    private static final Dag DAG =
            new Dag(
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
                    new TreeMap<>());

    @TempDir Path folder;

    private final InMemoryBarn barn = new InMemoryBarn();
    private final List<String> told = new ArrayList<>();
    private final Map<String, ScriptedSlice.Script> scripts = new TreeMap<>();
    private ParkedSlices pool;
    private Agent agent;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("in.json"), "{}\n");
        Files.createDirectories(folder.resolve("dags"));
        Files.writeString(folder.resolve("dags/00.jar"), "jar");
        KernelInfo kernel = new KernelInfo(folder, folder, false, Instant.EPOCH, "test");
        pool = new ParkedSlices(new SliceStarter(kernel, new ScriptedLauncher(), new NoPlugins()));
        agent =
                new Agent(
                        "local",
                        barn,
                        kernel,
                        new OneDag(),
                        new NoPlugins(),
                        pool,
                        List.of(new Listener()),
                        Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        agent.close();
        pool.close();
    }

    private SlicePlan slice(String name, String... nodes) {
        // The name of a launch says nothing of the plan; the processes limit tells scripts apart.
        int marker = 100 + scripts.size();
        scripts.putIfAbsent("" + marker, ScriptedSlice.Script.WORK);
        return new SlicePlan(
                name,
                List.of(nodes),
                new Resources(Resources.STANDARD.memoryBytes(), 1000, marker),
                List.of(),
                "test");
    }

    private Assignment assignment(ScriptedSlice.Script source, ScriptedSlice.Script sink) {
        SlicePlan first = slice("source", "source");
        scripts.put("" + first.resources().processes(), source);
        SlicePlan second = slice("sink", "sink", "dlq");
        scripts.put("" + second.resources().processes(), sink);
        Plan plan =
                new Plan(
                        "sha256:00",
                        "h",
                        IsolationLevel.SANDBOX,
                        List.of(first, second),
                        List.of(new Edge("source", "sink", Edge.Kind.ROWS, "C")));
        SortedMap<String, String> uris = new TreeMap<>();
        uris.put("source", "json://" + folder.resolve("in.json"));
        uris.put("sink", "json://" + folder.resolve("new/out.json"));
        uris.put("dlq", "json://" + folder.resolve("new/dlq.json"));
        return new Assignment("r1", "local", plan, uris, folder.toString(), 0);
    }

    private RunRecord pending() {
        return record(RunStatus.PENDING, List.of());
    }

    private static RunRecord record(RunStatus status, List<RunRecord.Publication> publications) {
        return new RunRecord(
                "r1", "h", "s", "sha256:00", List.of(), Instant.EPOCH, status, publications, null);
    }

    private RunReport run(Assignment assignment) throws Exception {
        agent.start();
        barn.put(pending(), null);
        CompletableFuture<RunReport> end = new CompletableFuture<>();
        try (Barn.Watch _ =
                barn.watch(
                        0,
                        change -> {
                            if (change.record() instanceof BarnRecord.RunEnded ended) {
                                end.complete(ended.report());
                            }
                        })) {
            barn.submit(new BarnCommand.Assign(assignment));
            return end.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void outputsBecomeVisibleTogetherWhenAllSlicesPrepared() throws Exception {
        RunReport report = run(assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK));
        assertThat(report.problems()).isEmpty();
        assertThat(report.status()).isEqualTo("completed");
        assertThat(report.rows()).isEqualTo(new RunReport.Rows(1, 1, 0, 0));
        assertThat(report.steps())
                .extracting(RunReport.StepFigures::step)
                .containsExactly("source", "sink", "dlq");
        assertThat(report.steps()).allMatch(it -> it.memoryPeakBytes() == 42);
        assertThat(folder.resolve("new/out.json")).hasContent("sink");
        assertThat(folder.resolve("new/dlq.json")).hasContent("dlq");
        assertThat(files("new")).containsExactlyInAnyOrder("out.json", "dlq.json");
        assertThat(told).containsExactly("started r1", "ended completed");
    }

    @Test
    void aKilledSliceFailsTheRunAndNothingIsLeft() throws Exception {
        RunReport report =
                run(
                        assignment(
                                ScriptedSlice.Script.DIE_BY_KILL,
                                ScriptedSlice.Script.SEE_BROKEN_EDGE));
        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.problems())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.code()).isEqualTo("RNK-AGENT-003");
                    assertThat(it.message())
                            .isEqualTo(
                                    "slice 'source' (step 'source') was ended by signal 9"
                                            + " (SIGKILL)");
                });
        assertThat(folder.resolve("new")).doesNotExist();
        assertThat(told).containsExactly("started r1", "ended failed");
    }

    @Test
    void memoryIsNamedAsTheCause() throws Exception {
        RunReport report =
                run(
                        assignment(
                                ScriptedSlice.Script.RUN_OUT_OF_MEMORY,
                                ScriptedSlice.Script.SEE_BROKEN_EDGE));
        assertThat(report.problems()).extracting(it -> it.code()).containsExactly("RNK-AGENT-004");
    }

    @Test
    void aRefusedCommitLeavesNothing() throws Exception {
        barn.refuseCommits();
        RunReport report = run(assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK));
        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.problems())
                .singleElement()
                .satisfies(it -> assertThat(it.message()).isEqualTo("the token is old"));
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void aCommittedRunThatCannotBecomeVisibleKeepsWhatItStagedForTheNextStart() throws Exception {
        Path target = folder.resolve("new/out.json");
        Files.createDirectories(target.resolve("in the way"));
        agent.start();
        barn.put(pending(), null);
        barn.submit(
                new BarnCommand.Assign(
                        assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK)));
        for (int i = 0; i < 1_000 && !left(); i++) {
            Thread.sleep(10);
        }
        assertThat(left()).isTrue();
        assertThat(Staging.staged(target, "r1")).hasContent("sink");
        assertThat(barn.run("r1").status()).isEqualTo(RunStatus.COMMITTING);
        assertThat(told).containsExactly("started r1");
    }

    private boolean left() {
        return told.contains("started r1") && agent.progress("r1").isEmpty();
    }

    @Test
    void aMissingInputFailsTheRunWithItsPlace() throws Exception {
        Files.delete(folder.resolve("in.json"));
        RunReport report = run(assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK));
        assertThat(report.problems()).extracting(it -> it.code()).containsExactly("RNK-AGENT-001");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void aRunWhoseAgentDiedBeforeTheCommitIsEndedAndLeavesNothing() throws Exception {
        Assignment old =
                assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK).committedAt(3);
        barn.put(record(RunStatus.RUNNING, List.of()), old);
        Files.createDirectories(folder.resolve("new"));
        Path staged = Staging.staged(folder.resolve("new/out.json"), "r1");
        Files.writeString(staged, "half");
        agent.start();
        RunRecord ended = barn.run("r1");
        assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
        assertThat(Objects.requireNonNull(ended.report()).problems())
                .extracting(it -> it.code())
                .containsExactly("RNK-AGENT-006");
        assertThat(staged).doesNotExist();
        assertThat(folder.resolve("new/out.json")).doesNotExist();
    }

    @Test
    void aRunWhoseAgentDiedAfterTheCommitBecomesVisible() throws Exception {
        Assignment old =
                assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK).committedAt(3);
        Files.createDirectories(folder.resolve("new"));
        Path target = folder.resolve("new/out.json");
        Path published = folder.resolve("new/dlq.json");
        Files.writeString(Staging.staged(target, "r1"), "whole");
        Files.writeString(published, "was first");
        barn.put(
                record(RunStatus.COMMITTING, List.of(publication(published), publication(target))),
                old);
        agent.start();
        assertThat(barn.run("r1").status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(target).hasContent("whole");
        assertThat(published).hasContent("was first");
    }

    @Test
    void parkedSlicesAreUsedOnce() throws Exception {
        Assignment assignment = assignment(ScriptedSlice.Script.WORK, ScriptedSlice.Script.WORK);
        pool.prepare(assignment.plan().slices(), IsolationLevel.SANDBOX, 0);
        assertThat(run(assignment).status()).isEqualTo("completed");
        assertThat(launches).hasSize(2);
    }

    private final List<String> launches = new ArrayList<>();

    private static RunRecord.Publication publication(Path target) {
        return new RunRecord.Publication(
                Staging.staged(target, "r1").toString(), target.toString(), "00");
    }

    private List<String> files(String name) throws IOException {
        try (var list = Files.list(folder.resolve(name))) {
            return list.map(it -> it.getFileName().toString()).toList();
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
        public SliceProcess launch(LaunchSpec spec) {
            synchronized (launches) {
                launches.add(spec.name());
            }
            return new ScriptedSlice(
                    Objects.requireNonNull(scripts.get("" + spec.resources().processes())));
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

    private static final class OneDag implements DagCompiler {
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
            return Outcome.done(new DagArchive(DAG, "sha256:00", jar));
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
