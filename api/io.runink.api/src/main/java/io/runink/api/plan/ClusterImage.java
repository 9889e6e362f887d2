package io.runink.api.plan;

import io.runink.api.herd.Herd;
import java.util.List;
import java.util.Objects;

/**
 * What a scheduler decides on.
 *
 * @param agents nodes that can take slices, in a stable order
 * @param herd whose quota applies
 * @param running every assignment whose run has not ended
 */
public record ClusterImage(List<AgentCapacity> agents, Herd herd, List<Assignment> running) {

    /**
     * A node and what it can hold in all.
     *
     * @param name of the agent
     * @param memoryBytes for slices
     * @param cpuMillis for slices
     */
    public record AgentCapacity(String name, long memoryBytes, int cpuMillis) {
        public AgentCapacity {
            Objects.requireNonNull(name, "name is null");
        }
    }

    public ClusterImage {
        agents = List.copyOf(agents);
        Objects.requireNonNull(herd, "herd is null");
        running = List.copyOf(running);
    }
}
