package io.runink.synth;

import io.runink.api.dag.Dag;
import io.runink.api.dag.Node;
import java.nio.file.Path;
import java.util.List;

/** Which source a golden stands for, and how its rows are written. */
final class SourceChoice {

    private SourceChoice() {}

    /**
     * The source whose path is the golden's, counted from its end, since a scenario names paths
     * from the workspace; else the only source.
     */
    static Node.Source of(Dag dag, Path golden) {
        List<Node.Source> sources = dag.nodes(Node.Source.class).toList();
        List<Node.Source> same =
                sources.stream()
                        .filter(it -> golden.endsWith(Path.of(path(it.uri())).normalize()))
                        .toList();
        if (same.size() == 1) {
            return same.getFirst();
        }
        if (sources.size() == 1) {
            return sources.getFirst();
        }
        List<String> uris = sources.stream().map(it -> "'" + it.uri() + "'").toList();
        throw SynthError.SOURCE_UNCLEAR.exception(
                "'"
                        + golden
                        + "' is the file of "
                        + (same.isEmpty() ? "no source" : "several sources")
                        + ", expected that of one of "
                        + String.join(", ", uris),
                "give --golden the path of the source that you want data for");
    }

    static Format format(Node.Source source) {
        int end = source.uri().indexOf("://");
        String scheme = end < 0 ? "" : source.uri().substring(0, end);
        return switch (scheme) {
            case "json" -> Format.JSON;
            case "csv" -> Format.CSV;
            default ->
                    throw SynthError.FORMAT_UNKNOWN.exception(
                            "source '"
                                    + source.uri()
                                    + "' has the scheme '"
                                    + scheme
                                    + "', expected 'json' or 'csv'",
                            "write the golden by hand, or read it with one of those");
        };
    }

    static String path(String uri) {
        int end = uri.indexOf("://");
        return end < 0 ? uri : uri.substring(end + 3);
    }
}
