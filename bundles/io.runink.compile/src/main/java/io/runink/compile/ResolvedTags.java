package io.runink.compile;

import io.runink.api.contract.ContractFile;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Tag;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the tags of a scenario name in the contract files: steps and contracts. */
final class ResolvedTags {

    private final Map<Tag, StepBindings.Bound> steps = new HashMap<>();
    private final Map<Tag, String> contracts = new HashMap<>();

    private ResolvedTags() {}

    /** Looks up every name; one that means nothing is a problem, whatever else is wrong. */
    static ResolvedTags of(
            Scenario scenario, ContractFile file, ContractNames names, Problems problems) {
        ResolvedTags resolved = new ResolvedTags();
        StepBindings bindings = new StepBindings(file);
        for (Tag tag : scenario.tags()) {
            if (tag.name().equals("step")) {
                bindings.bind(tag, problems).ifPresent(it -> resolved.steps.put(tag, it));
            } else {
                tag.argument("contract")
                        .flatMap(it ->
                                names.resolve(
                                        tag.text("contract").orElse(""), it.place(), problems))
                        .ifPresent(it -> resolved.contracts.put(tag, it));
            }
        }
        return resolved;
    }

    Optional<StepBindings.Bound> step(Vertex vertex) {
        return Optional.ofNullable(steps.get(vertex.tag()));
    }

    Optional<String> contract(Vertex vertex) {
        return Optional.ofNullable(contracts.get(vertex.tag()));
    }
}
