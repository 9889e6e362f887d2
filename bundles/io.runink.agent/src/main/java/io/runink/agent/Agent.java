package io.runink.agent;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnImage;
import io.runink.api.barn.BarnRecord;
import io.runink.api.command.KernelInfo;
import io.runink.api.dag.DagArchive;
import io.runink.api.dag.DagCompiler;
import io.runink.api.error.RuninkException;
import io.runink.api.lineage.RunEvents;
import io.runink.api.plan.Assignment;
import io.runink.api.plugin.Plugins;
import io.runink.api.run.RunMonitor;
import io.runink.api.run.RunProgress;
import io.runink.api.run.RunRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts on the assignments it sees in the Barn, and on nothing else: one supervisor and one thread
 * for each run.
 */
final class Agent implements RunMonitor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    /** How long the runs in work may take to stop when the kernel ends. */
    private static final long STOP_MILLIS = 3_000;

    private final String name;
    private final Barn barn;
    private final KernelInfo kernel;
    private final DagCompiler dags;
    private final Plugins plugins;
    private final ParkedSlices pool;
    private final Announcer announcer;
    private final Clock clock;
    private final Map<String, RunSupervisor> supervisors = new ConcurrentHashMap<>();
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();
    private Barn.@Nullable Watch watch;

    Agent(
            String name,
            Barn barn,
            KernelInfo kernel,
            DagCompiler dags,
            Plugins plugins,
            ParkedSlices pool,
            Collection<RunEvents> events,
            Clock clock) {
        this.name = name;
        this.barn = barn;
        this.kernel = kernel;
        this.dags = dags;
        this.plugins = plugins;
        this.pool = pool;
        this.announcer = new Announcer(this::archive, events);
        this.clock = clock;
    }

    /** Ends what an earlier agent left open, then follows the Barn. */
    void start() {
        BarnImage image = barn.image();
        new Recovery(barn, announcer, clock).recover(image, name);
        watch =
                barn.watch(
                        image.revision(),
                        change -> {
                            if (change.record() instanceof BarnRecord.Assigned assigned
                                    && assigned.assignment().agent().equals(name)) {
                                act(assigned.assignment());
                            }
                        });
    }

    private void act(Assignment assignment) {
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("run-" + assignment.run())
                        .unstarted(() -> supervise(assignment));
        threads.put(assignment.run(), thread);
        thread.start();
    }

    private void supervise(Assignment assignment) {
        RunRecord record = barn.image().runs().get(assignment.run());
        if (record == null || record.status().ended()) {
            return;
        }
        try {
            RunSupervisor supervisor =
                    new RunSupervisor(
                            assignment,
                            record,
                            archive(assignment),
                            barn,
                            pool,
                            plugins,
                            announcer,
                            clock);
            supervisors.put(assignment.run(), supervisor);
            supervisor.run();
        } catch (RuninkException e) {
            LOG.error("run '{}' cannot be worked on: {}", assignment.run(), e.getMessage());
            new Recovery(barn, announcer, clock).end(record, assignment);
        } finally {
            supervisors.remove(assignment.run());
            threads.remove(assignment.run());
        }
    }

    private DagArchive archive(Assignment assignment) {
        String digest = assignment.plan().dagDigest();
        Path jar =
                kernel.home()
                        .resolve("dags")
                        .resolve(digest.substring(digest.indexOf(':') + 1) + ".jar");
        return dags.open(jar.toString(), jar).orThrow();
    }

    @Override
    public Optional<RunProgress> progress(String run) {
        return Optional.ofNullable(supervisors.get(run)).map(RunSupervisor::progress);
    }

    /** Stops following; runs in work are stopped, and the next start ends them as failed. */
    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        threads.values().forEach(Thread::interrupt);
        for (Thread thread : threads.values()) {
            try {
                thread.join(STOP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
