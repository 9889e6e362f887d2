package io.runink.api.plan;

import io.runink.api.dag.Dag;
import io.runink.api.error.Outcome;
import io.runink.api.herd.Herd;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plugin.Plugin;
import java.util.List;

/** Cuts a DAG into slices. Pure. */
public interface Planner {

    /**
     * Plans.
     *
     * @param dag the pipeline
     * @param digest of its archive
     * @param herd whose quota and policy apply
     * @param isolation the level asked for; refused where it is below what the herd accepts
     * @param plugins what is installed; a requirement that none meets is a problem that says what
     *     would
     */
    Outcome<Plan> plan(
            Dag dag, String digest, Herd herd, IsolationLevel isolation, List<Plugin> plugins);
}
