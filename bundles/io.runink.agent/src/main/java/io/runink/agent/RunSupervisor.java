package io.runink.agent;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnCommand;
import io.runink.api.dag.DagArchive;
import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import io.runink.api.plan.Assignment;
import io.runink.api.plan.SlicePlan;
import io.runink.api.plugin.Plugins;
import io.runink.api.run.RunProgress;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import io.runink.api.slice.Claim;
import io.runink.api.slice.SliceMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Brings one assigned run to its end: grants, slices, claims, then either prepare, commit and
 * publish, or hold, or abort. Whatever happens, the run ends or is held in the Barn, and no process
 * of it outlives it.
 */
final class RunSupervisor implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(RunSupervisor.class);

    /** After the first failure, how long to listen for a graver cause of it. */
    private static final Duration DIAGNOSIS = Duration.ofMillis(400);

    /** How long a command may take to end once its slice has all its rows. */
    private static final Duration LINGERING = Duration.ofSeconds(10);

    /** How long a slice may take to leave once its work is done. */
    private static final long LEAVE_MILLIS = 5_000;

    private final Assignment assignment;
    private final RunRecord record;
    private final DagArchive archive;
    private final Means means;
    private final Publishing publishing;
    private final BlockingQueue<SliceLink.Event> events = new LinkedBlockingQueue<>();
    private final List<SliceLink> slices = new CopyOnWriteArrayList<>();
    private final List<CommandLink> commands = new CopyOnWriteArrayList<>();
    private volatile long inputBytes;

    /**
     * What every run is brought to its end with.
     *
     * @param barn where it is decided
     * @param pool of slices
     * @param commands starts external commands
     * @param plugins that are installed
     * @param announcer tells how runs start and end
     * @param home of the kernel
     * @param clock for reports
     */
    record Means(
            Barn barn,
            WarmPool pool,
            CommandStarter commands,
            Plugins plugins,
            Announcer announcer,
            Path home,
            Clock clock) {}

    RunSupervisor(Assignment assignment, RunRecord record, DagArchive archive, Means means) {
        this.assignment = assignment;
        this.record = record;
        this.archive = archive;
        this.means = means;
        this.publishing = new Publishing(assignment, archive, means.barn());
    }

    /** How far the run is. */
    RunProgress progress() {
        return Reports.progress(archive, slices, inputBytes);
    }

    @Override
    public void run() {
        MDC.put("run", assignment.run());
        MDC.put("herd", assignment.plan().herd());
        try {
            supervise();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            slices.forEach(SliceLink::close);
            commands.forEach(CommandLink::close);
        } finally {
            MDC.clear();
        }
    }

    private void supervise() throws InterruptedException {
        LOG.info("run started");
        means.announcer().started(assignment);
        RunReport report;
        try (Grants grants = Grants.open(assignment, archive, means.home())) {
            inputBytes = grants.inputBytes();
            List<Problem> problems = work(grants);
            if (!problems.isEmpty()) {
                slices.forEach(slice -> slice.tell(new SliceMessage.Abort()));
                slices.forEach(slice -> slice.process().kill());
            }
            slices.forEach(slice -> slice.end(LEAVE_MILLIS));
            commands.forEach(CommandLink::close);
            report = settled(problems);
            if (!report.problems().isEmpty() && !publishing.decided()) {
                grants.discard(assignment);
            }
        } catch (RuninkException e) {
            report = report(RunStatus.FAILED, e.problems());
        }
        slices.forEach(SliceLink::close);
        end(report);
    }

    private List<Problem> work(Grants grants) throws InterruptedException {
        try {
            Deadline timeout = Deadline.ofMillis(archive.dag().policy().timeoutMillis());
            start(grants);
            await(timeout);
            if (Diagnosis.failed(slices, commands)) {
                return Diagnosis.of(slices, commands);
            }
            List<Problem> broken =
                    Assertions.broken(
                            archive.dag(), Reports.rows(archive, slices), Reports.passed(slices));
            if (!broken.isEmpty()) {
                return broken;
            }
            List<RunRecord.Publication> publications = publishing.publications(slices);
            if (!held()) {
                publishing.commit(publications);
            }
            slices.forEach(slice -> slice.tell(new SliceMessage.Commit(assignment.token())));
            if (publishing.committed()) {
                publishing.publish(publications);
            }
            return List.of();
        } catch (RuninkException e) {
            // A process that died while it was claimed says more than the broken channel does.
            return Diagnosis.failed(slices, commands)
                    ? Diagnosis.of(slices, commands)
                    : e.problems();
        }
    }

    private boolean held() {
        return publishing.visible() && !Reports.holds(slices).isEmpty();
    }

    private void start(Grants grants) {
        List<SlicePlan> plans = assignment.plan().slices();
        List<PooledSlice> starting =
                means.pool()
                        .take(
                                plans,
                                assignment.plan().herd(),
                                assignment.run(),
                                assignment.plan().isolation(),
                                inputBytes);
        RuninkException failure = null;
        for (SlicePlan plan : plans) {
            try {
                grants.command(plan)
                        .map(it -> means.commands().start(assignment, plan, it))
                        .ifPresent(commands::add);
            } catch (RuninkException e) {
                failure = e;
            }
        }
        for (int i = 0; i < plans.size(); i++) {
            try {
                slices.add(link(plans.get(i), starting.get(i)));
            } catch (RuninkException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        commands.forEach(command -> command.listen(events));
        for (int i = 0; i < slices.size(); i++) {
            claim(i, grants);
        }
        // From here each edge has two ends and no third: it breaks when either process dies.
        grants.close();
    }

    private static SliceLink link(SlicePlan plan, PooledSlice slice) {
        try {
            return new SliceLink(plan, slice);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuninkException coded
                    ? coded
                    : new RuninkException(
                            AgentError.DEFECT.problem(
                                    "slice '" + plan.name() + "' did not start",
                                    "report this with the kernel's log"),
                            e);
        }
    }

    /** Gives a slice its work; one that waited and is gone is replaced by one that starts now. */
    private void claim(int place, Grants grants) {
        SliceLink link = slices.get(place);
        SlicePlan plan = link.plan();
        try {
            link.claim(claim(plan, grants), grants.of(plan), events);
        } catch (RuninkException e) {
            if (!link.slice().waited()) {
                throw e;
            }
            link.close();
            PooledSlice other =
                    means.pool()
                            .replace(
                                    link.slice(), plan, assignment.plan().herd(), assignment.run());
            SliceLink fresh = link(plan, other);
            slices.set(place, fresh);
            fresh.claim(claim(plan, grants), grants.of(plan), events);
        }
    }

    private Claim claim(SlicePlan plan, Grants grants) {
        Map<String, Map<String, String>> configuration = new HashMap<>();
        plan.plugins()
                .forEach(name -> configuration.put(name, means.plugins().configuration(name)));
        return new Claim(
                assignment.run(),
                assignment.plan().herd(),
                assignment.token(),
                plan,
                archive.dag(),
                grants.of(plan).stream().map(Grants.Grant::endpoint).toList(),
                configuration);
    }

    /** Returns when everybody is done, or when one failed and its cause had time to show. */
    private void await(Deadline timeout) throws InterruptedException {
        Deadline lingering = Deadline.NONE;
        while (!Diagnosis.failed(slices, commands)) {
            boolean prepared = slices.stream().allMatch(it -> it.prepared().isPresent());
            if (prepared && commands.stream().allMatch(it -> it.exited().isPresent())) {
                return;
            }
            if (prepared && !lingering.set()) {
                lingering = Deadline.in(LINGERING);
            }
            timeout.orEarlier(lingering).poll(events);
            if (timeout.passed()) {
                throw AgentError.TIMEOUT.exception(
                        "run '"
                                + assignment.run()
                                + "' took longer than the "
                                + Deadline.text(archive.dag().policy().timeoutMillis())
                                + " that its scenario allows",
                        "look for what keeps it, or raise @timeout; nothing was published");
            }
            if (lingering.passed()) {
                throw Diagnosis.lingering(commands);
            }
        }
        Deadline silence = Deadline.in(DIAGNOSIS);
        while (!silence.passed()) {
            silence.poll(events);
        }
    }

    /** The report once every process has left, and what the Barn made of a run that is held. */
    private RunReport settled(List<Problem> problems) {
        if (!problems.isEmpty()) {
            return report(RunStatus.FAILED, problems);
        }
        if (publishing.committed()) {
            return report(RunStatus.COMPLETED, List.of());
        }
        RunReport report = report(RunStatus.HELD, Reports.holds(slices));
        // Told before, as an end is: once the Barn has it, the command that waits may stop us.
        means.announcer().held(assignment, report);
        return publishing.hold(publishing.publications(slices), report);
    }

    private RunReport report(RunStatus status, List<Problem> problems) {
        Duration took = Duration.between(record.started(), Instant.now(means.clock()));
        return Reports.report(assignment, archive, slices, took, status, problems);
    }

    private void end(RunReport report) {
        boolean completed = report.status().equals(RunStatus.COMPLETED.text());
        if (report.status().equals(RunStatus.HELD.text())) {
            LOG.info("run held");
            return;
        }
        if (publishing.committed() && !completed) {
            LOG.error("run '{}' is committed and not visible yet", assignment.run());
            return;
        }
        means.announcer().ended(assignment, report);
        try {
            means.barn()
                    .submit(
                            new BarnCommand.EndRun(
                                    assignment.run(),
                                    completed ? RunStatus.COMPLETED : RunStatus.FAILED,
                                    report));
            LOG.info("run {}", report.status());
        } catch (RuninkException e) {
            // The next start of this agent finds the run open and ends it.
            LOG.warn(
                    "run '{}' could not be ended in the Barn: {}",
                    assignment.run(),
                    e.getMessage());
        }
    }
}
