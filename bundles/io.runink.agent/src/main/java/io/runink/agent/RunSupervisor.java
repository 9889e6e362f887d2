package io.runink.agent;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnCommand;
import io.runink.api.dag.DagArchive;
import io.runink.api.dag.DatasetUri;
import io.runink.api.dag.Node;
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
import io.runink.spi.isolation.SliceProcess;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Brings one assigned run to its end: grants, slices, claims, then either prepare, commit and
 * publish, or abort. Whatever happens, the run ends in the Barn and no slice outlives it.
 */
final class RunSupervisor implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(RunSupervisor.class);

    /** After the first failure, how long to listen for a graver cause of it. */
    private static final long DIAGNOSIS_MILLIS = 400;

    /** How long a slice may take to leave once its work is done. */
    private static final long LEAVE_MILLIS = 5_000;

    private final Assignment assignment;
    private final RunRecord record;
    private final DagArchive archive;
    private final Barn barn;
    private final ParkedSlices pool;
    private final Plugins plugins;
    private final Announcer announcer;
    private final Clock clock;
    private final BlockingQueue<SliceLink.Event> events = new LinkedBlockingQueue<>();
    private final List<SliceLink> slices = new CopyOnWriteArrayList<>();
    private volatile long inputBytes;
    private boolean committed;

    RunSupervisor(
            Assignment assignment,
            RunRecord record,
            DagArchive archive,
            Barn barn,
            ParkedSlices pool,
            Plugins plugins,
            Announcer announcer,
            Clock clock) {
        this.assignment = assignment;
        this.record = record;
        this.archive = archive;
        this.barn = barn;
        this.pool = pool;
        this.plugins = plugins;
        this.announcer = announcer;
        this.clock = clock;
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
        } finally {
            MDC.clear();
        }
    }

    private void supervise() throws InterruptedException {
        LOG.info("run started");
        announcer.started(assignment);
        List<Problem> problems;
        try (Grants grants = Grants.open(assignment, archive)) {
            inputBytes = grants.inputBytes();
            problems = work(grants);
            if (!problems.isEmpty()) {
                slices.forEach(slice -> slice.tell(new SliceMessage.Abort()));
                slices.forEach(slice -> slice.process().kill());
                if (!committed) {
                    // What is committed must become visible: the next start of the agent needs it.
                    grants.discard(assignment);
                }
            }
        } catch (RuninkException e) {
            problems = e.problems();
        }
        slices.forEach(slice -> slice.end(LEAVE_MILLIS));
        RunReport report =
                Reports.report(
                        assignment,
                        archive,
                        slices,
                        record.started(),
                        Instant.now(clock),
                        problems);
        slices.forEach(SliceLink::close);
        end(report);
    }

    private List<Problem> work(Grants grants) throws InterruptedException {
        try {
            start(grants);
            await();
            if (Diagnosis.failed(slices)) {
                return Diagnosis.of(slices);
            }
            List<Problem> broken =
                    Assertions.broken(
                            archive.dag(), Reports.rows(archive, slices), Reports.passed(slices));
            if (!broken.isEmpty()) {
                return broken;
            }
            commit();
            return List.of();
        } catch (RuninkException e) {
            // A slice that died while it was claimed says more than the broken channel does.
            return Diagnosis.failed(slices) ? Diagnosis.of(slices) : e.problems();
        }
    }

    private void start(Grants grants) {
        List<SlicePlan> plans = assignment.plan().slices();
        List<CompletableFuture<SliceProcess>> starting =
                pool.take(plans, assignment.plan().isolation(), inputBytes);
        RuninkException failure = null;
        for (int i = 0; i < plans.size(); i++) {
            try {
                slices.add(new SliceLink(plans.get(i), starting.get(i).join()));
            } catch (CompletionException e) {
                failure =
                        e.getCause() instanceof RuninkException coded
                                ? coded
                                : new RuninkException(
                                        AgentError.DEFECT.problem(
                                                "slice '" + plans.get(i).name() + "' did not start",
                                                "report this with the kernel's log"),
                                        e);
            }
        }
        if (failure != null) {
            throw failure;
        }
        for (SliceLink slice : slices) {
            slice.claim(claim(slice.plan(), grants), grants.of(slice.plan()), events);
        }
        // From here each edge has two ends and no third: it breaks when either slice dies.
        grants.close();
    }

    private Claim claim(SlicePlan plan, Grants grants) {
        Map<String, Map<String, String>> configuration = new HashMap<>();
        plan.plugins().forEach(name -> configuration.put(name, plugins.configuration(name)));
        return new Claim(
                assignment.run(),
                assignment.plan().herd(),
                assignment.token(),
                plan,
                archive.dag(),
                grants.of(plan).stream().map(Grants.Grant::endpoint).toList(),
                configuration);
    }

    /** Returns when every slice is prepared, or when one failed and its cause had time to show. */
    private void await() throws InterruptedException {
        while (!slices.stream().allMatch(it -> it.prepared().isPresent())) {
            events.take();
            if (Diagnosis.failed(slices)) {
                long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DIAGNOSIS_MILLIS);
                while (deadline - System.nanoTime() > 0) {
                    events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                }
                return;
            }
        }
    }

    /** The one door to visibility: the Barn lets it happen once, under the token, and durably. */
    private void commit() {
        List<RunRecord.Publication> publications = publications();
        // Until the Barn says otherwise: an answer that was lost may have been a yes.
        committed = true;
        try {
            barn.submit(
                    new BarnCommand.CommitRun(assignment.run(), assignment.token(), publications));
        } catch (RuninkException e) {
            RunRecord run = barn.image().runs().get(assignment.run());
            committed = run != null && run.status() == RunStatus.COMMITTING;
            throw e;
        }
        slices.forEach(slice -> slice.tell(new SliceMessage.Commit(assignment.token())));
        try {
            Staging.publish(publications);
        } catch (IOException e) {
            // Committed is committed: the next start of this agent finishes the renames.
            throw new RuninkException(
                    AgentError.OUTPUT.problem(
                            "run '" + assignment.run() + "' is committed, but not yet visible",
                            "free its output folders; the next command finishes it"),
                    e);
        }
    }

    /** What becomes visible, the dead-letter queue first: whoever sees the output can see it. */
    private List<RunRecord.Publication> publications() {
        Map<String, SliceMessage.Written> written = Reports.written(slices);
        List<RunRecord.Publication> publications = new ArrayList<>();
        for (Node node : archive.dag().nodes().reversed()) {
            SliceMessage.Written file = written.get(node.name());
            DatasetUri uri =
                    DatasetUri.parse(assignment.uris().getOrDefault(node.name(), ""))
                            .filter(it -> !it.discards())
                            .orElse(null);
            if (file != null && uri != null) {
                publications.add(
                        new RunRecord.Publication(
                                Staging.staged(uri.path(), assignment.run()).toString(),
                                uri.path().toString(),
                                file.sha256()));
            }
        }
        return publications;
    }

    private void end(RunReport report) {
        boolean completed = report.problems().isEmpty();
        if (committed && !completed) {
            LOG.error("run '{}' is committed and not visible yet", assignment.run());
            return;
        }
        announcer.ended(assignment, report);
        try {
            barn.submit(
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
