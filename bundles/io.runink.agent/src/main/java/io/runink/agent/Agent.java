package io.runink.agent;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnImage;
import io.runink.api.barn.BarnRecord;
import io.runink.api.command.KernelInfo;
import io.runink.api.dag.DagArchive;
import io.runink.api.dag.DagCompiler;
import io.runink.api.error.Problem;
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
import java.util.List;
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
    private final RunSupervisor.Means means;
    private final Recovery recovery;
    private final Map<String, RunSupervisor> supervisors = new ConcurrentHashMap<>();
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();
    private Barn.@Nullable Watch watch;

    Agent(
            String name,
            Barn barn,
            KernelInfo kernel,
            DagCompiler dags,
            Plugins plugins,
            WarmPool pool,
            CommandStarter commands,
            Collection<RunEvents> events,
            Clock clock) {
        this.name = name;
        this.barn = barn;
        this.kernel = kernel;
        this.dags = dags;
        Announcer announcer = new Announcer(this::archive, events);
        this.means =
                new RunSupervisor.Means(
                        barn, pool, commands, plugins, announcer, kernel.home(), clock);
        this.recovery = new Recovery(barn, announcer, clock);
    }

    /** Ends what an earlier agent left open, then follows the Barn. */
    void start() {
        BarnImage image = barn.image();
        Scratch.of(kernel.home()).sweep();
        recovery.recover(image, name);
        watch = barn.watch(image.revision(), change -> see(change.record()));
    }

    private void see(BarnRecord record) {
        if (record instanceof BarnRecord.Assigned assigned) {
            Assignment assignment = assigned.assignment();
            act(assignment, () -> supervise(assignment));
        } else if (record instanceof BarnRecord.RunReleased released) {
            Assignment assignment = barn.image().assignments().get(released.run());
            if (assignment != null) {
                act(assignment, () -> release(assignment));
            }
        }
    }

    private void act(Assignment assignment, Runnable work) {
        if (assignment.agent().equals(name)) {
            Thread thread =
                    Thread.ofPlatform().daemon().name("run-" + assignment.run()).unstarted(work);
            threads.put(assignment.run(), thread);
            thread.start();
        }
    }

    /** Publishes or discards a held run, as the Barn has it. */
    private void release(Assignment assignment) {
        try {
            RunRecord record = barn.image().runs().get(assignment.run());
            if (record != null && !record.status().ended()) {
                recovery.end(record, assignment);
            }
        } finally {
            threads.remove(assignment.run());
        }
    }

    private void supervise(Assignment assignment) {
        RunRecord record = barn.image().runs().get(assignment.run());
        if (record == null || record.status().ended()) {
            threads.remove(assignment.run());
            return;
        }
        try {
            RunSupervisor supervisor =
                    new RunSupervisor(assignment, record, archive(assignment), means);
            supervisors.put(assignment.run(), supervisor);
            supervisor.run();
        } catch (RuninkException e) {
            LOG.error("run '{}' cannot be worked on: {}", assignment.run(), e.getMessage());
            recovery.end(record, assignment);
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
        RunSupervisor supervisor = supervisors.get(run);
        if (supervisor != null) {
            return Optional.of(supervisor.progress());
        }
        return threads.containsKey(run)
                ? Optional.of(new RunProgress(0, 0, 0, 0, 0))
                : Optional.empty();
    }

    @Override
    public List<Problem> spoiled(RunRecord held) {
        return Staging.changed(held.publications()).stream()
                .map(file ->
                        AgentError.STAGED_CHANGED.problem(
                                "'" + file + "' is not what run '" + held.run() + "' staged",
                                "discard the run with 'runi runs discard "
                                        + held.run()
                                        + "', then run it again"))
                .toList();
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
