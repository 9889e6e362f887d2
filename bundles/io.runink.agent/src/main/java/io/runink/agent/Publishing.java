package io.runink.agent;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnCommand;
import io.runink.api.dag.DagArchive;
import io.runink.api.dag.DatasetUri;
import io.runink.api.dag.Node;
import io.runink.api.error.RuninkException;
import io.runink.api.plan.Assignment;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import io.runink.api.slice.SliceMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of the files that a run staged once its slices did their work: the Barn decides it
 * once, under the token, and durably.
 */
final class Publishing {

    private final Assignment assignment;
    private final DagArchive archive;
    private final Barn barn;
    private boolean committed;
    private boolean held;

    Publishing(Assignment assignment, DagArchive archive, Barn barn) {
        this.assignment = assignment;
        this.archive = archive;
        this.barn = barn;
    }

    /** Whether the files shall become visible, now or by the next start of the agent. */
    boolean committed() {
        return committed;
    }

    /** Whether what was staged has to stay. */
    boolean decided() {
        return committed || held;
    }

    /** Whether anything of the run would be seen by others: a dry run throws its outputs away. */
    boolean visible() {
        return archive.dag().nodes(Node.Sink.class).anyMatch(sink -> target(sink).isPresent());
    }

    /** What becomes visible, the dead-letter queue first: whoever sees the output can see it. */
    List<RunRecord.Publication> publications(List<SliceLink> slices) {
        Map<String, SliceMessage.Written> written = Reports.written(slices);
        List<RunRecord.Publication> publications = new ArrayList<>();
        for (Node node : archive.dag().nodes().reversed()) {
            SliceMessage.Written file = written.get(node.name());
            DatasetUri uri = target(node).orElse(null);
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

    private Optional<DatasetUri> target(Node node) {
        return DatasetUri.parse(assignment.uris().getOrDefault(node.name(), ""))
                .filter(it -> !it.discards());
    }

    /** The one door to visibility. */
    void commit(List<RunRecord.Publication> publications) {
        // Until the Barn says otherwise: an answer that was lost may have been a yes.
        committed = true;
        try {
            barn.submit(
                    new BarnCommand.CommitRun(assignment.run(), assignment.token(), publications));
        } catch (RuninkException e) {
            committed = status() == RunStatus.COMMITTING;
            throw e;
        }
    }

    /** Puts what is committed in place. */
    void publish(List<RunRecord.Publication> publications) {
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

    /**
     * Keeps what was staged until somebody looked at it.
     *
     * @return the report, or that of a failed run if the Barn refused
     */
    RunReport hold(List<RunRecord.Publication> publications, RunReport report) {
        held = true;
        try {
            barn.submit(
                    new BarnCommand.HoldRun(
                            assignment.run(), assignment.token(), publications, report));
            return report;
        } catch (RuninkException e) {
            held = status() == RunStatus.HELD;
            return held ? report : Reports.with(report, RunStatus.FAILED, e.problems());
        }
    }

    private RunStatus status() {
        RunRecord run = barn.image().runs().get(assignment.run());
        return run == null ? RunStatus.FAILED : run.status();
    }
}
