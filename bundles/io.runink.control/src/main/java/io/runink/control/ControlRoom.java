package io.runink.control;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnCommand;
import io.runink.api.barn.BarnImage;
import io.runink.api.command.KernelInfo;
import io.runink.api.dag.Dag;
import io.runink.api.dag.DagArchive;
import io.runink.api.error.Outcome;
import io.runink.api.herd.Herd;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Assignment;
import io.runink.api.plan.ClusterImage;
import io.runink.api.plan.Plan;
import io.runink.api.plan.Planner;
import io.runink.api.plan.Scheduler;
import io.runink.api.plugin.Plugins;
import io.runink.api.run.RunMonitor;
import io.runink.api.run.RunProgress;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunRequest;
import io.runink.api.run.RunStatus;
import io.runink.api.run.Runs;
import io.runink.api.run.SlicePool;
import io.runink.spi.isolation.Launcher;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request through plan, schedule and Barn, and waits for the agent to end the run. It
 * decides nothing itself: the planner and the scheduler are pure, the Barn arbitrates.
 */
final class ControlRoom implements Runs {

    /** A Barn that elects its leader for longer is broken. */
    private static final long BARN_SECONDS_MAX = 30;

    /** The herd of a scenario that names none. */
    private static final String NO_HERD = "default";

    /** The agent of an embedded kernel: a cluster of one. */
    private static final String LOCAL = "local";

    private final KernelInfo kernel;
    private final Planner planner;
    private final Scheduler scheduler;
    private final Plugins plugins;
    private final Launcher launcher;
    private final SlicePool pool;
    private final DagStore dags;
    private final Late<Barn> barn = new Late<>("the Barn");
    private final Late<RunMonitor> agent = new Late<>("the agent");
    private final Clock clock;
    private final RandomGenerator random;

    ControlRoom(Rooms rooms, Clock clock, RandomGenerator random) {
        this.kernel = rooms.kernel();
        this.planner = rooms.planner();
        this.scheduler = rooms.scheduler();
        this.plugins = rooms.plugins();
        this.launcher = rooms.launcher();
        this.pool = rooms.pool();
        this.dags = new DagStore(kernel.home());
        this.clock = clock;
        this.random = random;
    }

    /** The rooms it works with from the start. */
    record Rooms(
            KernelInfo kernel,
            Planner planner,
            Scheduler scheduler,
            Plugins plugins,
            Launcher launcher,
            SlicePool pool) {}

    Late<Barn> barn() {
        return barn;
    }

    Late<RunMonitor> agent() {
        return agent;
    }

    @Override
    public RunReport run(RunRequest request, Consumer<RunProgress> progress) {
        return new Attempts(request.archive().dag().policy(), ControlRoom::pause)
                .run(() -> attempt(request, progress));
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ControlError.SERVICE_LATE.exception(
                    "the command was stopped while it waited to try again",
                    "see 'runi runs list' for how the attempts ended");
        }
    }

    private RunReport attempt(RunRequest request, Consumer<RunProgress> progress) {
        Instant started = Instant.now(clock);
        DagArchive archive = request.archive();
        SortedMap<String, String> uris = Datasets.resolve(request);
        prepare(request, uris);
        dags.keep(archive);
        Barn store = barn.await(BARN_SECONDS_MAX);
        RunMonitor monitor = agent.await(BARN_SECONDS_MAX);
        Herd herd = herd(store, archive.dag());
        IsolationLevel asked = request.isolation();
        IsolationLevel level =
                level(launcher, asked == null ? herd.isolation() : asked, request.best());
        Plan plan = plan(archive, request.best() ? accepting(herd, level) : herd, level).orThrow();
        String run = RunIds.next(started, random);
        try (RunEnd end = RunEnd.of(store, run, true)) {
            store.submit(
                    new BarnCommand.PutDag(
                            herd.name(), archive.dag().scenario(), archive.digest()));
            Assignment assignment =
                    scheduler
                            .schedule(run, plan, cluster(store.image(), herd))
                            .orThrow()
                            .resolved(uris, request.workspace().toAbsolutePath().toString());
            store.submit(
                    new BarnCommand.OpenRun(
                            run,
                            herd.name(),
                            archive.dag().scenario(),
                            archive.digest(),
                            lock(plan),
                            started));
            store.submit(new BarnCommand.Assign(assignment));
            return end.await(() ->
                    monitor.progress(run).ifPresentOrElse(progress, () -> unfinished(store, run)));
        }
    }

    /** Fails if the agent left a run that is committed: it could not be made visible. */
    private static void unfinished(Barn store, String run) {
        RunRecord record = store.image().runs().get(run);
        if (record != null && record.status() == RunStatus.COMMITTING) {
            throw ControlError.NOT_VISIBLE.exception(
                    "run '" + run + "' is committed, but its outputs could not be put in place",
                    "free its output folders; the next command finishes it");
        }
    }

    /** Slices start while the Barn does: what they will be is as good as known. */
    private void prepare(RunRequest request, SortedMap<String, String> uris) {
        IsolationLevel asked = request.isolation();
        IsolationLevel likely = asked == null ? IsolationLevel.FULL : asked;
        if (!launcher.capabilities().gives(likely)) {
            if (!request.best()) {
                return;
            }
            likely = launcher.strongest();
        }
        Herd herd = accepting(Herd.named(NO_HERD), likely);
        if (plan(request.archive(), herd, likely) instanceof Outcome.Done<Plan> done) {
            pool.prepare(
                    done.value().slices(),
                    likely,
                    Datasets.inputBytes(request.archive().dag(), uris));
        }
    }

    private Outcome<Plan> plan(DagArchive archive, Herd herd, IsolationLevel level) {
        return planner.plan(archive.dag(), archive.digest(), herd, level, plugins.installed());
    }

    private Herd herd(Barn store, Dag dag) {
        String name = dag.herd().isEmpty() ? NO_HERD : dag.herd();
        Herd herd = store.image().herds().get(name);
        if (herd != null) {
            return herd;
        }
        if (!name.equals(NO_HERD)) {
            throw ControlError.HERD_UNKNOWN.exception(
                    "herd '"
                            + name
                            + "' is not registered here, expected one of "
                            + store.image().herds().keySet(),
                    "register it with 'runi herd init " + name + "' or 'runi herd apply FILE'");
        }
        Herd standard = Herd.named(NO_HERD);
        store.submit(new BarnCommand.PutHerd(standard));
        return standard;
    }

    /**
     * The level to run at.
     *
     * @param best whether the strongest that the machine gives will do instead
     */
    static IsolationLevel level(Launcher launcher, IsolationLevel wanted, boolean best) {
        if (launcher.capabilities().gives(wanted)) {
            return wanted;
        }
        if (best) {
            return launcher.strongest();
        }
        String reason =
                launcher.capabilities()
                        .lacks(wanted)
                        .map(it -> " (" + it.reason() + ")")
                        .orElse("");
        String remedy =
                launcher.capabilities().lacks(wanted).map(it -> it.remedy() + ", or ").orElse("");
        throw ControlError.ISOLATION.exception(
                "isolation '"
                        + wanted.text()
                        + "' is demanded, this machine gives '"
                        + launcher.strongest().text()
                        + "'"
                        + reason,
                remedy
                        + "let the herd accept '"
                        + launcher.strongest().text()
                        + "'; 'runi doctor' shows more");
    }

    private static Herd accepting(Herd herd, IsolationLevel level) {
        return herd.isolation().compareTo(level) <= 0 ? herd : herd.accepting(level);
    }

    private ClusterImage cluster(BarnImage image, Herd herd) {
        Runtime runtime = Runtime.getRuntime();
        long memory =
                ManagementFactory.getOperatingSystemMXBean()
                                instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize()
                        : runtime.maxMemory();
        // Slices are mostly idle in turn: a node of n cores takes slices that may use 8 n in all.
        int cpu = runtime.availableProcessors() * 8_000;
        return new ClusterImage(
                List.of(new ClusterImage.AgentCapacity(LOCAL, memory, cpu)),
                herd,
                // What a held run needs is room for its files alone.
                image.assignments().values().stream()
                        .filter(it -> status(image, it.run()) != RunStatus.HELD)
                        .toList());
    }

    private static @Nullable RunStatus status(BarnImage image, String run) {
        RunRecord record = image.runs().get(run);
        return record == null ? null : record.status();
    }

    private List<String> lock(Plan plan) {
        return plugins.installed().stream()
                .filter(plugin ->
                        plan.slices().stream().anyMatch(it -> it.plugins().contains(plugin.name())))
                .map(it -> it.name() + " " + it.version() + " " + it.sha256())
                .sorted()
                .toList();
    }

    @Override
    public RunReport publish(String run) {
        return held().release(run, true);
    }

    @Override
    public RunReport discard(String run) {
        return held().release(run, false);
    }

    private HeldRuns held() {
        return new HeldRuns(barn.await(BARN_SECONDS_MAX), agent.await(BARN_SECONDS_MAX));
    }

    @Override
    public List<RunRecord> list() {
        // The agent ends what an earlier one left open before it appears: only then is the list
        // true.
        RunMonitor _ = agent.await(BARN_SECONDS_MAX);
        return barn.await(BARN_SECONDS_MAX).image().runs().values().stream()
                .sorted(
                        Comparator.comparing(RunRecord::started)
                                .thenComparing(RunRecord::run)
                                .reversed())
                .toList();
    }

    @Override
    public Optional<RunRecord> find(String id) {
        List<RunRecord> found = list().stream().filter(it -> it.run().startsWith(id)).toList();
        return found.size() == 1 || found.stream().anyMatch(it -> it.run().equals(id))
                ? found.stream().min(Comparator.comparingInt(it -> it.run().length()))
                : Optional.empty();
    }
}
