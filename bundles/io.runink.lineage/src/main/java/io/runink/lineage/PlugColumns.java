package io.runink.lineage;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.dag.Node;
import io.runink.lineage.ColumnGraph.Link;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the steps that come with Runink do to columns. Of any other, all may depend on all. */
final class PlugColumns {

    /** Texts of an expression are no names of columns. */
    private static final Pattern TEXT =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'");

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Node.Work.Plug plug;
    private final List<Contract> inputs;
    private final Contract output;

    PlugColumns(Node.Work.Plug plug, List<Contract> inputs, Contract output) {
        this.plug = plug;
        this.inputs = List.copyOf(inputs);
        this.output = output;
    }

    List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (Field field : output.fields()) {
            String to = field.name();
            switch (plug.step()) {
                case "filter", "sort", "deduplicate", "select", "references" ->
                        links.add(passed(to, to, 0));
                case "union" -> links.add(passed(to, to, Link.EVERY));
                case "rename" -> links.add(passed(to, given().getOrDefault(to, to), 0));
                case "cast", "default", "derive" -> changed(to, links);
                case "mask" ->
                        links.add(
                                masked().contains(to)
                                        ? new Link(to, to, 0, false, true, "masked")
                                        : passed(to, to, 0));
                case "join" -> links.add(passed(to, to, has(0, to) ? 0 : 1));
                case "aggregate" -> aggregated(to, links);
                case "flatten" -> flattened(to, links);
                default -> anything(to, links);
            }
        }
        return links;
    }

    private static Link passed(String to, String from, int input) {
        return new Link(to, from, input, true, false, "passed on");
    }

    private Link made(String to, String from, int input, String how) {
        return new Link(to, from, input, false, false, "by " + plug.step() + how);
    }

    private boolean has(int input, String column) {
        return inputs.get(input).field(column).isPresent();
    }

    /** The columns that the scenario gave a value. */
    private Map<String, String> given() {
        Map<String, String> given = new TreeMap<>();
        plug.parameters()
                .forEach((key, values) -> {
                    if (!key.equals("set") && values.size() == 1) {
                        given.put(key, values.getFirst());
                    }
                });
        for (String entry : plug.parameters().getOrDefault("set", List.of())) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                given.put(entry.substring(0, equals).strip(), entry.substring(equals + 1).strip());
            }
        }
        return given;
    }

    private void changed(String to, List<Link> links) {
        String value = given().get(to);
        if (value == null) {
            links.add(passed(to, to, 0));
            return;
        }
        boolean keeps = !plug.step().equals("derive");
        Set<String> read = keeps ? new HashSet<>(Set.of(to)) : read(value);
        if (plug.step().equals("default") && value.startsWith("=")) {
            read.addAll(read(value));
        }
        read.stream().sorted().forEach(from -> links.add(made(to, from, 0, ": " + value)));
    }

    /** The columns of the first input that an expression names, and perhaps some it does not. */
    private Set<String> read(String expression) {
        Set<String> read = new HashSet<>();
        Matcher words = WORD.matcher(TEXT.matcher(expression).replaceAll(" "));
        while (words.find()) {
            if (has(0, words.group())) {
                read.add(words.group());
            }
        }
        return read;
    }

    private Set<String> masked() {
        List<String> listed = plug.parameters().getOrDefault("columns", List.of());
        return listed.isEmpty()
                ? inputs.getFirst().fields().stream()
                        .filter(Field::sensitive)
                        .map(Field::name)
                        .collect(java.util.stream.Collectors.toSet())
                : Set.copyOf(listed);
    }

    private void aggregated(String to, List<Link> links) {
        if (plug.parameters().getOrDefault("by", List.of()).contains(to)) {
            links.add(passed(to, to, 0));
            return;
        }
        String value = given().get(to);
        if (value != null) {
            read(value).stream()
                    .sorted()
                    .forEach(from -> links.add(made(to, from, 0, ": " + value)));
            return;
        }
        for (String time : plug.parameters().getOrDefault("window.time", List.of())) {
            links.add(made(to, time, 0, ": the window of " + time));
        }
    }

    private void flattened(String to, List<Link> links) {
        List<String> list = plug.parameters().getOrDefault("column", List.of());
        if (has(0, to) && !list.contains(to)) {
            links.add(passed(to, to, 0));
        } else {
            list.forEach(from -> links.add(made(to, from, 0, "")));
        }
    }

    private void anything(String to, List<Link> links) {
        for (int input = 0; input < inputs.size(); input++) {
            for (Field field : inputs.get(input).fields()) {
                links.add(made(to, field.name(), input, ""));
            }
        }
    }
}
