package io.runink.api.barn;

import io.runink.api.herd.Herd;
import io.runink.api.plan.Assignment;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import java.time.Instant;
import java.util.List;

/**
 * A wish to change what the Barn holds. Deciding one is pure: times and ids come with it.
 *
 * <p>Only this project's own rooms switch over commands, so the family may be sealed.
 */
public sealed interface BarnCommand {

    /** Registers a herd, or replaces its definition. */
    record PutHerd(Herd herd) implements BarnCommand {}

    /**
     * Records a version of a contract. The same id and version with another hash is refused: a
     * version is immutable.
     */
    record PutContract(String herd, String id, String version, String hash, Instant recorded)
            implements BarnCommand {}

    /** Records a DAG by its digest. */
    record PutDag(String herd, String scenario, String digest) implements BarnCommand {}

    /** Opens a run; refused if the herd is unknown or the id is taken. */
    record OpenRun(
            String run,
            String herd,
            String scenario,
            String dagDigest,
            List<String> lock,
            Instant started)
            implements BarnCommand {}

    /** Places a pending run; the entry's index becomes the fencing token. */
    record Assign(Assignment assignment) implements BarnCommand {}

    /**
     * Lets a run's outputs become visible. Refused unless the run is running and the token is the
     * one its assignment was committed with: this is what makes a commit happen at most once.
     */
    record CommitRun(String run, long token, List<RunRecord.Publication> publications)
            implements BarnCommand {}

    /**
     * Keeps a run's outputs staged until somebody has looked at them. Refused where {@link
     * CommitRun} would be.
     */
    record HoldRun(
            String run, long token, List<RunRecord.Publication> publications, RunReport report)
            implements BarnCommand {}

    /**
     * Lets a held run's outputs become visible, or be removed. Refused unless the run is held; one
     * that was released alike is answered as if it were done now.
     */
    record ReleaseRun(String run, boolean publish) implements BarnCommand {}

    /**
     * Ends a run. A committing run can only complete, a discarding one only be cancelled, a held
     * one is released first; an ended one stays as it is, and is answered as if it were done.
     */
    record EndRun(String run, RunStatus status, RunReport report) implements BarnCommand {}
}
