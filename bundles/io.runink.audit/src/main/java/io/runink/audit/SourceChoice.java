package io.runink.audit;

import io.runink.api.dag.Dag;
import io.runink.api.dag.Node;
import java.nio.file.Path;
import java.util.List;

/** Which source the data stands for. */
final class SourceChoice {

    private SourceChoice() {}

    /** The source whose path is the data's, from the workspace; else the only source. */
    static Node.Source of(Dag dag, Path golden, Path workspace) {
        List<Node.Source> sources = dag.nodes(Node.Source.class).toList();
        List<Node.Source> same =
                sources.stream().filter(it -> golden.equals(path(it.uri(), workspace))).toList();
        if (same.size() == 1) {
            return same.getFirst();
        }
        if (sources.size() == 1) {
            return sources.getFirst();
        }
        List<String> uris = sources.stream().map(it -> "'" + it.uri() + "'").toList();
        throw AuditError.SOURCE_UNCLEAR.exception(
                "'"
                        + golden
                        + "' is the file of "
                        + (same.isEmpty() ? "no source" : "several sources")
                        + ", expected that of one of "
                        + String.join(", ", uris),
                "give --golden the path of the source whose data you want to audit");
    }

    private static Path path(String uri, Path workspace) {
        int end = uri.indexOf("://");
        return workspace.resolve(end < 0 ? uri : uri.substring(end + 3)).normalize();
    }

    /** The scheme of a URI. */
    static String scheme(String uri) {
        int end = uri.indexOf("://");
        return end < 0 ? "" : uri.substring(0, end);
    }
}
