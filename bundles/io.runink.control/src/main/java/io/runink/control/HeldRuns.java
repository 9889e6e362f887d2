package io.runink.control;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnCommand;
import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import io.runink.api.run.RunMonitor;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets runs that are held come to an end. */
final class HeldRuns {

    /** The agent may need a moment to begin; then it works on the run or has given up. */
    private static final int IDLE_TICKS_MAX = 4;

    private final Barn store;
    private final RunMonitor agent;

    HeldRuns(Barn store, RunMonitor agent) {
        this.store = store;
        this.agent = agent;
    }

    /**
     * Releases one and waits for its end.
     *
     * @param publish whether what it staged becomes visible; else it is removed
     */
    RunReport release(String run, boolean publish) {
        RunRecord record = store.image().runs().get(run);
        if (publish && record != null && record.status() == RunStatus.HELD) {
            List<Problem> spoiled = agent.spoiled(record);
            if (!spoiled.isEmpty()) {
                throw new RuninkException(spoiled);
            }
        }
        AtomicInteger idle = new AtomicInteger();
        try (RunEnd end = RunEnd.of(store, run, false)) {
            store.submit(new BarnCommand.ReleaseRun(run, publish));
            RunRecord now = store.image().runs().get(run);
            RunReport report = now == null ? null : now.report();
            if (now != null && now.status().ended() && report != null) {
                return report;
            }
            return end.await(() -> {
                boolean waits = agent.progress(run).isEmpty();
                if (waits && idle.incrementAndGet() >= IDLE_TICKS_MAX) {
                    throw unfinished(run, publish);
                }
            });
        }
    }

    private static RuninkException unfinished(String run, boolean publish) {
        return ControlError.NOT_VISIBLE.exception(
                "run '"
                        + run
                        + (publish
                                ? "' is committed, but its outputs could not be put in place"
                                : "' is discarded, but what it staged could not be removed"),
                "free its output folders; the next command finishes it");
    }
}
