package io.runink.compile;

import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Tag;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the tags of a scenario name: steps and contracts. */
final class ResolvedTags {

    /** Tags that name the contract of rows. */
    private static final Set<String> NAMING = Set.of("source", "step", "sink");

    private final Map<Tag, Binding> steps = new HashMap<>();
    private final Map<Tag, String> contracts = new HashMap<>();

    private ResolvedTags() {}

    /** Looks up every name; one that means nothing is a problem, whatever else is wrong. */
    static ResolvedTags of(
            Scenario scenario, StepBindings bindings, Contracts contracts, Problems problems) {
        ResolvedTags resolved = new ResolvedTags();
        for (Tag tag : scenario.tags()) {
            if (tag.name().equals("step")
                    && (!tag.text().orElse("").equals(Splits.STEP)
                            || bindings.declares(Splits.STEP))) {
                bindings.bind(tag, problems).ifPresent(it -> resolved.steps.put(tag, it));
            }
            if (NAMING.contains(tag.name())) {
                tag.argument("contract")
                        .flatMap(it ->
                                contracts.resolve(
                                        tag.text("contract").orElse(""), it.place(), problems))
                        .ifPresent(it -> resolved.contracts.put(tag, it));
            }
        }
        return resolved;
    }

    Optional<Binding> step(Vertex vertex) {
        return Optional.ofNullable(steps.get(vertex.tag()));
    }

    /** The step that a tag is bound to. */
    Optional<Binding> step(Tag tag) {
        return Optional.ofNullable(steps.get(tag));
    }

    Optional<String> contract(Vertex vertex) {
        return Optional.ofNullable(contracts.get(vertex.tag()));
    }
}
