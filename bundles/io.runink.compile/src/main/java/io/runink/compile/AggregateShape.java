package io.runink.compile;

import io.runink.api.contract.DataType;
import io.runink.api.contract.DataType.Kind;
import io.runink.api.contract.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an aggregation yields: its keys, the window if there is one, then a column for each
 * aggregate.
 */
final class AggregateShape {

    private static final Pattern FORM =
            Pattern.compile("([a-z_]+)\\s*\\(\\s*([A-Za-z0-9_]*)\\s*\\)");

    private static final Set<String> FUNCTIONS =
            Set.of("count", "count_distinct", "sum", "avg", "min", "max", "first", "last");

    private static final Set<Kind> WHOLE = Set.of(Kind.INT8, Kind.INT16, Kind.INT32, Kind.INT64);

    /** Digits behind the point of an average, where the column has fewer. */
    private static final int AVERAGE_SCALE = 6;

    private static final int PRECISION_MAX = 38;

    private final ShapeCheck check;
    private final StepCall call;

    AggregateShape(ShapeCheck check, StepCall call) {
        this.check = check;
        this.call = call;
    }

    Optional<List<OutputColumn>> columns() {
        List<Written> keys = call.arguments().values("by");
        List<OutputColumn> columns = new ArrayList<>();
        boolean right = check.distinct(keys);
        for (Written key : keys) {
            Optional<Field> field = check.column(key, call.input());
            right &= field.isPresent();
            field.ifPresent(it -> columns.add(OutputColumn.passed(0, it)));
        }
        if (windowed()) {
            right &= time();
            DataType instant = DataType.of(Kind.TIMESTAMP);
            List<OutputColumn.Origin> time =
                    call.arguments().values(Windows.TIME).stream()
                            .flatMap(it -> call.input().field(it.text()).stream())
                            .map(it -> new OutputColumn.Origin(0, it))
                            .toList();
            columns.add(new OutputColumn("window_start", instant, time, false));
            columns.add(new OutputColumn("window_end", instant, time, false));
        }
        Set<String> names = new HashSet<>();
        columns.forEach(it -> names.add(it.name()));
        for (StepArguments.Column given : call.arguments().columns()) {
            Optional<OutputColumn> column = aggregate(given);
            right &= column.isPresent();
            column.ifPresent(columns::add);
            if (!names.add(given.name())) {
                check.problem(
                        CompileError.STEP_COLUMN,
                        check.place(given.value()),
                        "the column '" + given.name() + "' would stand twice",
                        "give the aggregate another name");
                right = false;
            }
        }
        return right && !columns.isEmpty() ? Optional.of(columns) : Optional.empty();
    }

    /** Whether the windows are over a column of instants. */
    private boolean time() {
        for (Written name : call.arguments().values(Windows.TIME)) {
            Optional<Field> field = check.column(name, call.input());
            if (field.isEmpty()) {
                return false;
            }
            if (field.get().type().kind() != Kind.TIMESTAMP) {
                check.problem(
                        CompileError.WINDOW,
                        check.place(name),
                        "the column '"
                                + field.get().name()
                                + "' has type '"
                                + field.get().type()
                                + "', no instant",
                        "name a column of type timestamp");
                return false;
            }
        }
        return true;
    }

    private boolean windowed() {
        return !call.arguments().values(Windows.KIND).isEmpty();
    }

    private Optional<OutputColumn> aggregate(StepArguments.Column given) {
        Written value = given.value();
        Matcher matcher = FORM.matcher(value.text().strip());
        if (!matcher.matches() || !FUNCTIONS.contains(matcher.group(1))) {
            check.problem(
                    CompileError.AGGREGATE,
                    check.place(value),
                    "'" + value.text() + "' is no aggregate",
                    "write count(), or one of "
                            + String.join(", ", FUNCTIONS.stream().sorted().toList())
                            + " with a column, such as sum(amount)");
            return Optional.empty();
        }
        String function = matcher.group(1);
        if (matcher.group(2).isEmpty()) {
            if (!function.equals("count")) {
                check.problem(
                        CompileError.AGGREGATE,
                        check.place(value),
                        "'" + value.text() + "' names no column",
                        "write " + function + "(column)");
                return Optional.empty();
            }
            return Optional.of(
                    new OutputColumn(given.name(), DataType.of(Kind.INT64), List.of(), false));
        }
        int blanks = value.text().length() - value.text().stripLeading().length();
        Written name = value.part(matcher.start(2) + blanks, matcher.end(2) + blanks);
        return check.column(name, call.input())
                .flatMap(field ->
                        type(function, field, value)
                                .map(type ->
                                        new OutputColumn(
                                                given.name(),
                                                type,
                                                List.of(new OutputColumn.Origin(0, field)),
                                                false)));
    }

    private Optional<DataType> type(String function, Field field, Written value) {
        DataType of = field.type();
        Optional<DataType> type =
                switch (function) {
                    case "count" -> Optional.of(DataType.of(Kind.INT64));
                    case "count_distinct" -> unlessNested(of, DataType.of(Kind.INT64));
                    case "sum" -> sum(of);
                    case "avg" -> average(of);
                    case "min", "max" -> unlessNested(of, of);
                    default -> Optional.of(of);
                };
        if (type.isEmpty()) {
            check.problem(
                    CompileError.AGGREGATE,
                    check.place(value),
                    "the column '"
                            + field.name()
                            + "' has type '"
                            + of
                            + "', of which there is no "
                            + function,
                    "take another column or function, or cast it first");
        }
        return type;
    }

    private static Optional<DataType> unlessNested(DataType of, DataType type) {
        return of.nested() ? Optional.empty() : Optional.of(type);
    }

    private static Optional<DataType> sum(DataType of) {
        return switch (of.kind()) {
            case INT8, INT16, INT32, INT64 -> Optional.of(DataType.of(Kind.INT64));
            case DECIMAL -> Optional.of(DataType.decimal(PRECISION_MAX, of.scale()));
            case FLOAT32, FLOAT64 -> Optional.of(DataType.of(Kind.FLOAT64));
            default -> Optional.empty();
        };
    }

    private static Optional<DataType> average(DataType of) {
        if (WHOLE.contains(of.kind()) || of.kind() == Kind.DECIMAL) {
            return Optional.of(
                    DataType.decimal(PRECISION_MAX, Math.max(of.scale(), AVERAGE_SCALE)));
        }
        return of.kind() == Kind.FLOAT32 || of.kind() == Kind.FLOAT64
                ? Optional.of(DataType.of(Kind.FLOAT64))
                : Optional.empty();
    }
}
