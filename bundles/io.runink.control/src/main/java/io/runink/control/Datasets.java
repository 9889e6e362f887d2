package io.runink.control;

import io.runink.api.dag.Dag;
import io.runink.api.dag.DatasetUri;
import io.runink.api.dag.Node;
import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import io.runink.api.run.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the datasets of a run are: the scenario's URIs, or those that the request puts instead. */
final class Datasets {

    private Datasets() {}

    /**
     * Absolute URIs by node.
     *
     * @throws RuninkException with every problem: unknown nodes, missing sources, one file written
     *     twice or both read and written
     */
    static SortedMap<String, String> resolve(RunRequest request) {
        Dag dag = request.archive().dag();
        List<Problem> problems = new ArrayList<>();
        unknown(dag, request.inputs(), Node.Source.class, "input", problems);
        for (String name : request.outputs().keySet()) {
            boolean known =
                    dag.nodes().stream()
                            .filter(it -> it instanceof Node.Sink || it instanceof Node.Dlq)
                            .anyMatch(it -> it.name().equals(name));
            if (!known) {
                problems.add(noNode("output", name, dag));
            }
        }
        SortedMap<String, DatasetUri> uris = new TreeMap<>();
        for (Node node : dag.nodes()) {
            String written = written(node, request);
            if (written.isEmpty()) {
                continue;
            }
            DatasetUri.parse(written)
                    .ifPresentOrElse(
                            uri -> uris.put(node.name(), uri.resolve(request.workspace())),
                            () ->
                                    problems.add(
                                            ControlError.URI.problem(
                                                    "'"
                                                            + written
                                                            + "' of '"
                                                            + node.name()
                                                            + "' is no URI, expected scheme://path",
                                                    "write it like 'json://folder/file.json'")));
        }
        files(dag, uris, problems);
        if (!problems.isEmpty()) {
            throw new RuninkException(problems);
        }
        SortedMap<String, String> texts = new TreeMap<>();
        uris.forEach((node, uri) -> texts.put(node, uri.toString()));
        return texts;
    }

    private static String written(Node node, RunRequest request) {
        return switch (node) {
            case Node.Source source -> request.inputs().getOrDefault(source.name(), source.uri());
            case Node.Step step -> "";
            case Node.Sink sink ->
                    request.dryRun()
                            ? discard(sink.uri())
                            : request.outputs().getOrDefault(sink.name(), sink.uri());
            case Node.Dlq dlq -> {
                Path rejections = request.rejections();
                if (request.dryRun()) {
                    yield rejections == null ? "" : "json://" + rejections.toAbsolutePath();
                }
                String uri = dlq.uri();
                yield request.outputs().getOrDefault(dlq.name(), uri == null ? "" : uri);
            }
        };
    }

    private static String discard(String uri) {
        return DatasetUri.parse(uri)
                .map(it -> new DatasetUri(it.scheme(), DatasetUri.DISCARD).toString())
                .orElse(uri);
    }

    private static void unknown(
            Dag dag,
            Map<String, String> given,
            Class<? extends Node> kind,
            String option,
            List<Problem> problems) {
        for (String name : given.keySet()) {
            if (dag.nodes(kind).noneMatch(it -> it.name().equals(name))) {
                problems.add(noNode(option, name, dag));
            }
        }
    }

    private static Problem noNode(String option, String name, Dag dag) {
        List<String> names =
                dag.nodes().stream()
                        .filter(it ->
                                option.equals("input")
                                        ? it instanceof Node.Source
                                        : it instanceof Node.Sink || it instanceof Node.Dlq)
                        .map(Node::name)
                        .toList();
        return ControlError.NODE_UNKNOWN.problem(
                "--" + option + " names '" + name + "', expected one of " + names,
                "see 'runi explain --dag'");
    }

    private static void files(Dag dag, SortedMap<String, DatasetUri> uris, List<Problem> problems) {
        Map<Path, String> read = new HashMap<>();
        Map<Path, String> written = new HashMap<>();
        uris.forEach((node, uri) -> {
            if (dag.node(node) instanceof Node.Source) {
                read.put(uri.path(), node);
                if (!Files.isRegularFile(uri.path()) || !Files.isReadable(uri.path())) {
                    problems.add(
                            ControlError.SOURCE.problem(
                                    "source '"
                                            + node
                                            + "' is '"
                                            + uri.path()
                                            + "', expected a file that can be read",
                                    "check the path; 'runi synth' makes one"));
                }
            } else if (!uri.discards()) {
                String other = written.putIfAbsent(uri.path(), node);
                if (other != null) {
                    problems.add(same(uri.path(), other, node));
                }
            }
        });
        written.forEach((path, node) -> {
            String reader = read.get(path);
            if (reader != null) {
                problems.add(same(path, reader, node));
            }
        });
    }

    private static Problem same(Path path, String use, String conflict) {
        return ControlError.SAME_FILE.problem(
                "'" + path + "' is both '" + use + "' and '" + conflict + "', expected two files",
                "give one of them another path");
    }

    /** Bytes of all sources. */
    static long inputBytes(Dag dag, SortedMap<String, String> uris) {
        return dag.nodes(Node.Source.class)
                .flatMap(node -> DatasetUri.parse(uris.getOrDefault(node.name(), "")).stream())
                .mapToLong(uri -> {
                    try {
                        return Files.size(uri.path());
                    } catch (IOException e) {
                        return 0;
                    }
                })
                .sum();
    }
}
