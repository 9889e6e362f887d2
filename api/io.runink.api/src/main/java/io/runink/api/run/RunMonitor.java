package io.runink.api.run;

import io.runink.api.error.Problem;
import java.util.List;
import java.util.Optional;

/** How far the runs of this node's agent are, and whether those it holds are as they were. */
public interface RunMonitor {

    /** The last known progress of a run; empty unless it runs here. */
    Optional<RunProgress> progress(String run);

    /**
     * What of a held run's staged files is missing or changed: such a run must not be published.
     *
     * @param held the run, as the Barn has it
     */
    List<Problem> spoiled(RunRecord held);
}
