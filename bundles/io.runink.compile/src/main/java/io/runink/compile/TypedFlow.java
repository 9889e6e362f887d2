package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.dag.Node;
import io.runink.api.error.Location;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the contract on every edge and refuses what does not fit. */
final class TypedFlow {

    /**
     * A vertex with its contracts.
     *
     * @param binding what a step does; empty for sources and sinks
     * @param inputs contracts of what flows in, one for each inflow; none for a source
     * @param made contract of the rows that a plug-in's step makes; the output of any other vertex
     * @param output contract of what flows out; of what flows in for a sink
     * @param enforced whether a plug-in's step holds what it yields against the output contract
     * @param columns what the columns that a plug-in's step makes are made of; none of any other
     */
    record Typed(
            Vertex vertex,
            Optional<Binding> binding,
            List<String> inputs,
            String made,
            String output,
            boolean enforced,
            List<OutputColumn> columns) {

        Typed {
            inputs = List.copyOf(inputs);
            columns = List.copyOf(columns);
        }

        /** Contract of what flows in first; of what flows out for a source. */
        String input() {
            return inputs.isEmpty() ? output : inputs.getFirst();
        }

        boolean does(Class<? extends Node.Work> work) {
            return binding.orElse(null) instanceof Binding.Declared declared
                    && work.isInstance(declared.work());
        }

        /** The plug-in's step that it runs. */
        Optional<Binding.Plugged> plugged() {
            return binding.filter(Binding.Plugged.class::isInstance)
                    .map(Binding.Plugged.class::cast);
        }
    }

    private final List<Vertex> vertices;
    private final Contracts contracts;
    private final ResolvedTags resolved;
    private final Expressions expressions;
    private final Problems problems;
    private final Demands demands;
    private final PluggedSteps plugged;
    private final Map<String, Typed> typed = new LinkedHashMap<>();

    TypedFlow(
            List<Vertex> vertices,
            Contracts contracts,
            ResolvedTags resolved,
            Expressions expressions,
            Problems problems) {
        this.vertices = vertices;
        this.contracts = contracts;
        this.resolved = resolved;
        this.expressions = expressions;
        this.problems = problems;
        this.demands = new Demands(vertices, resolved);
        this.plugged = new PluggedSteps(contracts, expressions, demands, problems);
    }

    /**
     * The vertices with their contracts, in the order given; without those that cannot be typed
     * because of a problem.
     */
    List<Typed> type() {
        for (Vertex vertex : vertices) {
            conditions(vertex);
            switch (vertex.kind()) {
                case SOURCE -> source(vertex);
                case STEP -> step(vertex);
                case SINK -> sink(vertex);
            }
        }
        return List.copyOf(typed.values());
    }

    private void conditions(Vertex vertex) {
        for (Vertex.Inflow inflow : vertex.inflows()) {
            Typed from = typed.get(inflow.from());
            if (from == null || inflow.conditions().isEmpty()) {
                continue;
            }
            Contract over = contracts.get(from.output());
            boolean right = true;
            Written last = null;
            for (Condition condition : inflow.conditions()) {
                Written written = condition.written().orElse(null);
                if (written != null) {
                    right &= expressions.condition(written, over).isPresent();
                    last = written;
                }
            }
            if (right && inflow.conditions().size() > 1 && last != null) {
                // Together they may be longer, or nested deeper, than an expression can be.
                String all = Condition.all(inflow.conditions());
                expressions.condition(
                        new Written(all, last.argument(), last.item(), last.from()), over);
            }
        }
    }

    private void put(Vertex vertex, Optional<Binding> binding, List<String> in, String out) {
        typed.put(vertex.name(), new Typed(vertex, binding, in, out, out, true, List.of()));
    }

    private void source(Vertex vertex) {
        Optional<String> contract = resolved.contract(vertex);
        if (contract.isEmpty() && vertex.tag().argument("contract").isEmpty()) {
            contract = demanded(vertex);
        }
        contract.ifPresent(it -> put(vertex, Optional.empty(), List.of(), it));
    }

    /** What the consumers of a source demand, if they demand one contract. */
    private Optional<String> demanded(Vertex source) {
        Demands.Demand demand = demands.through(source);
        if (demand.known() && demand.single().isEmpty()) {
            problems.add(
                    CompileError.CONTRACT_NOT_NAMED,
                    source.tag().place(),
                    "the source '"
                            + source.name()
                            + "' names no contract, and what takes from it "
                            + (demand.contracts().isEmpty()
                                    ? "demands none"
                                    : "demands " + String.join(" and ", demand.contracts())),
                    "add contract=\"…\"");
        }
        return demand.known() ? demand.single() : Optional.empty();
    }

    private void step(Vertex vertex) {
        switch (resolved.step(vertex).orElse(null)) {
            case Binding.Declared declared -> declared(vertex, declared);
            case Binding.Plugged step -> {
                List<Typed> inputs = inputs(vertex);
                boolean right = plugged.takes(vertex, step);
                if (right && inputs.size() == vertex.inflows().size()) {
                    plugged.type(vertex, step, inputs, resolved.contract(vertex))
                            .ifPresent(it -> typed.put(vertex.name(), it));
                }
            }
            case null -> {
                // A problem says already that it is unbound.
            }
        }
    }

    private void declared(Vertex vertex, Binding.Declared step) {
        incoming(vertex)
                .forEach((from, contract) ->
                        fits(vertex, vertex.tag().place(), from, contract, step.input()));
        Optional<String> named = resolved.contract(vertex);
        if (named.isPresent() && !named.get().equals(step.output())) {
            problems.add(
                    CompileError.CONTRACT_MISMATCH,
                    contractPlace(vertex),
                    "'"
                            + vertex.name()
                            + "' yields '"
                            + step.output()
                            + "', not '"
                            + named.get()
                            + "'",
                    "remove contract=…, or bind another step");
        }
        put(
                vertex,
                Optional.of(step),
                vertex.inflows().stream().map(it -> step.input()).toList(),
                step.output());
    }

    private static Location contractPlace(Vertex vertex) {
        return vertex.tag()
                .argument("contract")
                .map(Tag.Argument::place)
                .orElse(vertex.tag().place());
    }

    private void sink(Vertex vertex) {
        Map<String, String> incoming = incoming(vertex);
        String contract = resolved.contract(vertex).orElse(null);
        if (contract == null) {
            if (incoming.isEmpty() || vertex.tag().argument("contract").isPresent()) {
                return;
            }
            contract = incoming.values().iterator().next();
        }
        String expected = contract;
        Location place = contractPlace(vertex);
        incoming.forEach((from, found) -> fits(vertex, place, from, found, expected));
        put(
                vertex,
                Optional.empty(),
                vertex.inflows().stream().map(it -> expected).toList(),
                expected);
    }

    private List<Typed> inputs(Vertex vertex) {
        List<Typed> inputs = new ArrayList<>();
        for (String name : vertex.upstream()) {
            Optional.ofNullable(typed.get(name)).ifPresent(inputs::add);
        }
        return inputs;
    }

    private Map<String, String> incoming(Vertex vertex) {
        Map<String, String> incoming = new LinkedHashMap<>();
        inputs(vertex).forEach(it -> incoming.put(it.vertex().name(), it.output()));
        return incoming;
    }

    private void fits(Vertex to, Location place, String from, String found, String expected) {
        if (found.equals(expected)) {
            return;
        }
        problems.add(
                CompileError.CONTRACT_MISMATCH,
                place,
                "'"
                        + to.name()
                        + "' takes '"
                        + expected
                        + "', but '"
                        + from
                        + "' yields '"
                        + found
                        + "': "
                        + Differences.between(contracts.get(found), contracts.get(expected)),
                contracts.get(expected).inferred()
                        ? "bring the rows together with @step(\"union\") before it, or say with"
                                + " contract=\"…\" what they are to be"
                        : "put a step between them that turns "
                                + found
                                + " into "
                                + expected
                                + ", or correct the order or the contract");
    }
}
