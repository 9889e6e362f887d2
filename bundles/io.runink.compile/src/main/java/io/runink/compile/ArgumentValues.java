package io.runink.compile;

import io.runink.api.contract.DataType;
import io.runink.api.plugin.StepDescriptor;
import io.runink.api.plugin.StepParameter;
import io.runink.api.scenario.Tag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values of one parameter as texts of the form that the DAG holds. */
final class ArgumentValues {

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})[ ]?(ms|s|m|h|d)");

    private final StepDescriptor step;
    private final StepParameter parameter;
    private final Problems problems;

    ArgumentValues(StepDescriptor step, StepParameter parameter, Problems problems) {
        this.step = step;
        this.parameter = parameter;
        this.problems = problems;
    }

    /** The values; none if one is not of the parameter's type, which a problem then says. */
    List<Written> read(Tag.Argument argument) {
        List<Tag.Value> values = values(argument);
        List<Written> read = new ArrayList<>();
        int item = 0;
        for (Tag.Value value : values) {
            Optional<String> text = text(value);
            if (text.isEmpty()) {
                problems.add(
                        parameter.type() == StepParameter.Type.COLUMN_TYPE
                                ? CompileError.COLUMN_TYPE
                                : CompileError.STEP_VALUE,
                        argument.place(),
                        "'" + parameter.name() + "' of '" + step.name() + "' takes " + expected(),
                        "correct the value");
                return List.of();
            }
            read.add(new Written(text.get(), argument, item, 0));
            item += value instanceof Tag.Value.Text ? 1 : 0;
        }
        return read;
    }

    /** The elements of a list where the parameter takes one; of a sentence's text, its words. */
    private List<Tag.Value> values(Tag.Argument argument) {
        boolean list =
                switch (parameter.type()) {
                    case TEXTS, COLUMNS -> true;
                    default -> false;
                };
        return list
                        && argument.value() instanceof Tag.Value.Items items
                        && !items.values().isEmpty()
                ? items.values()
                : List.of(argument.value());
    }

    private Optional<String> text(Tag.Value value) {
        return switch (parameter.type()) {
            case TEXT, TEXTS, EXPRESSION, CONDITION -> plain(value);
            case COLUMN, COLUMNS, AGGREGATE -> given(value);
            case NUMBER -> plain(value).filter(it -> WHOLE.matcher(it).matches());
            case FLAG ->
                    value instanceof Tag.Value.Flag
                            ? Optional.of("true")
                            : plain(value).filter(it -> it.equals("true") || it.equals("false"));
            case DURATION -> span(value);
            case COLUMN_TYPE -> given(value).flatMap(ArgumentValues::type);
        };
    }

    private static Optional<String> given(Tag.Value value) {
        return value instanceof Tag.Value.Text text ? Optional.of(text.text()) : Optional.empty();
    }

    private static Optional<String> plain(Tag.Value value) {
        return switch (value) {
            case Tag.Value.Text text -> Optional.of(text.text());
            case Tag.Value.Numeral number -> Optional.of(number.digits());
            case Tag.Value.Bool bool -> Optional.of(Boolean.toString(bool.value()));
            default -> Optional.empty();
        };
    }

    /** Milliseconds. */
    static Optional<String> span(Tag.Value value) {
        if (value instanceof Tag.Value.Span span) {
            return Optional.of(Long.toString(span.duration().toMillis()));
        }
        Matcher matcher = SPAN.matcher(given(value).orElse(""));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                };
        return Optional.of(Long.toString(duration.toMillis()));
    }

    private static Optional<String> type(String text) {
        try {
            DataType type = DataType.parse(text);
            return type.nested() ? Optional.empty() : Optional.of(type.toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String expected() {
        return switch (parameter.type()) {
            case TEXT -> "a text";
            case TEXTS -> "a text or a list of texts";
            case NUMBER -> "a whole number, at least 0";
            case FLAG -> "true or false";
            case DURATION -> "a duration such as 5m";
            case COLUMN -> "the name of a column in double quotes";
            case COLUMNS -> "the name of a column in double quotes, or a list of them";
            case EXPRESSION -> "an expression in double quotes";
            case CONDITION -> "a condition in double quotes";
            case COLUMN_TYPE ->
                    "a type: string, boolean, int8 to int64, float32, float64, decimal(18,4),"
                            + " date, time, timestamp or bytes";
            case AGGREGATE -> "an aggregate in double quotes, such as \"sum(amount)\"";
        };
    }
}
