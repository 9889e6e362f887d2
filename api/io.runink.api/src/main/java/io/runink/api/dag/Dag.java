package io.runink.api.dag;

import io.runink.api.contract.Contract;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The compiled pipeline: what {@code dag.json} holds.
 *
 * @param format version of this shape, {@link #FORMAT}
 * @param scenario its name
 * @param herd the herd the scenario names; empty if it names none
 * @param labels what {@code @module} said
 * @param contracts every contract a node mentions
 * @param nodes in topological order: no edge points backwards
 * @param edges between them
 * @param requirements plug-ins it needs
 * @param sources SHA-256 of the scenario and contract files, hex, by file name
 * @param policy what its runs must hold to
 */
public record Dag(
        int format,
        String scenario,
        String herd,
        SortedMap<String, String> labels,
        List<Contract> contracts,
        List<Node> nodes,
        List<Edge> edges,
        List<Requirement> requirements,
        SortedMap<String, String> sources,
        RunPolicy policy) {

    /** The version this code writes and reads. */
    public static final int FORMAT = 2;

    public Dag {
        Objects.requireNonNull(scenario, "scenario is null");
        Objects.requireNonNull(herd, "herd is null");
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        contracts = List.copyOf(contracts);
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        requirements = List.copyOf(requirements);
        sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
        Objects.requireNonNull(policy, "policy is null");
    }

    /** A pipeline whose runs are held to nothing. */
    public Dag(
            int format,
            String scenario,
            String herd,
            SortedMap<String, String> labels,
            List<Contract> contracts,
            List<Node> nodes,
            List<Edge> edges,
            List<Requirement> requirements,
            SortedMap<String, String> sources) {
        this(
                format,
                scenario,
                herd,
                labels,
                contracts,
                nodes,
                edges,
                requirements,
                sources,
                RunPolicy.NONE);
    }

    /** The contract of that name; a DAG holds every contract its nodes mention. */
    public Contract contract(String name) {
        return contracts.stream()
                .filter(contract -> contract.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no contract '" + name + "'"));
    }

    /** The node of that name. */
    public Node node(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no node '" + name + "'"));
    }

    /** The nodes of one kind, in topological order. */
    public <N extends Node> Stream<N> nodes(Class<N> kind) {
        return nodes.stream().filter(kind::isInstance).map(kind::cast);
    }
}
