package io.runink.cli;

import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What nodes and edges do, in words. */
final class NodeWords {

    /** Parameters that a window becomes: they read better together. */
    private static final String WINDOW = "window.";

    private static final Set<String> SPANS = Set.of("size", "slide", "gap", "watermark");

    private NodeWords() {}

    static String does(Node node) {
        return switch (node) {
            case Node.Source source -> "reads " + source.uri();
            case Node.Sink sink -> "writes " + sink.uri();
            case Node.Dlq dlq -> dlq.uri() == null ? "counts rejections" : "writes " + dlq.uri();
            case Node.Step step -> work(step.work());
        };
    }

    private static String work(Node.Work work) {
        return switch (work) {
            case Node.Work.Call call -> "calls " + call.javaClass() + "." + call.method();
            case Node.Work.Decode decode -> "decodes column " + decode.column();
            case Node.Work.Validate ignored -> "validates";
            case Node.Work.Mask mask -> "masks " + String.join(", ", mask.columns());
            case Node.Work.Plug plug -> plug(plug);
        };
    }

    private static String plug(Node.Work.Plug plug) {
        List<String> words = new ArrayList<>(List.of(plug.step()));
        SortedMap<String, String> window = new TreeMap<>();
        for (Map.Entry<String, List<String>> parameter : plug.parameters().entrySet()) {
            String value = String.join(", ", parameter.getValue());
            if (parameter.getKey().startsWith(WINDOW)) {
                window.put(parameter.getKey().substring(WINDOW.length()), value);
            } else {
                words.add(parameter.getKey() + "=" + value);
            }
        }
        if (!window.isEmpty()) {
            words.add(window(window));
        }
        return String.join(" ", words);
    }

    private static String window(SortedMap<String, String> window) {
        List<String> words = new ArrayList<>();
        words.add(window.getOrDefault("kind", "") + " window");
        window.forEach((key, value) -> {
            if (!key.equals("kind")) {
                words.add(key + " " + (SPANS.contains(key) ? span(value) : value));
            }
        });
        return "(" + String.join(", ", words) + ")";
    }

    /** Milliseconds in the largest unit that says them exactly. */
    static String span(String millis) {
        long value = Long.parseLong(millis);
        Duration duration = Duration.ofMillis(value);
        if (value % 86_400_000 == 0 && value > 0) {
            return duration.toDays() + " d";
        }
        if (value % 3_600_000 == 0 && value > 0) {
            return duration.toHours() + " h";
        }
        if (value % 60_000 == 0 && value > 0) {
            return duration.toMinutes() + " min";
        }
        return value % 1000 == 0 ? duration.toSeconds() + " s" : value + " ms";
    }

    static String yields(Node node) {
        return switch (node) {
            case Node.Source source -> source.contract();
            case Node.Sink sink -> sink.contract();
            case Node.Dlq ignored -> "rejections";
            case Node.Step step -> step.output();
        };
    }

    /** Where the rules of what a node yields are held. */
    static String held(Dag dag, Node node) {
        boolean enforced =
                switch (node) {
                    case Node.Source source -> source.enforced();
                    case Node.Step step -> step.enforced();
                    case Node.Sink ignored -> false;
                    case Node.Dlq ignored -> false;
                };
        if (enforced) {
            return "here";
        }
        boolean next =
                dag.edges().stream()
                        .anyMatch(it ->
                                it.from().equals(node.name()) && it.kind() == Edge.Kind.LEXICAL);
        return next ? "by the next step" : "-";
    }

    static String carries(Edge edge) {
        return switch (edge.kind()) {
            case ROWS -> edge.contract();
            case LEXICAL -> edge.contract() + " as it came";
            case REJECTIONS -> "rejections";
        };
    }
}
