package io.runink.authoring;

import io.runink.api.AtLeast;
import io.runink.api.AtMost;
import io.runink.api.GreaterThan;
import io.runink.api.LessThan;
import io.runink.api.OneOf;
import io.runink.api.Pattern;
import io.runink.api.contract.DataType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** Finds what is wrong with the parameters of Runink's own annotations, without a plug-in. */
final class ParameterCheck {

    private static final Set<String> LOWER =
            Set.of(GreaterThan.class.getName(), AtLeast.class.getName());
    private static final Set<String> UPPER =
            Set.of(LessThan.class.getName(), AtMost.class.getName());
    private static final Set<String> STRICT =
            Set.of(GreaterThan.class.getName(), LessThan.class.getName());

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
            return values.isEmpty() || Bounds.parse(values.getFirst(), type).isPresent()
                    ? Optional.empty()
                    : fault(
                            "'" + values.getFirst() + "' is no " + type,
                            "write a bound such as \"" + Bounds.example(type) + "\"");
        }
        if (annotation.equals(Pattern.class.getName())) {
            return pattern(values);
        }
        return annotation.equals(OneOf.class.getName()) ? oneOf(values) : Optional.empty();
    }

    private Optional<Fault> pattern(List<String> values) {
        try {
            for (String value : values) {
                java.util.regex.Pattern.compile(value);
            }
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return fault(
                    "'"
                            + e.getPattern()
                            + "' is no regular expression: "
                            + e.getDescription()
                            + (e.getIndex() < 0 ? "" : " near index " + e.getIndex()),
                    "correct the expression (the syntax of java.util.regex)");
        }
    }

    private Optional<Fault> oneOf(List<String> values) {
        if (values.isEmpty()) {
            return fault("no value is listed, expected one at least", "list the allowed values");
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

    /**
     * Finds bounds that no value keeps.
     *
     * @param bounds the bound texts by annotation; those that are no bound are left out
     */
    Optional<Fault> contradiction(Map<String, String> bounds) {
        for (Map.Entry<String, String> low : bounds.entrySet()) {
            for (Map.Entry<String, String> high : bounds.entrySet()) {
                if (!LOWER.contains(low.getKey()) || !UPPER.contains(high.getKey())) {
                    continue;
                }
                Optional<Comparable<?>> from = Bounds.parse(low.getValue(), type);
                Optional<Comparable<?>> to = Bounds.parse(high.getValue(), type);
                if (from.isEmpty() || to.isEmpty()) {
                    continue;
                }
                int order = Bounds.compare(from.get(), to.get());
                boolean strict = STRICT.contains(low.getKey()) || STRICT.contains(high.getKey());
                if (order > 0 || (order == 0 && strict)) {
                    return fault(
                            "no value lies between '"
                                    + low.getValue()
                                    + "' and '"
                                    + high.getValue()
                                    + "'",
                            "correct one of the bounds");
                }
            }
        }
        return Optional.empty();
    }
}
