package io.runink.compile;

import io.runink.api.dag.DatasetUri;
import io.runink.api.error.Location;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.Plugins;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Tag;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the URIs of a scenario against the installed connectors, and against each other. */
final class ConnectorCheck {

    private static final int SIZE_MAX = 2_048;

    private final Plugins plugins;
    private final Problems problems;
    private final Map<Path, Location> read = new HashMap<>();
    private final Map<Path, Location> written = new HashMap<>();

    ConnectorCheck(Plugins plugins, Problems problems) {
        this.plugins = plugins;
        this.problems = problems;
    }

    void check(Scenario scenario) {
        scenario.tags("source").forEach(tag -> uri(tag, "source"));
        scenario.tags("sink").forEach(tag -> uri(tag, "sink"));
        scenario.tags("dlq").forEach(tag -> uri(tag, "sink"));
    }

    private void uri(Tag tag, String direction) {
        String text = tag.text().orElse("");
        Location place = tag.argument("").map(Tag.Argument::place).orElse(tag.place());
        Optional<DatasetUri> uri = DatasetUri.parse(text);
        if (uri.isEmpty()
                || text.length() > SIZE_MAX
                || text.chars().anyMatch(Character::isISOControl)) {
            problems.add(
                    CompileError.URI,
                    place,
                    "'" + text + "' is no address of a dataset",
                    "write scheme://path, such as \"json://data/input.json\"");
            return;
        }
        connector(uri.get().scheme(), direction, place);
        if (uri.get().discards()) {
            return;
        }
        Path path = uri.get().path().normalize();
        if (direction.equals("source")) {
            read.putIfAbsent(path, place);
            return;
        }
        Location other = read.getOrDefault(path, written.get(path));
        if (other != null) {
            problems.add(
                    CompileError.SAME_DATASET,
                    place,
                    "'"
                            + text
                            + "' is also "
                            + (read.containsKey(path) ? "read" : "written")
                            + " at "
                            + other,
                    "write to another path");
        }
        written.putIfAbsent(path, place);
    }

    private void connector(String scheme, String direction, Location place) {
        if (plugins.connector(scheme, direction).isPresent()) {
            return;
        }
        Optional<Plugin> other =
                plugins.catalogue().stream()
                        .filter(plugin ->
                                plugin.connectors().stream()
                                        .anyMatch(it ->
                                                it.scheme().equals(scheme)
                                                        && it.directions().contains(direction)))
                        .findFirst();
        problems.add(
                CompileError.CONNECTOR_MISSING,
                place,
                "scheme '" + scheme + "' needs a connector that is a " + direction,
                other.map(plugin -> "'runi plugin install " + plugin.name() + "' provides it")
                        .orElseGet(() -> installed(direction)));
    }

    private String installed(String direction) {
        List<String> schemes =
                plugins.installed().stream()
                        .flatMap(plugin -> plugin.connectors().stream())
                        .filter(it -> it.directions().contains(direction))
                        .map(it -> it.scheme())
                        .distinct()
                        .sorted()
                        .toList();
        return "install a plug-in that provides it"
                + (schemes.isEmpty() ? "" : "; installed are " + String.join(", ", schemes));
    }
}
