package io.runink.authoring;

import io.runink.api.AtLeast;
import io.runink.api.AtMost;
import io.runink.api.Between;
import io.runink.api.Fresh;
import io.runink.api.GreaterThan;
import io.runink.api.Length;
import io.runink.api.LessThan;
import io.runink.api.MultipleOf;
import io.runink.api.OneOf;
import io.runink.api.Pattern;
import io.runink.api.contract.DataType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what is wrong with the parameters of Runink's own annotations, without a plug-in. */
final class ParameterCheck {

    private static final Set<String> LOWER =
            Set.of(GreaterThan.class.getName(), AtLeast.class.getName());
    private static final Set<String> UPPER =
            Set.of(LessThan.class.getName(), AtMost.class.getName());
    private static final Set<String> STRICT =
            Set.of(GreaterThan.class.getName(), LessThan.class.getName());
    private static final DataType TIMESTAMP = DataType.of(DataType.Kind.TIMESTAMP);

    /**
     * What is wrong.
     *
     * @param message what was found and expected
     * @param remedy what to do
     */
    record Fault(String message, String remedy) {}

    private final DataType type;
    private final List<String> constants;

    /**
     * Checks parameters for one column.
     *
     * @param constants of the column's enum; empty if it is none
     */
    ParameterCheck(DataType type, List<String> constants) {
        this.type = type;
        this.constants = constants;
    }

    Optional<Fault> fault(String annotation, Map<String, List<String>> parameters) {
        List<String> values = parameters.getOrDefault("value", List.of());
        if (LOWER.contains(annotation) || UPPER.contains(annotation)) {
            return values.isEmpty() ? Optional.empty() : bound(values.getFirst());
        }
        if (annotation.equals(Pattern.class.getName())) {
            return values.stream().flatMap(it -> LinearPattern.fault(it).stream()).findFirst();
        }
        if (annotation.equals(OneOf.class.getName())) {
            return oneOf(values, parameters.getOrDefault("open", List.of()).contains("true"));
        }
        if (annotation.equals(Between.class.getName())) {
            String from = first(parameters, "from");
            String to = first(parameters, "to");
            return bound(from).or(() -> bound(to)).or(() -> between(from, to, type));
        }
        if (annotation.equals(Length.class.getName())) {
            return span(parameters);
        }
        if (annotation.equals(MultipleOf.class.getName())) {
            return multiple(values);
        }
        return annotation.equals(Fresh.class.getName()) ? fresh(parameters) : Optional.empty();
    }

    private static String first(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of("")).getFirst();
    }

    private Optional<Fault> bound(String text) {
        return Bounds.parse(text, type).isPresent()
                ? Optional.empty()
                : fault(
                        "'" + text + "' is no " + type,
                        "write a bound such as \"" + Bounds.example(type) + "\"");
    }

    /** What is wrong with whole numbers {@code min} and {@code max}. */
    static Optional<Fault> span(Map<String, List<String>> parameters) {
        long min = Long.parseLong(first(parameters, "min"));
        long max = Long.parseLong(first(parameters, "max"));
        return min < 0 || min > max
                ? fault(
                        "from " + min + " to " + max + " there is nothing",
                        "let min be 0 or more, and max no less")
                : Optional.empty();
    }

    private Optional<Fault> multiple(List<String> values) {
        DataType exact = type.kind() == DataType.Kind.DECIMAL ? type : DataType.decimal(38, 0);
        String text = values.isEmpty() ? "" : values.getFirst();
        boolean good =
                Bounds.parse(text, exact).filter(it -> ((BigDecimal) it).signum() > 0).isPresent();
        return good
                ? Optional.empty()
                : fault("'" + text + "' has no multiples", "write a number above zero: \"0.25\"");
    }

    private static Optional<Fault> fresh(Map<String, List<String>> parameters) {
        String within = first(parameters, "within");
        String asOf = first(parameters, "asOf");
        try {
            if (!Duration.parse(within).isPositive()) {
                return fault("'" + within + "' is no time", "write a duration such as \"PT1H\"");
            }
        } catch (DateTimeException e) {
            return fault("'" + within + "' is no duration", "write one such as \"PT1H\"");
        }
        return asOf.isEmpty() || Bounds.parse(asOf, TIMESTAMP).isPresent()
                ? Optional.empty()
                : fault(
                        "'" + asOf + "' is no instant",
                        "write one such as \"" + Bounds.example(TIMESTAMP) + "\"");
    }

    private Optional<Fault> oneOf(List<String> values, boolean open) {
        if (values.isEmpty()) {
            return fault("no value is listed, expected one at least", "list the allowed values");
        }
        if (open && !constants.isEmpty()) {
            return fault("an enum has no other values", "make the component a String");
        }
        Set<String> seen = new HashSet<>();
        for (String value : values) {
            if (!seen.add(value)) {
                return fault("'" + value + "' is listed twice", "list it once");
            }
            if (!constants.isEmpty() && !constants.contains(value)) {
                return fault(
                        "'" + value + "' is no constant of the component's enum",
                        "list some of " + String.join(", ", constants));
            }
        }
        return Optional.empty();
    }

    private static Optional<Fault> fault(String message, String remedy) {
        return Optional.of(new Fault(message, remedy));
    }

    /** What is wrong with bounds that are values of a type, both allowed themselves. */
    static Optional<Fault> between(String from, String to, DataType type) {
        return nothingBetween(new Bound(from, false), new Bound(to, false), type);
    }

    /**
     * A bound.
     *
     * @param strict whether it is not allowed itself
     */
    private record Bound(String text, boolean strict) {}

    /** Finds bounds of a column's rules that no value keeps. */
    static Optional<Fault> contradiction(DataType type, List<Made> rules) {
        List<Bound> lows = new ArrayList<>();
        List<Bound> highs = new ArrayList<>();
        for (Made made : rules) {
            Map<String, List<String>> parameters = made.rule().parameters();
            boolean strict = STRICT.contains(made.annotation());
            if (LOWER.contains(made.annotation())) {
                lows.add(new Bound(first(parameters, "value"), strict));
            } else if (UPPER.contains(made.annotation())) {
                highs.add(new Bound(first(parameters, "value"), strict));
            } else if (made.annotation().equals(Between.class.getName())) {
                lows.add(new Bound(first(parameters, "from"), false));
                highs.add(new Bound(first(parameters, "to"), false));
            }
        }
        return lows.stream()
                .flatMap(low ->
                        highs.stream().flatMap(high -> nothingBetween(low, high, type).stream()))
                .findFirst();
    }

    private static Optional<Fault> nothingBetween(Bound low, Bound high, DataType type) {
        Optional<Comparable<?>> from = Bounds.parse(low.text(), type);
        Optional<Comparable<?>> to = Bounds.parse(high.text(), type);
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        int order = Bounds.compare(from.get(), to.get());
        return order > 0 || (order == 0 && (low.strict() || high.strict()))
                ? fault(
                        "no value lies between '" + low.text() + "' and '" + high.text() + "'",
                        "correct one of the bounds")
                : Optional.empty();
    }
}
