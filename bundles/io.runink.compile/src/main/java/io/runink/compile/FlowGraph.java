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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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

    /**
     * A vertex before splits become conditions.
     *
     * @param takes vertices and ports of splits, by name
     */
    private record Part(Vertex.Kind kind, String name, Tag tag, List<String> takes) {}

    private final Scenario scenario;
    private final Predicate<String> declared;
    private final Problems problems;
    private final Splits splits;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    private FlowGraph(Scenario scenario, Predicate<String> declared, Problems problems) {
        this.scenario = scenario;
        this.declared = declared;
        this.problems = problems;
        this.splits = new Splits(problems);
    }

    /**
     * The vertices in topological order; empty if the scenario's flow is not a DAG.
     *
     * @param declared whether the contract files declare a step of that name
     */
    static Optional<List<Vertex>> of(
            Scenario scenario, Predicate<String> declared, Problems problems) {
        int before = problems.errors().size();
        FlowGraph graph = new FlowGraph(scenario, declared, problems);
        graph.collect();
        graph.sourceAndSink();
        graph.takenKnown();
        if (problems.errors().size() > before) {
            return Optional.empty();
        }
        List<Part> ordered = graph.ordered();
        graph.dangling();
        return problems.errors().size() > before
                ? Optional.empty()
                : Optional.of(graph.vertices(ordered));
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
                        sources = new ArrayList<>();
                    }
                    lastIsStep = false;
                    sources.add(name);
                    last = sources;
                    put(new Part(Vertex.Kind.SOURCE, name, tag, List.of()));
                }
                case "step" -> {
                    String name = name(tag, tag.text().orElse(""), taken);
                    put(new Part(Vertex.Kind.STEP, name, tag, takes(tag, last)));
                    if (tag.text().orElse("").equals(Splits.STEP) && !declared.test(Splits.STEP)) {
                        splits.add(name, tag);
                    }
                    last = List.of(name);
                    lastIsStep = true;
                }
                case "sink" -> {
                    sinkCount++;
                    String name = name(tag, numbered("sink", sinkCount), taken);
                    put(new Part(Vertex.Kind.SINK, name, tag, takes(tag, last)));
                }
                default -> {}
            }
        }
    }

    private void put(Part part) {
        parts.putIfAbsent(part.name(), part);
    }

    private static String numbered(String kind, int count) {
        return count == 1 ? kind : kind + "-" + count;
    }

    private static List<String> takes(Tag tag, List<String> last) {
        List<String> named = tag.texts("from");
        return List.copyOf(named.isEmpty() ? last : named);
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
            if (parts.values().stream().noneMatch(it -> it.kind() == kind)) {
                String word = kind == Vertex.Kind.SOURCE ? "source" : "sink";
                problems.add(
                        CompileError.NO_SOURCE_OR_SINK,
                        scenario.place(),
                        "the scenario '" + scenario.name() + "' has no @" + word,
                        "write @" + word + "(\"scheme://path\")");
            }
        }
    }

    private static Location fromPlace(Part part) {
        return part.tag().argument("from").map(Tag.Argument::place).orElse(part.tag().place());
    }

    private void takenKnown() {
        for (Part part : parts.values()) {
            if (part.kind() != Vertex.Kind.SOURCE && part.takes().isEmpty()) {
                problems.add(
                        CompileError.FROM_UNKNOWN,
                        fromPlace(part),
                        "nothing flows into '"
                                + part.name()
                                + "': no source or step stands"
                                + " before it",
                        "put a @source before it, or name what it reads with from=\"…\"");
            }
            Set<String> seen = new HashSet<>();
            for (String name : part.takes()) {
                if (splits.isSplit(name)) {
                    if (!splits.ports(name).isEmpty()) {
                        wholeSplit(part, name);
                    }
                } else if (part.tag().argument("from").isPresent()) {
                    known(part, name, seen);
                }
            }
        }
    }

    private void wholeSplit(Part part, String split) {
        problems.add(
                CompileError.SPLIT,
                fromPlace(part),
                "'" + part.name() + "' takes from '" + split + "', which parts its rows",
                "name a port with from=\"…\": one of " + String.join(", ", splits.ports(split)));
    }

    private void known(Part part, String name, Set<String> seen) {
        Part other = parts.get(splits.owner(name));
        String wrong = "";
        if (!seen.add(name)) {
            problems.add(
                    CompileError.FROM_UNKNOWN,
                    fromPlace(part),
                    "'" + name + "' stands twice in from of '" + part.name() + "'",
                    "name it once");
        } else if (other == null) {
            wrong = "is no source or step";
        } else if (other.kind() == Vertex.Kind.SINK) {
            wrong = "is a sink, out of which nothing flows";
        }
        if (!wrong.isEmpty()) {
            List<String> known = new ArrayList<>(splits.ports());
            parts.values().stream()
                    .filter(it -> it.kind() != Vertex.Kind.SINK && !splits.isSplit(it.name()))
                    .map(Part::name)
                    .filter(it -> !it.equals(part.name()))
                    .forEach(known::add);
            problems.add(
                    CompileError.FROM_UNKNOWN,
                    fromPlace(part),
                    "'" + name + "' in from of '" + part.name() + "' " + wrong,
                    Nearest.to(name, known)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElseGet(() -> "use one of " + String.join(", ", known)));
        }
    }

    /** Each after all that flows into it; otherwise as the scenario states them. */
    private List<Part> ordered() {
        List<Part> all = List.copyOf(parts.values());
        Map<String, Integer> index = new HashMap<>();
        all.forEach(it -> index.put(it.name(), index.size()));
        List<List<Integer>> before = new ArrayList<>();
        for (Part part : all) {
            before.add(
                    part.takes().stream()
                            .map(it -> Objects.requireNonNull(index.get(splits.owner(it))))
                            .distinct()
                            .toList());
        }
        TopologicalOrder order = new TopologicalOrder(before);
        List<Part> circle = order.circle().stream().map(all::get).toList();
        if (!circle.isEmpty()) {
            problems.add(
                    CompileError.CYCLE,
                    circle.getFirst().tag().place(),
                    "'"
                            + circle.getFirst().name()
                            + "' flows back into itself: "
                            + String.join(" from ", circle.stream().map(Part::name).toList()),
                    "take one of the from=… out of the circle");
        }
        return order.order().stream().map(all::get).toList();
    }

    private void dangling() {
        Set<String> consumed = new HashSet<>();
        parts.values().forEach(it -> consumed.addAll(it.takes()));
        // Looked up for its keys, by the step that a foreign key becomes.
        parts.values().forEach(it -> consumed.addAll(it.tag().texts(ForeignKeys.NAMED)));
        for (Part part : parts.values()) {
            List<String> outlets =
                    splits.isSplit(part.name())
                            ? splits.ports(part.name())
                            : part.kind() == Vertex.Kind.SINK ? List.of() : List.of(part.name());
            for (String outlet : outlets) {
                if (!consumed.contains(outlet)) {
                    problems.add(
                            CompileError.DANGLING,
                            part.tag().place(),
                            "nothing takes what flows out of '" + outlet + "'",
                            "let a step or sink take it with from=\""
                                    + outlet
                                    + "\", or remove it");
                }
            }
        }
    }

    /** The parts without splits: their conditions stand where rows flow out of them. */
    private List<Vertex> vertices(List<Part> ordered) {
        Map<String, List<Vertex.Inflow>> intoSplits = new HashMap<>();
        List<Vertex> vertices = new ArrayList<>();
        for (Part part : ordered) {
            List<Vertex.Inflow> inflows = new ArrayList<>();
            for (String name : part.takes()) {
                String owner = splits.owner(name);
                if (splits.isSplit(owner)) {
                    for (Vertex.Inflow inflow : intoSplits.getOrDefault(owner, List.of())) {
                        inflows.add(and(inflow, splits.condition(name)));
                    }
                } else {
                    inflows.add(new Vertex.Inflow(name, List.of()));
                }
            }
            if (splits.isSplit(part.name())) {
                intoSplits.put(part.name(), inflows);
                continue;
            }
            Optional<Condition> when =
                    part.kind() == Vertex.Kind.SINK
                            ? part.tag()
                                    .argument("when")
                                    .map(it ->
                                            Condition.of(
                                                    Written.of(
                                                            it,
                                                            part.tag().text("when").orElse(""))))
                            : Optional.empty();
            List<Vertex.Inflow> flowing =
                    when.isEmpty()
                            ? inflows
                            : inflows.stream().map(it -> and(it, when.get())).toList();
            vertices.add(new Vertex(part.kind(), part.name(), part.tag(), flowing));
        }
        return vertices;
    }

    private static Vertex.Inflow and(Vertex.Inflow inflow, Condition condition) {
        List<Condition> conditions = new ArrayList<>(inflow.conditions());
        conditions.add(condition);
        return new Vertex.Inflow(inflow.from(), conditions);
    }
}
