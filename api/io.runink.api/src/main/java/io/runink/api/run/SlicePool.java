package io.runink.api.run;

import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.SlicePlan;
import java.util.List;

/**
 * Starts slices ahead of their work. They park inside their walls, knowing nothing of any herd,
 * until an assignment that the agent saw committed claims them. Those that nothing claims are
 * ended.
 */
public interface SlicePool {

    /**
     * Starts one parked slice for each, in the background. Failures are kept quiet: the claim then
     * starts a slice itself and says what is wrong.
     *
     * @param slices what is likely to run next
     * @param isolation the level
     * @param inputBytes how much they will read, which decides how they compile; 0 if unknown
     */
    void prepare(List<SlicePlan> slices, IsolationLevel isolation, long inputBytes);
}
