package io.runink.lineage;

import io.runink.api.dag.DatasetUri;
import java.util.Optional;

/**
 * A dataset by OpenLineage's naming rules.
 *
 * @param namespace {@code file} for local files
 * @param name the absolute path of a file
 */
record Dataset(String namespace, String name) {

    /** What a source reads or a sink writes; empty if it is thrown away. */
    static Optional<Dataset> of(String uri) {
        return DatasetUri.parse(uri)
                .filter(parsed -> !parsed.discards())
                .map(parsed -> new Dataset("file", parsed.path().toString()));
    }

    /** What flows out of a node to others, kept nowhere. */
    static Dataset between(String herd, String job) {
        return new Dataset("inmemory://" + herd, job);
    }
}
