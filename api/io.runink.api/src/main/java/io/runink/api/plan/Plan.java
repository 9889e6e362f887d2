package io.runink.api.plan;

import io.runink.api.dag.Edge;
import io.runink.api.herd.IsolationLevel;
import java.util.List;
import java.util.Objects;

/**
 * A DAG cut into slices for a herd; where they run is still open.
 *
 * @param dagDigest of the DAG
 * @param herd whose slices these are
 * @param isolation the level they run at
 * @param slices in topological order
 * @param crossings the edges that lead from one slice to another; the others stay inside one
 */
public record Plan(
        String dagDigest,
        String herd,
        IsolationLevel isolation,
        List<SlicePlan> slices,
        List<Edge> crossings) {

    public Plan {
        Objects.requireNonNull(dagDigest, "dagDigest is null");
        Objects.requireNonNull(herd, "herd is null");
        Objects.requireNonNull(isolation, "isolation is null");
        slices = List.copyOf(slices);
        crossings = List.copyOf(crossings);
    }

    /** The slice that runs a node. */
    public SlicePlan sliceOf(String node) {
        return slices.stream()
                .filter(slice -> slice.nodes().contains(node))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no slice runs '" + node + "'"));
    }
}
