package io.runink.api.run;

import io.runink.api.dag.DagArchive;
import io.runink.api.herd.IsolationLevel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A wish to run a DAG.
 *
 * @param archive what to run
 * @param inputs URIs that replace those of sources, by node name
 * @param outputs URIs that replace those of sinks and of the dead-letter queue, by node name
 * @param isolation the level asked for; null for what the herd demands
 * @param best whether a weaker level is taken where the machine lacks the one asked for: {@code
 *     runi demo} alone may
 * @param dryRun whether sinks discard their rows and the dead-letter queue goes to {@code
 *     rejections}: for an audit
 * @param rejections where a dry run writes the dead-letter queue; null otherwise
 * @param workspace the folder relative paths start from
 */
public record RunRequest(
        DagArchive archive,
        Map<String, String> inputs,
        Map<String, String> outputs,
        @Nullable IsolationLevel isolation,
        boolean best,
        boolean dryRun,
        @Nullable Path rejections,
        Path workspace) {

    public RunRequest {
        Objects.requireNonNull(archive, "archive is null");
        inputs = Map.copyOf(inputs);
        outputs = Map.copyOf(outputs);
        Objects.requireNonNull(workspace, "workspace is null");
    }
}
