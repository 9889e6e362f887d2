package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Rule;
import io.runink.api.error.Location;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Finds, for every rule that a value be a key of other rows, where those rows flow: the vertex of
 * the scenario that yields the other contract.
 */
final class ForeignKeys {

    /** The kind of such rules, and the step that holds rows against them. */
    static final String STEP = "references";

    /** The key of a tag that names where the other rows flow, if several vertices yield them. */
    static final String NAMED = "references";

    /**
     * A rule to be held.
     *
     * @param name of the node that holds it
     * @param keySide the vertex whose rows have the keys
     * @param parameters of the step
     */
    record Reference(String name, String keySide, SortedMap<String, List<String>> parameters) {}

    private final Contracts contracts;
    private final Problems problems;
    private final Map<String, TypedFlow.Typed> byName = new LinkedHashMap<>();

    /** Vertices whose rows hold the contract's rules, where they are enforced first. */
    private final Map<String, List<String>> yields = new HashMap<>();

    /** Vertices whose rows were held against the rules already. */
    private final Set<String> held = new HashSet<>();

    /**
     * The vertices that yield each contract.
     *
     * @param enforces whether a vertex holds its rows against its contract
     */
    ForeignKeys(
            List<TypedFlow.Typed> flow,
            Predicate<TypedFlow.Typed> enforces,
            Contracts contracts,
            Problems problems) {
        this.contracts = contracts;
        this.problems = problems;
        Map<String, Set<String>> before = new HashMap<>();
        for (TypedFlow.Typed node : flow) {
            String name = node.vertex().name();
            byName.put(name, node);
            if (node.vertex().kind() == Vertex.Kind.SINK) {
                continue;
            }
            // The contracts that rows of this vertex had on their way: they are enforced there.
            Set<String> had = new HashSet<>();
            for (String from : node.vertex().upstream()) {
                had.addAll(before.getOrDefault(from, Set.of()));
            }
            if (enforces.test(node) && had.add(node.output())) {
                yields.computeIfAbsent(node.output(), it -> new ArrayList<>()).add(name);
            }
            before.put(name, had);
        }
    }

    /** The rules to be held behind a vertex. */
    List<Reference> of(TypedFlow.Typed node, boolean enforced) {
        Vertex vertex = node.vertex();
        boolean before =
                !vertex.inflows().isEmpty()
                        && vertex.upstream().stream()
                                .allMatch(it ->
                                        held.contains(it) && yields(it).equals(node.output()));
        if (before || enforced) {
            held.add(vertex.name());
        }
        List<Reference> references = new ArrayList<>();
        if (enforced && !before) {
            Contract contract = contracts.get(node.output());
            for (Rule rule : contract.rules()) {
                if (rule.kind().equals(STEP)) {
                    keySide(vertex, contract, rule)
                            .ifPresent(it ->
                                    references.add(reference(vertex, rule, it, references.size())));
                }
            }
        }
        return references;
    }

    private String yields(String vertex) {
        return Optional.ofNullable(byName.get(vertex)).map(TypedFlow.Typed::output).orElse("");
    }

    private static Reference reference(Vertex vertex, Rule rule, String keySide, int count) {
        SortedMap<String, List<String>> parameters = new TreeMap<>();
        parameters.put("rule", List.of(rule.id()));
        parameters.put("columns", rule.columns());
        parameters.put("keys", rule.parameters().getOrDefault("to", List.of()));
        String number = count == 0 ? "" : "-" + (count + 1);
        return new Reference(vertex.name() + "." + STEP + number, keySide, parameters);
    }

    private Optional<String> keySide(Vertex vertex, Contract contract, Rule rule) {
        String wanted = rule.parameters().getOrDefault("contract", List.of("")).getFirst();
        List<String> candidates = yields.getOrDefault(wanted, List.of());
        List<String> named = vertex.tag().texts(NAMED);
        if (!named.isEmpty()) {
            candidates = named.stream().filter(it -> yields(it).equals(wanted)).distinct().toList();
        }
        if (candidates.size() == 1) {
            return Optional.of(candidates.getFirst());
        }
        Location place =
                vertex.tag().argument(NAMED).map(Tag.Argument::place).orElse(vertex.tag().place());
        problems.add(
                CompileError.KEY_SIDE,
                place,
                "rule '"
                        + rule.id()
                        + "' of '"
                        + contract.name()
                        + "' looks up keys of '"
                        + wanted
                        + "', which "
                        + (candidates.isEmpty()
                                ? "nothing here yields"
                                : String.join(" and ", candidates) + " yield"),
                candidates.isEmpty()
                        ? "read it with @source(\"…\", contract=\"" + wanted + "\")"
                        : "say which with references=\"" + candidates.getFirst() + "\"");
        return Optional.empty();
    }

    /** Says that rows wait for keys that wait for them. */
    void circle(List<Lowering.Placed> circle) {
        if (!circle.isEmpty()) {
            problems.add(
                    CompileError.KEY_SIDE,
                    circle.getFirst().vertex().tag().place(),
                    "rows wait for keys that are made of them: "
                            + String.join(
                                    " after ",
                                    circle.stream().map(it -> it.node().name()).toList()),
                    "let one of the contracts look up no keys, or look them up in a scenario of"
                            + " its own");
        }
    }
}
