package io.runink.api.run;

import java.util.Optional;

/** How far the runs of this node's agent are. */
public interface RunMonitor {

    /** The last known progress of a run; empty unless it runs here. */
    Optional<RunProgress> progress(String run);
}
