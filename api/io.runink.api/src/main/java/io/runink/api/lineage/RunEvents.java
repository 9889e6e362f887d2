package io.runink.api.lineage;

import io.runink.api.dag.Dag;
import io.runink.api.run.RunReport;
import java.util.Map;

/** Told about runs as they start and end; emits lineage. */
public interface RunEvents {

    /**
     * A run is about to start.
     *
     * @param run its id
     * @param herd whose
     * @param dag what it runs
     * @param uris absolute URIs of sources and sinks, by node name
     */
    void started(String run, String herd, Dag dag, Map<String, String> uris);

    /**
     * A run did its work and is held: what it wrote becomes visible only if a person says so.
     *
     * @param dag what it ran
     * @param uris absolute URIs of sources and sinks, by node name
     * @param report what is known of it
     */
    void held(Dag dag, Map<String, String> uris, RunReport report);

    /**
     * A run has ended.
     *
     * @param dag what it ran
     * @param uris absolute URIs of sources and sinks, by node name
     * @param report its end
     */
    void ended(Dag dag, Map<String, String> uris, RunReport report);
}
