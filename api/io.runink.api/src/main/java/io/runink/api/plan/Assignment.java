package io.runink.api.plan;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A plan placed on an agent: all an agent needs to act, beside the DAG that the digest names.
 *
 * @param run the run it belongs to
 * @param agent the node that shall act on it
 * @param plan what to run
 * @param uris of sources, sinks and the dead-letter queue, by node: {@code
 *     scheme:///absolute/path}; a sink at {@code /dev/null} discards
 * @param workspace the folder that the files of its external commands are in, absolute; empty
 *     before it is resolved
 * @param token the Raft index of the entry that committed it, which fences every effect; 0 before
 *     it is committed
 */
public record Assignment(
        String run,
        String agent,
        Plan plan,
        SortedMap<String, String> uris,
        String workspace,
        long token) {

    public Assignment {
        Objects.requireNonNull(run, "run is null");
        Objects.requireNonNull(agent, "agent is null");
        Objects.requireNonNull(plan, "plan is null");
        uris = Collections.unmodifiableSortedMap(new TreeMap<>(uris));
        Objects.requireNonNull(workspace, "workspace is null");
    }

    /** A placement whose URIs are not resolved yet. */
    public Assignment(String run, String agent, Plan plan, long token) {
        this(run, agent, plan, new TreeMap<>(), "", token);
    }

    /** The same placement, with its URIs and the folder that relative paths start from. */
    public Assignment resolved(SortedMap<String, String> absolute, String folder) {
        return new Assignment(run, agent, plan, absolute, folder, token);
    }

    /** The same placement, committed at an index. */
    public Assignment committedAt(long index) {
        return new Assignment(run, agent, plan, uris, workspace, index);
    }
}
