package io.runink.compile;

import io.runink.api.dag.DatasetUri;
import io.runink.api.error.Location;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Tag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The order of a file's scenarios: each after those whose outputs it reads, rejections included,
 * and those that its {@code @requires} tags name.
 */
final class ScenarioOrder {

    private final List<Scenario> scenarios;
    private final Path workspace;
    private final Problems problems;
    private final Map<String, Integer> byName = new HashMap<>();

    /** By path: the scenario that writes there. */
    private final Map<Path, Integer> writers = new HashMap<>();

    private ScenarioOrder(List<Scenario> scenarios, Path workspace, Problems problems) {
        this.scenarios = scenarios;
        this.workspace = workspace;
        this.problems = problems;
    }

    /** The names in order; of no use where that added a problem. */
    static List<String> of(List<Scenario> scenarios, Path workspace, Problems problems) {
        return new ScenarioOrder(scenarios, workspace, problems).order();
    }

    /** Whether the scenarios that one requires are in the file. */
    static void required(List<Scenario> all, Scenario one, Problems problems) {
        ScenarioOrder order = new ScenarioOrder(all, Path.of(""), problems);
        for (int i = 0; i < all.size(); i++) {
            order.byName.put(all.get(i).name(), i);
        }
        one.tags("requires")
                .forEach(tag -> tag.texts("").forEach(it -> order.required(it, tag.place())));
    }

    private List<String> order() {
        for (int i = 0; i < scenarios.size(); i++) {
            byName.put(scenarios.get(i).name(), i);
            written(i);
        }
        List<Set<Integer>> before = new ArrayList<>();
        for (int i = 0; i < scenarios.size(); i++) {
            before.add(before(i));
        }
        TopologicalOrder order = new TopologicalOrder(before);
        List<Integer> circle = order.circle();
        if (!circle.isEmpty()) {
            problems.add(
                    CompileError.SCENARIO_CIRCLE,
                    scenarios.get(circle.getFirst()).place(),
                    "the scenario waits for itself: "
                            + String.join(" after ", circle.stream().map(this::quoted).toList()),
                    "let one of them read another dataset, or drop a @requires");
        }
        return order.order().stream().map(it -> scenarios.get(it).name()).toList();
    }

    private String quoted(int scenario) {
        return "'" + scenarios.get(scenario).name() + "'";
    }

    private Optional<Path> path(Tag tag) {
        return tag.text()
                .flatMap(DatasetUri::parse)
                .filter(uri -> !uri.discards())
                .map(uri -> uri.resolve(workspace).path());
    }

    private void written(int scenario) {
        for (Tag tag : scenarios.get(scenario).tags()) {
            Path path = path(tag).orElse(null);
            if (path == null || !(tag.name().equals("sink") || tag.name().equals("dlq"))) {
                continue;
            }
            Integer other = writers.putIfAbsent(path, scenario);
            if (other != null && other != scenario) {
                problems.add(
                        CompileError.SAME_DATASET,
                        tag.place(),
                        "'"
                                + tag.text().orElse("")
                                + "' is also written by the scenario "
                                + quoted(other),
                        "write to another path");
            }
        }
    }

    private Set<Integer> before(int scenario) {
        Set<Integer> before = new LinkedHashSet<>();
        for (Tag tag : scenarios.get(scenario).tags()) {
            if (tag.name().equals("source")) {
                Integer writer = path(tag).map(writers::get).orElse(null);
                if (writer != null && writer != scenario) {
                    before.add(writer);
                }
            } else if (tag.name().equals("requires")) {
                for (String name : tag.texts("")) {
                    required(name, tag.place()).ifPresent(before::add);
                }
            }
        }
        return before;
    }

    private Optional<Integer> required(String name, Location place) {
        Optional<Integer> found = Optional.ofNullable(byName.get(name));
        if (found.isEmpty()) {
            problems.add(
                    CompileError.REQUIRED_UNKNOWN,
                    place,
                    "the file holds no scenario '" + name + "' to be required",
                    Nearest.to(name, byName.keySet())
                            .map(near -> "did you mean '" + near + "'?")
                            .orElseGet(() ->
                                    "use one of "
                                            + String.join(
                                                    ", ",
                                                    byName.keySet().stream().sorted().toList())));
        }
        return found;
    }
}
