package io.runink.step.gather;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.spi.contract.TypedColumns;
import io.runink.spi.spill.Spill;
import io.runink.spill.SpilledKeySet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads aggregates such as {@code sum(amount)} and makes their accumulators. */
final class Aggregates {

    private static final Pattern FORM =
            Pattern.compile("\\s*([a-z_]+)\\s*\\(\\s*([A-Za-z0-9_]*)\\s*\\)\\s*");

    private static final Set<DataType.Kind> WHOLE =
            EnumSet.of(
                    DataType.Kind.INT8,
                    DataType.Kind.INT16,
                    DataType.Kind.INT32,
                    DataType.Kind.INT64);

    private final Contract input;
    private final long distinctBytes;
    private final Spill spill;
    private final List<Column> columns = new ArrayList<>();
    private int stateBytes;

    /**
     * An aggregate and where it goes.
     *
     * @param output its column's place in the output
     */
    record Column(Accumulator accumulator, int output) {}

    /**
     * Makes the aggregates that the output has.
     *
     * @param stateBytes what others keep in a group's state
     * @param memoryBytes for counts of different values, all together
     */
    Aggregates(
            Contract input,
            Contract output,
            SortedMap<String, String> given,
            int stateBytes,
            long memoryBytes,
            Spill spill) {
        this.input = input;
        this.spill = spill;
        this.stateBytes = stateBytes;
        long distinct = given.values().stream().filter(it -> it.contains("distinct")).count();
        this.distinctBytes = memoryBytes / Math.max(1, distinct);
        given.forEach((name, text) -> {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new IllegalArgumentException(
                        "column '" + name + "' is '" + text + "', expected function(column)");
            }
            if (Columns.has(output, name)) {
                int place = Columns.place(output, name);
                Field field = output.fields().get(place);
                columns.add(new Column(accumulator(form.group(1), form.group(2), field), place));
            }
        });
    }

    List<Column> columns() {
        return List.copyOf(columns);
    }

    /** Bytes of a group's state in all. */
    int stateBytes() {
        return stateBytes;
    }

    private int state(int bytes) {
        int place = stateBytes;
        stateBytes += bytes;
        return place;
    }

    private Accumulator accumulator(String function, String name, Field output) {
        DataType whole = DataType.of(DataType.Kind.INT64);
        if (function.equals("count") && name.isEmpty()) {
            Columns.require(output, whole);
            return new Count(state(Count.STATE_BYTES), -1);
        }
        int column = Columns.place(input, name);
        Field field = input.fields().get(column);
        return switch (function) {
            case "count" -> {
                Columns.require(output, whole);
                yield new Count(state(Count.STATE_BYTES), column);
            }
            case "count_distinct" -> {
                Columns.require(output, whole);
                yield new DistinctCount(
                        state(DistinctCount.STATE_BYTES),
                        column,
                        new SpilledKeySet(distinctBytes, spill));
            }
            case "sum", "avg" -> sum(function.equals("avg"), column, field.type(), output);
            case "min", "max", "first", "last" -> {
                Columns.require(output, field.type());
                yield new BestValue(
                        state(BestValue.STATE_BYTES),
                        column,
                        TypedColumns.field(name, field.type()),
                        function.equals("min") || function.equals("max"),
                        function.equals("max") || function.equals("last"));
            }
            default ->
                    throw new IllegalArgumentException(
                            "column '"
                                    + output.name()
                                    + "' is '"
                                    + function
                                    + "', expected count, count_distinct, sum, avg, min, max,"
                                    + " first or last");
        };
    }

    private Accumulator sum(boolean average, int column, DataType type, Field output) {
        DataType.Kind into = output.type().kind();
        boolean whole = WHOLE.contains(type.kind());
        boolean decimal = type.kind() == DataType.Kind.DECIMAL;
        boolean real = type.kind() == DataType.Kind.FLOAT32 || type.kind() == DataType.Kind.FLOAT64;
        boolean fits =
                switch (into) {
                    case FLOAT64 -> real || (average && (decimal || whole));
                    case DECIMAL ->
                            average
                                    ? decimal || whole
                                    : decimal && output.type().scale() == type.scale();
                    case INT64 -> !average && whole;
                    default -> false;
                };
        if (!fits) {
            throw new IllegalArgumentException(
                    "column '"
                            + output.name()
                            + "' of the output is "
                            + output.type()
                            + ", which no "
                            + (average ? "average" : "sum")
                            + " of "
                            + type
                            + " is");
        }
        return real
                ? new RealSum(state(RealSum.STATE_BYTES), column, average)
                : new ExactSum(state(ExactSum.STATE_BYTES), column, type.scale(), output, average);
    }
}
