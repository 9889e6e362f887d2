package io.runink.compile;

import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Tag;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds the nodes that assertions speak of, {@code rows["node"]}, against those there are. */
final class AssertedNodes {

    /** An element of {@code rows} by a literal, or a member that is not called. */
    private static final Pattern NODE =
            Pattern.compile(
                    "\\brows\\s*(?:\\[\\s*(?:\"([^\"\\\\]*)\"|'([^'\\\\]*)')\\s*\\]"
                            + "|\\.\\s*([A-Za-z_][A-Za-z0-9_]*+)(?!\\s*\\())");

    private AssertedNodes() {}

    /** Adds a problem for each node that the scenario does not have. */
    static void check(
            Scenario scenario, List<Vertex> graph, ValuePlaces places, Problems problems) {
        Set<String> nodes = new TreeSet<>(graph.stream().map(Vertex::name).toList());
        nodes.add(FlowGraph.DLQ);
        for (Tag tag : scenario.tags("assert").toList()) {
            for (Tag.Argument argument : tag.arguments()) {
                if (argument.value() instanceof Tag.Value.Text text) {
                    check(Written.of(argument, text.text()), nodes, places, problems);
                }
            }
        }
    }

    private static void check(
            Written written, Set<String> nodes, ValuePlaces places, Problems problems) {
        Matcher matcher = NODE.matcher(written.text());
        while (matcher.find()) {
            int group = matcher.group(1) != null ? 1 : matcher.group(2) != null ? 2 : 3;
            String node = Objects.requireNonNull(matcher.group(group));
            if (!nodes.contains(node)) {
                problems.add(
                        CompileError.ASSERTION,
                        written.place(places, matcher.start(group)),
                        "'" + written.text() + "': the scenario has no node '" + node + "'",
                        Nearest.to(node, nodes)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElseGet(() -> "use one of " + String.join(", ", nodes)));
            }
        }
    }
}
