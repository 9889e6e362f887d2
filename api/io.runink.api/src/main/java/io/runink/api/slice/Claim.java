package io.runink.api.slice;

import io.runink.api.dag.Dag;
import io.runink.api.plan.SlicePlan;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The one message that binds a parked slice to a herd and gives it its work. The file descriptors
 * that {@code endpoints} number travel beside it, in that order; nothing else of the host does.
 *
 * @param run the run
 * @param herd whose slice it becomes
 * @param token the assignment's fencing token
 * @param slice what to run and within which limits
 * @param dag the pipeline
 * @param endpoints one for each descriptor that travels with the claim
 * @param configuration of each plug-in the slice loads, by plug-in name
 */
public record Claim(
        String run,
        String herd,
        long token,
        SlicePlan slice,
        Dag dag,
        List<Endpoint> endpoints,
        Map<String, Map<String, String>> configuration) {

    public Claim {
        Objects.requireNonNull(run, "run is null");
        Objects.requireNonNull(herd, "herd is null");
        Objects.requireNonNull(slice, "slice is null");
        Objects.requireNonNull(dag, "dag is null");
        endpoints = List.copyOf(endpoints);
        configuration = Map.copyOf(configuration);
    }
}
