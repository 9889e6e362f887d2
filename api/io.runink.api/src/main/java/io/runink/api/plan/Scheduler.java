package io.runink.api.plan;

import io.runink.api.error.Outcome;

/** Places a plan on an agent. Pure. */
public interface Scheduler {

    /**
     * Places all slices of a plan, or says what is missing.
     *
     * @param run the run's id
     * @param plan what to place
     * @param cluster what there is, and what is in use
     */
    Outcome<Assignment> schedule(String run, Plan plan, ClusterImage cluster);
}
