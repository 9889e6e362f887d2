package io.runink.api.plan;

import java.util.Objects;

/**
 * A plan placed on an agent.
 *
 * @param run the run it belongs to
 * @param agent the node that shall act on it
 * @param plan what to run
 * @param token the Raft index of the entry that committed it, which fences every effect; 0 before
 *     it is committed
 */
public record Assignment(String run, String agent, Plan plan, long token) {

    public Assignment {
        Objects.requireNonNull(run, "run is null");
        Objects.requireNonNull(agent, "agent is null");
        Objects.requireNonNull(plan, "plan is null");
    }

    /** The same placement, committed at an index. */
    public Assignment committedAt(long index) {
        return new Assignment(run, agent, plan, index);
    }
}
