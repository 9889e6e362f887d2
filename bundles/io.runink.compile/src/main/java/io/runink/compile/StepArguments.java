package io.runink.compile;

import io.runink.api.error.Location;
import io.runink.api.plugin.StepDescriptor;
import io.runink.api.plugin.StepParameter;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a tag gives a step of a plug-in, held against what the plug-in declares. */
final class StepArguments {

    /** Keys of the tag itself. */
    static final Set<String> RESERVED = Set.of("name", "from", "contract", "references");

    /** Columns whose name is a key of the tag: {@code set=["name = expression"]}. */
    static final String SET = "set";

    /** As contracts name their columns. */
    private static final Pattern COLUMN = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /** How many values and columns one step takes. */
    private static final int VALUES_MAX = 4_096;

    /** A column that the tag gives a value. */
    record Column(String name, Written value) {}

    private final StepDescriptor step;
    private final Tag tag;
    private final Problems problems;
    private final SequencedMap<String, List<Written>> given = new LinkedHashMap<>();
    private final SequencedMap<String, Column> columns = new LinkedHashMap<>();
    private final Optional<StepParameter> any;
    private boolean right;

    private StepArguments(StepDescriptor step, Tag tag, Problems problems) {
        this.step = step;
        this.tag = tag;
        this.problems = problems;
        this.any = parameter(StepParameter.ANY);
    }

    /** Reads the arguments of a tag; what is wrong with them by themselves is a problem. */
    static StepArguments read(StepDescriptor step, Tag tag, Problems problems) {
        int before = problems.errors().size();
        StepArguments arguments = new StepArguments(step, tag, problems);
        arguments.read();
        arguments.missing();
        arguments.right = problems.errors().size() == before;
        return arguments;
    }

    /** Whether nothing was wrong with them. */
    boolean right() {
        return right;
    }

    Tag tag() {
        return tag;
    }

    /** The values of a parameter; none if it was not given. */
    List<Written> values(String parameter) {
        return given.getOrDefault(parameter, List.of());
    }

    /** The one value of a parameter, or the standard if it was not given. */
    String text(String parameter, String standard) {
        return values(parameter).stream().findFirst().map(Written::text).orElse(standard);
    }

    /** The columns that the tag gives a value, in its order. */
    List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /** What the values of those columns are. */
    Optional<StepParameter.Type> columnValues() {
        return any.map(StepParameter::type);
    }

    /** What was given for parameters of some types, in the order of the tag. */
    List<Written> of(StepParameter.Type... types) {
        return given.entrySet().stream()
                .filter(it ->
                        parameter(it.getKey())
                                .map(found -> List.of(types).contains(found.type()))
                                .orElse(false))
                .flatMap(it -> it.getValue().stream())
                .toList();
    }

    /** Every value as text: what the DAG holds. */
    SortedMap<String, List<String>> parameters() {
        SortedMap<String, List<String>> all = new TreeMap<>();
        given.forEach((key, values) -> all.put(key, values.stream().map(Written::text).toList()));
        for (Column column : columns.values()) {
            if (ofSet(column)) {
                all.computeIfAbsent(SET, key -> new ArrayList<>())
                        .add(column.name() + " = " + column.value().text());
            } else {
                all.put(column.name(), List.of(column.value().text()));
            }
        }
        return all;
    }

    private static boolean ofSet(Column column) {
        return column.value().argument().key().equals(SET);
    }

    private Optional<StepParameter> parameter(String name) {
        return step.parameters().stream().filter(it -> it.name().equals(name)).findFirst();
    }

    private void read() {
        int unnamed = 0;
        for (Tag.Argument argument : tag.arguments()) {
            String key = argument.key();
            if (argument.value() instanceof Tag.Value.Nested || RESERVED.contains(key)) {
                continue;
            }
            if (key.isEmpty()) {
                unnamed(argument, unnamed++);
            } else if (key.equals(SET) && any.isPresent()) {
                set(argument);
            } else if (parameter(key).isPresent()) {
                declared(parameter(key).get(), argument);
            } else if (any.isPresent()) {
                column(key, argument);
            } else {
                unknown(key, argument);
            }
        }
    }

    private void unnamed(Tag.Argument argument, int index) {
        if (index == 0) {
            return;
        }
        Optional<StepParameter> parameter = parameter(step.positional());
        if (index > 1 || parameter.isEmpty()) {
            problems.add(
                    CompileError.STEP_ARGUMENT,
                    argument.place(),
                    "'"
                            + step.name()
                            + "' takes "
                            + (parameter.isEmpty() ? "no" : "one")
                            + " argument without a key behind its name",
                    names());
        } else {
            declared(parameter.get(), argument);
        }
    }

    private void unknown(String key, Tag.Argument argument) {
        List<String> known =
                new ArrayList<>(step.parameters().stream().map(it -> it.name()).toList());
        known.addAll(RESERVED);
        problems.add(
                CompileError.STEP_ARGUMENT,
                argument.place(),
                "'" + step.name() + "' has no argument '" + key + "'",
                Nearest.to(key, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElseGet(this::names));
    }

    private String names() {
        List<String> names =
                step.parameters().stream()
                        .map(it -> it.name().equals(StepParameter.ANY) ? "column=…" : it.name())
                        .toList();
        return names.isEmpty() ? "it takes none" : "it takes " + String.join(", ", names);
    }

    private void declared(StepParameter parameter, Tag.Argument argument) {
        List<Written> values = new ArgumentValues(step, parameter, problems).read(argument);
        if (!values.isEmpty() && given.putIfAbsent(parameter.name(), values) != null) {
            problems.add(
                    CompileError.STEP_ARGUMENT,
                    argument.place(),
                    "'" + step.name() + "' has '" + parameter.name() + "' twice",
                    "give it once");
        }
    }

    private void column(String name, Tag.Argument argument) {
        StepParameter parameter = new StepParameter(name, any.orElseThrow().type(), false, "");
        List<Written> values = new ArgumentValues(step, parameter, problems).read(argument);
        if (!values.isEmpty()) {
            column(name, values.getFirst(), argument.place());
        }
    }

    private void column(String name, Written value, Location place) {
        if (!COLUMN.matcher(name).matches()) {
            problems.add(
                    CompileError.STEP_COLUMN,
                    place,
                    "'"
                            + name
                            + "' cannot name a column, expected a lower-case letter, then at"
                            + " most 62 of a-z, 0-9 and '_'",
                    "give the column such a name");
        } else if (columns.putIfAbsent(name, new Column(name, value)) != null) {
            problems.add(
                    CompileError.STEP_COLUMN,
                    place,
                    "the column '" + name + "' is given twice",
                    "give it once");
        } else if (columns.size() > VALUES_MAX) {
            problems.add(
                    CompileError.STEP_COLUMN,
                    place,
                    "'" + step.name() + "' is given more than " + VALUES_MAX + " columns",
                    "divide them among several steps");
        }
    }

    /** Entries of the form {@code name = value}. */
    private void set(Tag.Argument argument) {
        StepParameter texts = new StepParameter(SET, StepParameter.Type.TEXTS, false, "");
        for (Written entry : new ArgumentValues(step, texts, problems).read(argument)) {
            int equals = entry.text().indexOf('=');
            if (equals < 0) {
                problems.add(
                        CompileError.STEP_VALUE,
                        argument.place(),
                        "'" + entry.text() + "' in 'set' gives no column a value",
                        "write \"column = value\"");
                continue;
            }
            Written name = entry.part(0, equals);
            column(name.text(), entry.part(equals + 1, entry.text().length()), argument.place());
        }
    }

    private void missing() {
        for (StepParameter parameter : step.parameters()) {
            boolean columnsMissing =
                    parameter.name().equals(StepParameter.ANY) && columns.isEmpty();
            boolean valueMissing =
                    !parameter.name().equals(StepParameter.ANY)
                            && !given.containsKey(parameter.name());
            boolean said =
                    tag.arguments().stream().anyMatch(it -> it.key().equals(parameter.name()));
            if (parameter.required() && !said && (columnsMissing || valueMissing)) {
                problems.add(
                        CompileError.STEP_ARGUMENT_MISSING,
                        tag.place(),
                        columnsMissing
                                ? "'" + step.name() + "' is given no column"
                                : "'" + step.name() + "' lacks '" + parameter.name() + "'",
                        "add "
                                + (columnsMissing ? "column" : parameter.name())
                                + "=…: "
                                + parameter.description());
            }
        }
    }

    /** Adds what other tags say for this step, such as a window. */
    void add(String parameter, Written value) {
        given.put(parameter, List.of(value));
    }

    /** Whether the plug-in declares a parameter of that name. */
    boolean takes(String parameter) {
        return parameter(parameter).isPresent();
    }
}
