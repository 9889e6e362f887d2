package io.runink.compile;

import io.runink.api.error.Location;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The vertices of a scenario and what flows between them. A step takes from the line before: the
 * step there, or the sources there together. A sink takes from the last step. {@code from} names
 * others.
 */
final class FlowGraph {

    /** The dead-letter queue's name, which nothing else may have. */
    static final String DLQ = "dlq";

    /** Names become parts of file and socket names: this is what all of those can hold. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,62}");

    private final Scenario scenario;
    private final Problems problems;
    private final Map<String, Vertex> vertices = new LinkedHashMap<>();

    private FlowGraph(Scenario scenario, Problems problems) {
        this.scenario = scenario;
        this.problems = problems;
    }

    /** The vertices in topological order; empty if the scenario's flow is not a DAG. */
    static Optional<List<Vertex>> of(Scenario scenario, Problems problems) {
        int before = problems.errors().size();
        FlowGraph graph = new FlowGraph(scenario, problems);
        graph.collect();
        graph.sourceAndSink();
        graph.upstreamKnown();
        if (problems.errors().size() > before) {
            return Optional.empty();
        }
        List<Vertex> ordered = graph.ordered();
        graph.dangling();
        return problems.errors().size() > before ? Optional.empty() : Optional.of(ordered);
    }

    private void collect() {
        Map<String, Location> taken = new HashMap<>();
        List<String> sources = new ArrayList<>();
        List<String> last = new ArrayList<>();
        boolean lastIsStep = false;
        int sourceCount = 0;
        int sinkCount = 0;
        for (Tag tag : scenario.tags()) {
            switch (tag.name()) {
                case "source" -> {
                    sourceCount++;
                    String name = name(tag, numbered("source", sourceCount), taken);
                    if (lastIsStep) {
                        sources.clear();
                    }
                    lastIsStep = false;
                    sources.add(name);
                    last = sources;
                    put(new Vertex(Vertex.Kind.SOURCE, name, tag, List.of()));
                }
                case "step" -> {
                    String name = name(tag, tag.text().orElse(""), taken);
                    put(new Vertex(Vertex.Kind.STEP, name, tag, upstream(tag, last)));
                    last = List.of(name);
                    lastIsStep = true;
                }
                case "sink" -> {
                    sinkCount++;
                    String name = name(tag, numbered("sink", sinkCount), taken);
                    put(new Vertex(Vertex.Kind.SINK, name, tag, upstream(tag, last)));
                }
                default -> {}
            }
        }
    }

    private void put(Vertex vertex) {
        vertices.putIfAbsent(vertex.name(), vertex);
    }

    private static String numbered(String kind, int count) {
        return count == 1 ? kind : kind + "-" + count;
    }

    private static List<String> upstream(Tag tag, List<String> last) {
        List<String> named = tag.texts("from");
        return named.isEmpty() ? last : named;
    }

    private String name(Tag tag, String standard, Map<String, Location> taken) {
        Optional<Tag.Argument> given = tag.argument("name");
        String name = tag.text("name").orElse(standard);
        Location place = given.map(Tag.Argument::place).orElse(tag.place());
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    CompileError.NODE_NAME,
                    place,
                    "'"
                            + name
                            + "' cannot name a part of the pipeline, expected a letter, then at"
                            + " most 62 letters, digits, '_', '.' or '-'",
                    "give it a name with name=\"…\"");
        }
        Location first = taken.putIfAbsent(name, place);
        if (first != null || name.equals(DLQ)) {
            problems.add(
                    CompileError.NODE_NAME,
                    place,
                    "the name '"
                            + name
                            + "' is taken"
                            + (first == null ? " by the dead-letter queue" : ", first at " + first),
                    "give it another with name=\"…\"");
        }
        return name;
    }

    private void sourceAndSink() {
        for (Vertex.Kind kind : List.of(Vertex.Kind.SOURCE, Vertex.Kind.SINK)) {
            if (vertices.values().stream().noneMatch(it -> it.kind() == kind)) {
                String word = kind == Vertex.Kind.SOURCE ? "source" : "sink";
                problems.add(
                        CompileError.NO_SOURCE_OR_SINK,
                        scenario.place(),
                        "the scenario '" + scenario.name() + "' has no @" + word,
                        "write @" + word + "(\"scheme://path\")");
            }
        }
    }

    private void upstreamKnown() {
        for (Vertex vertex : vertices.values()) {
            Location place =
                    vertex.tag()
                            .argument("from")
                            .map(Tag.Argument::place)
                            .orElse(vertex.tag().place());
            if (vertex.kind() != Vertex.Kind.SOURCE && vertex.upstream().isEmpty()) {
                problems.add(
                        CompileError.FROM_UNKNOWN,
                        place,
                        "nothing flows into '"
                                + vertex.name()
                                + "': no source or step stands"
                                + " before it",
                        "put a @source before it, or name what it reads with from=\"…\"");
            }
            if (vertex.tag().argument("from").isEmpty()) {
                continue;
            }
            Set<String> seen = new HashSet<>();
            for (String name : vertex.upstream()) {
                upstreamKnown(vertex, name, place, seen);
            }
        }
    }

    private void upstreamKnown(Vertex vertex, String name, Location place, Set<String> seen) {
        Vertex other = vertices.get(name);
        String wrong = "";
        if (!seen.add(name)) {
            problems.add(
                    CompileError.FROM_UNKNOWN,
                    place,
                    "'" + name + "' stands twice in from of '" + vertex.name() + "'",
                    "name it once");
        } else if (other == null) {
            wrong = "is no source or step";
        } else if (other.kind() == Vertex.Kind.SINK) {
            wrong = "is a sink, out of which nothing flows";
        }
        if (!wrong.isEmpty()) {
            List<String> known =
                    vertices.values().stream()
                            .filter(it -> it.kind() != Vertex.Kind.SINK)
                            .map(Vertex::name)
                            .filter(it -> !it.equals(vertex.name()))
                            .toList();
            problems.add(
                    CompileError.FROM_UNKNOWN,
                    place,
                    "'" + name + "' in from of '" + vertex.name() + "' " + wrong,
                    Nearest.to(name, known)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElseGet(() -> "use one of " + String.join(", ", known)));
        }
    }

    /** Each after all that flows into it; otherwise as the scenario states them. */
    private List<Vertex> ordered() {
        List<Vertex> ordered = new ArrayList<>();
        Set<String> done = new HashSet<>();
        List<Vertex> open = new ArrayList<>(vertices.values());
        while (!open.isEmpty()) {
            Optional<Vertex> next =
                    open.stream().filter(it -> done.containsAll(it.upstream())).findFirst();
            if (next.isEmpty()) {
                List<Vertex> cycle = cycle(open);
                problems.add(
                        CompileError.CYCLE,
                        cycle.getFirst().tag().place(),
                        "'"
                                + cycle.getFirst().name()
                                + "' flows back into itself: "
                                + String.join(" from ", cycle.stream().map(Vertex::name).toList()),
                        "take one of the from=… out of the circle");
                return ordered;
            }
            ordered.add(next.get());
            done.add(next.get().name());
            open.remove(next.get());
        }
        return ordered;
    }

    /** Every open vertex takes from an open one: walking back must come round. */
    private static List<Vertex> cycle(List<Vertex> open) {
        Map<String, Vertex> byName = new HashMap<>();
        open.forEach(it -> byName.put(it.name(), it));
        List<Vertex> walked = new ArrayList<>();
        Vertex at = open.getFirst();
        while (!walked.contains(at)) {
            walked.add(at);
            at =
                    at.upstream().stream()
                            .filter(byName::containsKey)
                            .map(byName::get)
                            .findFirst()
                            .orElseThrow();
        }
        List<Vertex> cycle = new ArrayList<>(walked.subList(walked.indexOf(at), walked.size()));
        cycle.add(at);
        return cycle;
    }

    private void dangling() {
        Set<String> consumed = new HashSet<>();
        vertices.values().forEach(it -> consumed.addAll(it.upstream()));
        for (Vertex vertex : vertices.values()) {
            if (vertex.kind() != Vertex.Kind.SINK && !consumed.contains(vertex.name())) {
                problems.add(
                        CompileError.DANGLING,
                        vertex.tag().place(),
                        "nothing takes what flows out of '" + vertex.name() + "'",
                        "let a step or sink take it with from=\""
                                + vertex.name()
                                + "\", or remove it");
            }
        }
    }
}
