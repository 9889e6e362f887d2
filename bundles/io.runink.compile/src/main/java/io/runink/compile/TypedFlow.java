package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.dag.Node;
import io.runink.api.error.Location;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the contract on every edge and refuses what does not fit. */
final class TypedFlow {

    /**
     * A vertex with its contracts.
     *
     * @param bound what a step does; empty for sources and sinks
     * @param input contract of what flows in; of what flows out for a source
     * @param output contract of what flows out; of what flows in for a sink
     */
    record Typed(Vertex vertex, Optional<StepBindings.Bound> bound, String input, String output) {

        boolean does(Class<? extends Node.Work> work) {
            return bound.map(it -> work.isInstance(it.work())).orElse(false);
        }
    }

    private final List<Vertex> vertices;
    private final ContractNames contracts;
    private final ResolvedTags resolved;
    private final Problems problems;
    private final Map<String, Typed> typed = new LinkedHashMap<>();

    TypedFlow(
            List<Vertex> vertices,
            ContractNames contracts,
            ResolvedTags resolved,
            Problems problems) {
        this.vertices = vertices;
        this.contracts = contracts;
        this.resolved = resolved;
        this.problems = problems;
    }

    /**
     * The vertices with their contracts, in the order given; without those that cannot be typed
     * because of a problem.
     */
    List<Typed> type() {
        for (Vertex vertex : vertices) {
            switch (vertex.kind()) {
                case SOURCE -> source(vertex);
                case STEP -> step(vertex);
                case SINK -> sink(vertex);
            }
        }
        return List.copyOf(typed.values());
    }

    private void source(Vertex vertex) {
        String contract = resolved.contract(vertex).orElse(null);
        if (contract == null && vertex.tag().argument("contract").isEmpty()) {
            contract = demanded(vertex).orElse(null);
        }
        if (contract != null) {
            typed.put(vertex.name(), new Typed(vertex, Optional.empty(), contract, contract));
        }
    }

    /** What the consumers of a source demand, if they demand one contract. */
    private Optional<String> demanded(Vertex source) {
        TreeSet<String> demanded = new TreeSet<>();
        for (Vertex vertex : vertices) {
            if (vertex.upstream().contains(source.name())) {
                StepBindings.Bound step = resolved.step(vertex).orElse(null);
                String sink = resolved.contract(vertex).orElse(null);
                if (step != null) {
                    demanded.add(step.input());
                } else if (sink != null) {
                    demanded.add(sink);
                } else if (vertex.kind() == Vertex.Kind.STEP) {
                    // A problem says already that it is unbound; more would be noise.
                    return Optional.empty();
                }
            }
        }
        if (demanded.size() == 1) {
            return Optional.of(demanded.first());
        }
        problems.add(
                CompileError.CONTRACT_NOT_NAMED,
                source.tag().place(),
                "the source '"
                        + source.name()
                        + "' names no contract, and what takes from it "
                        + (demanded.isEmpty()
                                ? "demands none"
                                : "demands " + String.join(" and ", demanded)),
                "add contract=\"…\"");
        return Optional.empty();
    }

    private void step(Vertex vertex) {
        StepBindings.Bound step = resolved.step(vertex).orElse(null);
        if (step == null) {
            return;
        }
        incoming(vertex)
                .forEach((from, contract) ->
                        fits(vertex, vertex.tag().place(), from, contract, step.input()));
        typed.put(vertex.name(), new Typed(vertex, Optional.of(step), step.input(), step.output()));
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
        Location place =
                vertex.tag()
                        .argument("contract")
                        .map(Tag.Argument::place)
                        .orElse(vertex.tag().place());
        incoming.forEach((from, found) -> fits(vertex, place, from, found, expected));
        typed.put(vertex.name(), new Typed(vertex, Optional.empty(), expected, expected));
    }

    private Map<String, String> incoming(Vertex vertex) {
        Map<String, String> contracts = new LinkedHashMap<>();
        for (String name : vertex.upstream()) {
            Typed from = typed.get(name);
            if (from != null) {
                contracts.put(name, from.output());
            }
        }
        return contracts;
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
                        + difference(contracts.get(found), contracts.get(expected)),
                "put a step between them that turns "
                        + found
                        + " into "
                        + expected
                        + ", or correct the order or the contract");
    }

    /** Field by field, what the found rows lack of the expected ones. */
    private static String difference(Contract found, Contract expected) {
        List<String> differences = new ArrayList<>();
        for (Field field : expected.fields()) {
            Optional<Field> other = found.field(field.name());
            if (other.isEmpty()) {
                differences.add("column '" + field.name() + "' (" + field.type() + ") is missing");
            } else if (!other.get().type().equals(field.type())) {
                differences.add(
                        "column '"
                                + field.name()
                                + "' has type '"
                                + other.get().type()
                                + "', expected '"
                                + field.type()
                                + "'");
            }
        }
        return differences.isEmpty()
                ? "the columns fit, but these are two contracts with rules of their own"
                : String.join(", ", differences);
    }
}
