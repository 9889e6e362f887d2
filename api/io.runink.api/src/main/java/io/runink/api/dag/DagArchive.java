package io.runink.api.dag;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A DAG with the file it was read from.
 *
 * @param dag the pipeline
 * @param digest {@code sha256:} and the hex SHA-256 of the file
 * @param jar the file
 */
public record DagArchive(Dag dag, String digest, Path jar) {

    /** Where a DAG's jar holds the canonical {@link Dag}. */
    public static final String DAG_JSON = "OSGI-INF/runink/dag.json";

    public DagArchive {
        Objects.requireNonNull(dag, "dag is null");
        Objects.requireNonNull(digest, "digest is null");
        Objects.requireNonNull(jar, "jar is null");
    }
}
