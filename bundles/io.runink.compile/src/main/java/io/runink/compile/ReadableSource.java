package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Rule;
import io.runink.api.dag.Dag;
import io.runink.api.dag.DagCompiler;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.dag.RunPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The readable source of a DAG: the contract files, and a class that shows the DAG as data. */
final class ReadableSource {

    private final StringBuilder text = new StringBuilder();

    private ReadableSource() {}

    static SortedMap<String, String> of(DagCompiler.Compiled compiled) {
        SortedMap<String, String> sources = new TreeMap<>();
        SortedMap<String, String> names = ShortNames.of(compiled.contracts().sources().keySet());
        compiled.contracts()
                .sources()
                .forEach((given, source) -> sources.put(names.getOrDefault(given, given), source));
        String type = className(compiled.dag().scenario());
        sources.put(type + ".java", new ReadableSource().dag(compiled.dag(), type));
        return sources;
    }

    private static String className(String scenario) {
        StringBuilder name = new StringBuilder();
        for (String word : DagBundle.slug(scenario).split("-", -1)) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return (Character.isDigit(name.charAt(0)) ? "Dag" : "") + name + "Dag";
    }

    private String dag(Dag dag, String type) {
        line("import java.util.List;");
        line("");
        line("/** The DAG of one scenario, as compiled. It is for reading: runi runs the jar. */");
        line("public final class " + type + " {");
        line("");
        line("    public static final String SCENARIO = " + quoted(dag.scenario()) + ";");
        line("    public static final String HERD = " + quoted(dag.herd()) + ";");
        line("");
        line(
                "    record Node(String name, String does, String in, String out, boolean enforced)"
                        + " {}");
        line("");
        line("    record Edge(String from, String to, String carries, String when) {}");
        line("");
        line(
                "    record Rule(String contract, String id, String check, String action,"
                        + " List<String> parameters) {}");
        policy(dag.policy());
        list("Node", "NODES", dag.nodes().stream().map(ReadableSource::node).toList());
        list("Edge", "EDGES", dag.edges().stream().map(ReadableSource::edge).toList());
        List<String> rules = new ArrayList<>();
        for (Contract contract : dag.contracts()) {
            contract.rules().forEach(rule -> rules.add(rule(contract, rule)));
        }
        list("Rule", "RULES", rules);
        line("");
        line("    private " + type + "() {}");
        line("}");
        return text.toString();
    }

    /** What its runs are held to. */
    private void policy(RunPolicy policy) {
        line("");
        line("    public static final long TIMEOUT_MILLIS = " + policy.timeoutMillis() + "L;");
        line("    public static final int RETRIES = " + policy.retries() + ";");
        line("    public static final long BACKOFF_MILLIS = " + policy.backoffMillis() + "L;");
        list(
                "String",
                "ASSERTIONS",
                policy.assertions().stream().map(it -> quoted(it.text())).toList());
    }

    private void list(String type, String name, List<String> items) {
        line("");
        line("    public static final List<" + type + "> " + name + " =");
        line("            List.of(");
        for (int i = 0; i < items.size(); i++) {
            line("                    " + items.get(i) + (i + 1 < items.size() ? "," : ");"));
        }
        if (items.isEmpty()) {
            line("                    );");
        }
    }

    private static String node(Node node) {
        return switch (node) {
            case Node.Source it ->
                    node(it.name(), "read " + it.uri(), "", it.contract(), it.enforced());
            case Node.Step it ->
                    node(it.name(), work(it.work()), it.input(), it.output(), it.enforced());
            case Node.Sink it -> node(it.name(), "write " + it.uri(), it.contract(), "", false);
            case Node.Dlq it ->
                    node(
                            it.name(),
                            it.uri() == null
                                    ? "count rejections"
                                    : "write rejections to " + Objects.requireNonNull(it.uri()),
                            "",
                            "",
                            false);
        };
    }

    private static String node(String name, String does, String in, String out, boolean enforced) {
        return "new Node("
                + String.join(", ", quoted(name), quoted(does), quoted(in), quoted(out))
                + ", "
                + enforced
                + ")";
    }

    private static String work(Node.Work work) {
        return switch (work) {
            case Node.Work.Call call -> "call " + call.javaClass() + "." + call.method();
            case Node.Work.Decode decode -> "decode " + decode.column();
            case Node.Work.Validate _ -> "validate";
            case Node.Work.Mask mask -> "mask " + String.join(", ", mask.columns());
            case Node.Work.Plug plug ->
                    plug.parameters().isEmpty()
                            ? plug.step()
                            : plug.step() + " " + plug.parameters();
        };
    }

    private static String edge(Edge edge) {
        String kind = edge.kind().name().toLowerCase(Locale.ROOT);
        return "new Edge("
                + String.join(
                        ", ",
                        quoted(edge.from()),
                        quoted(edge.to()),
                        quoted(edge.contract().isEmpty() ? kind : kind + " of " + edge.contract()),
                        quoted(edge.when()))
                + ")";
    }

    private static String rule(Contract contract, Rule rule) {
        List<String> parameters = new ArrayList<>();
        rule.parameters()
                .forEach((key, values) ->
                        parameters.add(quoted(key + "=" + String.join("|", values))));
        return "new Rule("
                + String.join(
                        ", ",
                        quoted(contract.name()),
                        quoted(rule.id()),
                        quoted(rule.kind()),
                        quoted(rule.action().text()))
                + ", List.of("
                + String.join(", ", parameters)
                + "))";
    }

    /** A Java string literal in ASCII. */
    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c >= ' ' && c <= '~') {
                quoted.append(c);
            } else {
                // Octal, not a Unicode escape: Java reads those before it knows strings.
                quoted.append(
                        c < 256
                                ? String.format("\\%03o", (int) c)
                                : String.format("\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
