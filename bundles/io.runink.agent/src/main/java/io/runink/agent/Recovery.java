package io.runink.agent;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnCommand;
import io.runink.api.barn.BarnImage;
import io.runink.api.error.Problem;
import io.runink.api.plan.Assignment;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the runs of an agent that died: those that were committed become visible, those that are
 * held stay so, the others leave nothing. An agent's slices die with it, so none of them still
 * writes. Ends held runs that were released in the same way.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Barn barn;
    private final Announcer announcer;
    private final Clock clock;

    Recovery(Barn barn, Announcer announcer, Clock clock) {
        this.barn = barn;
        this.announcer = announcer;
        this.clock = clock;
    }

    /** Ends every open run in the image that is this agent's, or was never placed. */
    void recover(BarnImage image, String agent) {
        for (RunRecord run : image.runs().values()) {
            Assignment assignment = image.assignments().get(run.run());
            boolean mine = assignment == null || assignment.agent().equals(agent);
            if (!run.status().ended() && run.status() != RunStatus.HELD && mine) {
                end(run, assignment);
            }
        }
    }

    /** Ends one open run that nobody works on. */
    void end(RunRecord run, @Nullable Assignment assignment) {
        switch (run.status()) {
            case COMMITTING -> rollForward(run, assignment);
            case DISCARDING -> discard(run, assignment);
            default -> rollBack(run, assignment);
        }
    }

    private void discard(RunRecord run, @Nullable Assignment assignment) {
        List<Path> left = Staging.discard(run.publications());
        if (!left.isEmpty()) {
            LOG.error("run '{}' is discarded but {} cannot be removed", run.run(), left);
            return;
        }
        end(run, assignment, RunStatus.CANCELLED, List.of());
    }

    private void rollForward(RunRecord run, @Nullable Assignment assignment) {
        try {
            Staging.publish(run.publications());
        } catch (IOException e) {
            LOG.error(
                    "run '{}' is committed but cannot be made visible: {}",
                    run.run(),
                    e.toString());
            return;
        }
        end(run, assignment, RunStatus.COMPLETED, List.of());
    }

    private void rollBack(RunRecord run, @Nullable Assignment assignment) {
        if (assignment != null) {
            Staging.discard(assignment.uris().values(), run.run())
                    .forEach(left -> LOG.warn("staged file '{}' could not be removed", left));
        }
        Problem gone =
                AgentError.AGENT_GONE.problem(
                        "run '" + run.run() + "' lost the agent that worked on it",
                        "nothing of it was written; run it again");
        end(run, assignment, RunStatus.FAILED, List.of(gone));
    }

    private void end(
            RunRecord run,
            @Nullable Assignment assignment,
            RunStatus status,
            List<Problem> problems) {
        RunReport report = report(run, assignment, status, problems);
        if (assignment != null) {
            announcer.ended(assignment, report);
        }
        barn.submit(new BarnCommand.EndRun(run.run(), status, report));
    }

    /** The figures died with the agent; what the Barn knows is all there is. */
    private RunReport report(
            RunRecord run,
            @Nullable Assignment assignment,
            RunStatus status,
            List<Problem> problems) {
        RunReport held = run.report();
        if (held != null) {
            return Reports.released(held, status);
        }
        SortedMap<String, Long> none = new TreeMap<>(Map.of());
        return new RunReport(
                run.run(),
                run.herd(),
                status.text(),
                run.dagDigest(),
                assignment == null ? "" : assignment.plan().isolation().text(),
                RunReport.Rows.NONE,
                List.of(),
                List.of(),
                problems.isEmpty() ? new RunReport.DlqFigures("", 0, none) : null,
                Math.max(0, Duration.between(run.started(), Instant.now(clock)).toMillis()),
                problems);
    }
}
