package io.runink.authoring;

import io.runink.api.contract.DataType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A figure over a column, such as {@code sum(amount)}.
 *
 * @param function what is computed
 * @param column of which column
 */
record Figure(String function, String column) {

    /** What can be computed. */
    static final String WORDS = "sum, avg, min, max, count, count-distinct";

    private static final Pattern TEXT =
            Pattern.compile(
                    "\\s*(sum|avg|min|max|count|count-distinct)\\s*\\(\\s*(\\w+)\\s*\\)\\s*");

    private static final Set<DataType.Kind> NUMBERS =
            Set.of(
                    DataType.Kind.INT8,
                    DataType.Kind.INT16,
                    DataType.Kind.INT32,
                    DataType.Kind.INT64,
                    DataType.Kind.FLOAT32,
                    DataType.Kind.FLOAT64,
                    DataType.Kind.DECIMAL);

    private static final Set<DataType.Kind> ORDERED =
            Set.of(DataType.Kind.DATE, DataType.Kind.TIME, DataType.Kind.TIMESTAMP);

    /** Whole numbers and fractions of any size: a figure may outgrow its column. */
    private static final DataType ANY_NUMBER = DataType.decimal(38, 0);

    /** Reads a figure; empty if the text is none. */
    static Optional<Figure> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Figure(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    /** What is wrong with it over a column of a type, or with its bounds. */
    Optional<ParameterCheck.Fault> fault(DataType type, Map<String, List<String>> parameters) {
        boolean counts = function.startsWith("count");
        boolean number = NUMBERS.contains(type.kind());
        boolean extreme = function.equals("min") || function.equals("max");
        if (!counts && !number && !(extreme && ORDERED.contains(type.kind()))) {
            return Optional.of(
                    new ParameterCheck.Fault(
                            "'" + function + "' is not computed of '" + column + "', a " + type,
                            "name a column of numbers" + (extreme ? ", dates or times" : "")));
        }
        DataType bounds = counts || number ? ANY_NUMBER : type;
        String min = parameters.getOrDefault("min", List.of("")).getFirst();
        String max = parameters.getOrDefault("max", List.of("")).getFirst();
        if (min.isEmpty() && max.isEmpty()) {
            return Optional.of(
                    new ParameterCheck.Fault("there is no bound", "give min, max or both"));
        }
        for (String bound : List.of(min, max)) {
            if (!bound.isEmpty() && Bounds.parse(bound, bounds).isEmpty()) {
                return Optional.of(
                        new ParameterCheck.Fault(
                                "'" + bound + "' is no bound of it",
                                "write one such as \"" + Bounds.example(bounds) + "\""));
            }
        }
        return min.isEmpty() || max.isEmpty()
                ? Optional.empty()
                : ParameterCheck.between(min, max, bounds);
    }
}
