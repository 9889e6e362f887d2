package io.runink.compile;

import io.runink.api.plugin.StepShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Which contracts the takers of rows demand. */
final class Demands {

    /**
     * What is demanded.
     *
     * @param contracts names, each once
     * @param known whether every taker says what it demands; a problem tells of one that is unbound
     */
    record Demand(NavigableSet<String> contracts, boolean known) {

        /** The contract, if it is one. */
        Optional<String> single() {
            return contracts.size() == 1 ? Optional.of(contracts.first()) : Optional.empty();
        }
    }

    private final ResolvedTags resolved;
    private final Map<String, List<Vertex>> takers = new HashMap<>();
    private final Map<String, Demand> through = new HashMap<>();

    Demands(List<Vertex> vertices, ResolvedTags resolved) {
        this.resolved = resolved;
        for (Vertex vertex : vertices) {
            vertex.upstream().stream()
                    .distinct()
                    .forEach(it -> takers.computeIfAbsent(it, k -> new ArrayList<>()).add(vertex));
        }
    }

    /** What those demand that take from a step itself. */
    Demand of(Vertex step) {
        return demand(step, false);
    }

    /** What those demand that take from a source, also behind steps that keep its columns. */
    Demand through(Vertex source) {
        Demand known = through.get(source.name());
        if (known == null) {
            known = demand(source, true);
            through.put(source.name(), known);
        }
        return known;
    }

    private Demand demand(Vertex vertex, boolean beyond) {
        NavigableSet<String> contracts = new TreeSet<>();
        boolean known = true;
        for (Vertex taker : takers.getOrDefault(vertex.name(), List.of())) {
            Optional<String> named = resolved.contract(taker);
            if (taker.kind() == Vertex.Kind.SINK) {
                named.ifPresent(contracts::add);
                continue;
            }
            switch (resolved.step(taker).orElse(null)) {
                case Binding.Declared declared -> contracts.add(declared.input());
                case Binding.Plugged plugged -> {
                    if (beyond && plugged.step().shape() == StepShape.SAME) {
                        Demand further =
                                named.isPresent()
                                        ? new Demand(new TreeSet<>(List.of(named.get())), true)
                                        : through(taker);
                        contracts.addAll(further.contracts());
                        known &= further.known();
                    }
                }
                case null -> known = false;
            }
        }
        return new Demand(contracts, known);
    }
}
