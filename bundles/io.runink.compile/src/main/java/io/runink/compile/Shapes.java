package io.runink.compile;

import io.runink.api.Masking;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.plugin.StepParameter;
import io.runink.spi.contract.Lexemes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * What steps yield, by their shape. Each answers nothing where something is wrong, which a problem
 * then says.
 */
final class Shapes {

    /** The step that fills in what is absent, with values as contracts write them. */
    private static final String DEFAULT = "default";

    private final ShapeCheck check;

    Shapes(ShapeCheck check) {
        this.check = check;
    }

    /** The columns that a step yields; not of a step that is told what it yields. */
    Optional<List<OutputColumn>> columns(StepCall call) {
        return switch (call.step().shape()) {
            case SAME -> same(call);
            case SELECT -> select(call);
            case RENAME -> rename(call);
            case CAST -> cast(call);
            case DERIVE -> derive(call);
            case JOIN -> new JoinShape(check, call).columns();
            case AGGREGATE -> new AggregateShape(check, call).columns();
            case FLATTEN -> flatten(call);
            case DECLARED -> Optional.of(List.of());
        };
    }

    private static SequencedMap<String, OutputColumn> passed(StepCall call) {
        SequencedMap<String, OutputColumn> columns = new LinkedHashMap<>();
        call.input().fields().forEach(it -> columns.put(it.name(), OutputColumn.passed(0, it)));
        return columns;
    }

    private static Optional<List<OutputColumn>> done(boolean right, List<OutputColumn> columns) {
        return right ? Optional.of(List.copyOf(columns)) : Optional.empty();
    }

    private Optional<List<OutputColumn>> same(StepCall call) {
        boolean right = true;
        List<OutputColumn> columns = new ArrayList<>(passed(call).values());
        for (int input = 1; input < call.inputs().size(); input++) {
            right &= alike(call, input, columns);
        }
        SequencedMap<String, OutputColumn> known = new LinkedHashMap<>();
        columns.forEach(it -> known.put(it.name(), it));
        for (StepArguments.Column given : call.arguments().columns()) {
            OutputColumn column = known.get(given.name());
            if (column == null) {
                check.unknown(given.name(), check.place(given.value()), call.input());
                right = false;
            } else if (call.arguments().columnValues().stream()
                    .anyMatch(it -> it == StepParameter.Type.EXPRESSION)) {
                right &= check.expressions().value(given.value(), call.input()).isPresent();
            } else if (call.step().name().equals(DEFAULT)) {
                right &= standard(given.value(), column, call);
            }
        }
        return done(right, columns);
    }

    /** Whether what fills a column in is a value of its type, or behind {@code =} an expression. */
    private boolean standard(Written value, OutputColumn column, StepCall call) {
        if (value.text().startsWith("=")) {
            Written expression = value.part(1, value.text().length());
            return check.expressions().value(expression, call.input()).isPresent();
        }
        byte[] utf8 = value.text().getBytes(StandardCharsets.UTF_8);
        if (Lexemes.of(column.type()).read(utf8, 0, utf8.length)) {
            return true;
        }
        check.problem(
                CompileError.STEP_VALUE,
                check.place(value),
                "'"
                        + value.text()
                        + "' is no value of '"
                        + column.name()
                        + "', which has type '"
                        + column.type()
                        + "'",
                "write a value of that type, or \"= …\" for an expression");
        return false;
    }

    /** Whether another input has the columns of the first; they are origins of the output too. */
    private boolean alike(StepCall call, int input, List<OutputColumn> columns) {
        List<String> differences = new ArrayList<>();
        List<Field> others = call.inputs().get(input).fields();
        for (int i = 0; i < columns.size(); i++) {
            OutputColumn column = columns.get(i);
            Optional<Field> other = call.inputs().get(input).field(column.name());
            if (other.isEmpty()) {
                differences.add("column '" + column.name() + "' is missing");
            } else if (!other.get().type().equals(column.type())) {
                differences.add(
                        "column '"
                                + column.name()
                                + "' has type '"
                                + other.get().type()
                                + "', not '"
                                + column.type()
                                + "'");
            } else {
                List<OutputColumn.Origin> origins = new ArrayList<>(column.origins());
                origins.add(new OutputColumn.Origin(input, other.get()));
                columns.set(
                        i, new OutputColumn(column.name(), column.type(), origins, column.same()));
            }
        }
        others.stream()
                .filter(it -> call.input().field(it.name()).isEmpty())
                .forEach(it -> differences.add("column '" + it.name() + "' is too much"));
        if (!differences.isEmpty()) {
            check.problem(
                    CompileError.INPUTS_DIFFER,
                    call.vertex().tag().place(),
                    "'"
                            + call.vertex().name()
                            + "' takes rows with the same columns, but those of '"
                            + call.vertex().upstream().get(input)
                            + "' differ from those of '"
                            + call.vertex().upstream().getFirst()
                            + "': "
                            + differences.stream().limit(20).collect(Collectors.joining(", ")),
                    "put a step before it that makes them the same, such as select or cast");
        }
        return differences.isEmpty();
    }

    private Optional<List<OutputColumn>> select(StepCall call) {
        List<Written> names = call.arguments().values("columns");
        List<OutputColumn> columns = new ArrayList<>();
        boolean right = check.distinct(names);
        for (Written name : names) {
            Optional<Field> field = check.column(name, call.input());
            right &= field.isPresent();
            field.ifPresent(it -> columns.add(OutputColumn.passed(0, it)));
        }
        return done(right && !columns.isEmpty(), columns);
    }

    private Optional<List<OutputColumn>> rename(StepCall call) {
        SequencedMap<String, String> renamed = new LinkedHashMap<>();
        boolean right = true;
        for (StepArguments.Column given : call.arguments().columns()) {
            Optional<Field> field = check.column(given.value(), call.input());
            right &= field.isPresent();
            if (field.isPresent()
                    && renamed.putIfAbsent(given.value().text(), given.name()) != null) {
                check.distinct(List.of(given.value(), given.value()));
                right = false;
            }
        }
        List<OutputColumn> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (OutputColumn column : passed(call).values()) {
            String name = renamed.getOrDefault(column.name(), column.name());
            if (names.contains(name)) {
                check.problem(
                        CompileError.STEP_COLUMN,
                        call.vertex().tag().place(),
                        "two columns would be called '" + name + "'",
                        "give one of them another name");
                right = false;
            }
            names.add(name);
            columns.add(column.named(name));
        }
        return done(right, columns);
    }

    private Optional<List<OutputColumn>> cast(StepCall call) {
        SequencedMap<String, OutputColumn> columns = passed(call);
        boolean right = true;
        for (StepArguments.Column given : call.arguments().columns()) {
            OutputColumn column = columns.get(given.name());
            if (column == null) {
                check.unknown(given.name(), check.place(given.value()), call.input());
                right = false;
                continue;
            }
            DataType type = DataType.parse(given.value().text());
            if (!Conversions.exists(column.type(), type)) {
                check.problem(
                        CompileError.COLUMN_TYPE,
                        check.place(given.value()),
                        "no value of type '" + column.type() + "' is one of '" + type + "'",
                        "compute it with @step(\"derive\", " + given.name() + "=\"…\")");
                right = false;
            }
            columns.put(
                    given.name(),
                    new OutputColumn(
                            given.name(), type, column.origins(), column.type().equals(type)));
        }
        return done(right, List.copyOf(columns.values()));
    }

    private Optional<List<OutputColumn>> derive(StepCall call) {
        SequencedMap<String, OutputColumn> columns = passed(call);
        boolean right = true;
        for (StepArguments.Column given : call.arguments().columns()) {
            var expression = check.expressions().value(given.value(), call.input());
            right &= expression.isPresent();
            expression.ifPresent(it ->
                    columns.put(
                            given.name(),
                            new OutputColumn(
                                    given.name(),
                                    it.type(),
                                    it.columns().stream()
                                            .flatMap(name -> call.input().field(name).stream())
                                            .map(field -> new OutputColumn.Origin(0, field))
                                            .toList(),
                                    false)));
        }
        return done(right, List.copyOf(columns.values()));
    }

    private Optional<List<OutputColumn>> flatten(StepCall call) {
        Written name = call.value("column");
        Field list = check.column(name, call.input()).orElse(null);
        if (list == null) {
            return Optional.empty();
        }
        DataType element = list.type().element();
        if (list.type().kind() != DataType.Kind.LIST || element == null) {
            check.problem(
                    CompileError.FLATTEN,
                    check.place(name),
                    "the column '" + list.name() + "' has type '" + list.type() + "', no list",
                    "name a column that is a list");
            return Optional.empty();
        }
        List<OutputColumn> columns = new ArrayList<>();
        for (OutputColumn column : passed(call).values()) {
            if (!column.name().equals(list.name())) {
                columns.add(column);
            } else if (element.kind() == DataType.Kind.STRUCT) {
                element.fields().forEach(it -> columns.add(member(it, list)));
            } else {
                Field one = new Field(list.name(), list.component(), element, false, null, null);
                columns.add(member(one, list));
            }
        }
        List<String> names = columns.stream().map(OutputColumn::name).toList();
        List<String> twice =
                names.stream().filter(it -> names.indexOf(it) != names.lastIndexOf(it)).toList();
        if (!twice.isEmpty()) {
            check.problem(
                    CompileError.FLATTEN,
                    check.place(name),
                    "two columns would be called '" + twice.getFirst() + "'",
                    "rename one with @step(\"rename\", …) before it");
        }
        return done(twice.isEmpty(), columns);
    }

    /** A member has its own marks, and those of the list. */
    private static OutputColumn member(Field member, Field list) {
        boolean both = member.masking() != null && list.masking() != null;
        Field marks = member.masking() == null ? list : member;
        Field origin =
                new Field(
                        list.name(),
                        list.component(),
                        member.type(),
                        list.pii() || member.pii(),
                        both ? Masking.REDACT : marks.masking(),
                        null,
                        both
                                ? member.reveal().stream().filter(list.reveal()::contains).toList()
                                : marks.reveal());
        return new OutputColumn(
                member.name(), member.type(), List.of(new OutputColumn.Origin(0, origin)), true);
    }
}
