package io.runink.api.barn;

import io.runink.api.herd.Herd;
import io.runink.api.plan.Assignment;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of what the Barn holds: what is logged, replayed, and sent to watchers. */
public sealed interface BarnRecord {

    record HerdPut(Herd herd) implements BarnRecord {}

    /** When it was recorded is null in logs of an earlier version, which did not say. */
    record ContractPut(
            String herd, String id, String version, String hash, @Nullable Instant recorded)
            implements BarnRecord {}

    record DagPut(String herd, String scenario, String digest) implements BarnRecord {}

    record RunOpened(RunRecord run) implements BarnRecord {}

    /** The assignment carries its token. */
    record Assigned(Assignment assignment) implements BarnRecord {}

    record RunCommitting(String run, List<RunRecord.Publication> publications)
            implements BarnRecord {}

    record RunHeld(String run, List<RunRecord.Publication> publications, RunReport report)
            implements BarnRecord {}

    /** A held run is committing now, or discarding. */
    record RunReleased(String run, boolean publish) implements BarnRecord {}

    record RunEnded(String run, RunStatus status, RunReport report) implements BarnRecord {}
}
