package io.runink.compile;

import io.runink.api.contract.ContractFile;
import io.runink.api.dag.DagCompiler;
import io.runink.api.dag.RunPolicy;
import io.runink.api.plugin.Plugins;
import io.runink.api.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The compilation of one scenario: from its tags and sentences to nodes in order. */
final class ScenarioCompilation {

    /**
     * What became of a scenario in which everything fits.
     *
     * @param scenario with the steps that its sentences mean
     * @param programs SHA-256 of the files that commands read, by path
     * @param explanations what each step and sentence is bound to, a line each
     */
    record Result(
            Scenario scenario,
            Contracts contracts,
            List<Lowering.Placed> nodes,
            RunPolicy policy,
            SortedMap<String, String> programs,
            List<String> explanations) {}

    private final DagCompiler.Request request;
    private final Scenario written;
    private final ValuePlaces places;
    private final Plugins plugins;
    private final Problems problems;

    ScenarioCompilation(
            DagCompiler.Request request,
            Scenario scenario,
            String text,
            Plugins plugins,
            Problems problems) {
        this.request = request;
        this.written = scenario;
        this.places = new ValuePlaces(request.scenario(), text);
        this.plugins = plugins;
        this.problems = problems;
    }

    /**
     * Compiles; empty if something is wrong, which problems then say.
     *
     * @param file what the contract files declare; empty if that is wrong already
     */
    Optional<Result> compile(Optional<ContractFile> file) {
        TagPolicy.check(written, problems);
        new ConnectorCheck(plugins, problems).check(written);
        RunPolicy policy = Policies.of(written, places, problems);
        if (file.isEmpty()) {
            FlowGraph.of(written, it -> false, problems);
            return Optional.empty();
        }
        StepBindings bindings = new StepBindings(file.get(), plugins);
        Contracts contracts = new Contracts(file.get());
        Sentences.Told told =
                new Sentences(written, places, request.strictText(), problems)
                        .tell(file.get(), plugins);
        Scenario scenario = told.scenario();
        Optional<List<Vertex>> graph = FlowGraph.of(scenario, bindings::declares, problems);
        ResolvedTags resolved = ResolvedTags.of(scenario, bindings, contracts, problems);
        Windows.bind(scenario, resolved, problems);
        SortedMap<String, String> programs =
                new Commands(request.workspace(), places, problems).check(scenario, resolved);
        if (graph.isEmpty()) {
            return Optional.empty();
        }
        AssertedNodes.check(written, graph.get(), places, problems);
        int before = problems.errors().size();
        Expressions expressions = new Expressions(contracts, places, problems);
        List<TypedFlow.Typed> flow =
                new TypedFlow(graph.get(), contracts, resolved, expressions, problems).type();
        // Marks are followed along contracts: where these do not fit, they would mislead.
        if (flow.size() < graph.get().size() || problems.errors().size() > before) {
            return Optional.empty();
        }
        Map<String, List<String>> masks = new MaskingCheck(contracts, problems).check(flow);
        if (!problems.none()) {
            return Optional.empty();
        }
        List<Lowering.Placed> nodes = new Lowering(flow, contracts, masks, problems).nodes();
        return Optional.of(
                new Result(scenario, contracts, nodes, policy, programs, explanations(flow, told)));
    }

    private static List<String> explanations(List<TypedFlow.Typed> flow, Sentences.Told told) {
        List<String> lines = new ArrayList<>();
        for (TypedFlow.Typed node : flow) {
            node.binding()
                    .ifPresent(
                            it -> lines.add("step '" + node.vertex().name() + "' is " + it.how()));
        }
        lines.addAll(told.explanations());
        return lines;
    }
}
