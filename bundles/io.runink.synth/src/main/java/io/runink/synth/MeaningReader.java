package io.runink.synth;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads what rules mean, and collects what cannot be read. */
final class MeaningReader {

    /** Characters without a form in UTF-8. */
    private static final CharSet SURROGATES = CharSet.of(0xD800, 0xDFFF);

    /** Characters that would move the line numbers of a CSV file, or vanish in it. */
    private static final CharSet CONTROLS = CharSet.of(0, 0x1F).plus(CharSet.of(0x7F, 0x9F));

    /** More characters than most texts of a known form have. */
    private static final int FORM_LENGTH = 36;

    private static final String KNOWN =
            "type, required, range, multiple-of, enum, pattern, length, format, cel, unique,"
                    + " references, row-count, aggregate, fresh";

    private final Format format;
    private final Map<String, Location> places;
    private final List<Problem> problems;

    MeaningReader(Format format, Map<String, Location> places, List<Problem> problems) {
        this.format = format;
        this.places = places;
        this.problems = problems;
    }

    /**
     * What a rule means for the values of a column, or of something inside one; empty for rules on
     * presence, type, rows and keys.
     *
     * @param field what the rule's path leads to
     * @param strict whether a kind that is not known is a problem: it is where the rule is enforced
     */
    Optional<Meaning> read(Contract contract, Field field, Rule rule, boolean strict) {
        return switch (rule.kind()) {
            case "type", "required", "unique", "references", "cel" -> Optional.empty();
            case "row-count", "aggregate", "fresh" -> Optional.empty();
            case "range" -> range(contract, field, rule);
            case "enum" -> Optional.of(new Meaning.Listed(rule, values(rule)));
            case "pattern" -> pattern(contract, field, rule);
            case "length" -> length(contract, field, rule);
            case "format" -> format(contract, field, rule);
            case "multiple-of" -> multiple(contract, field, rule);
            default -> {
                refuseKind(contract, rule, strict);
                yield Optional.empty();
            }
        };
    }

    /** What the rules on a column, or on something inside one, mean for its values. */
    List<Meaning> all(Contract contract, Field field, boolean strict) {
        List<Meaning> meanings = new ArrayList<>();
        for (Rule rule : contract.rules()) {
            if (rule.columns().equals(List.of(field.name()))) {
                read(contract, field, rule, strict).ifPresent(meanings::add);
            }
        }
        return meanings;
    }

    /** Where problems go. */
    List<Problem> problems() {
        return problems;
    }

    void refuseKind(Contract contract, Rule rule, boolean strict) {
        if (strict) {
            problems.add(
                    SynthError.KIND_UNKNOWN.at(
                            place(contract, rule.id()),
                            "rule '"
                                    + rule.id()
                                    + "' of kind '"
                                    + rule.kind()
                                    + "' has a meaning that synth does not know, expected one of "
                                    + KNOWN,
                            "write the golden by hand for this contract, or take the rule out of"
                                    + " the contract that synth reads"));
        }
    }

    private Optional<Meaning> range(Contract contract, Field field, Rule rule) {
        if (!Axis.has(field.type())) {
            parameter(
                    contract,
                    rule,
                    "rule '" + rule.id() + "' bounds a " + field.type(),
                    "a bound on numbers, dates or times");
            return Optional.empty();
        }
        return switch (rule.name()) {
            case "at-least" -> bound(contract, field, rule, "value", false, true).map(it -> it);
            case "greater-than" ->
                    bound(contract, field, rule, "value", false, false).map(it -> it);
            case "at-most" -> bound(contract, field, rule, "value", true, true).map(it -> it);
            case "less-than" -> bound(contract, field, rule, "value", true, false).map(it -> it);
            case "between" -> {
                Optional<Meaning.Range> upper = bound(contract, field, rule, "to", true, true);
                yield bound(contract, field, rule, "from", false, true)
                        .flatMap(low -> upper.map(high -> new Meaning.Between(rule, low, high)));
            }
            default -> {
                parameter(
                        contract,
                        rule,
                        "rule '" + rule.id() + "' bounds in the way '" + rule.name() + "'",
                        "greater-than, at-least, less-than, at-most or between");
                yield Optional.empty();
            }
        };
    }

    private Optional<Meaning.Range> bound(
            Contract contract,
            Field field,
            Rule rule,
            String parameter,
            boolean upper,
            boolean inclusive) {
        String bound = value(rule, parameter);
        try {
            Axis axis = Axis.of(field.type());
            return Optional.of(new Meaning.Range(rule, axis, axis.number(bound), upper, inclusive));
        } catch (IllegalArgumentException _) {
            parameter(
                    contract,
                    rule,
                    "rule '" + rule.id() + "' has the bound '" + bound + "'",
                    "a " + field.type());
            return Optional.empty();
        }
    }

    private Optional<Meaning> length(Contract contract, Field field, Rule rule) {
        try {
            String min = value(rule, "min");
            String max = value(rule, "max");
            int least = min.isEmpty() ? 0 : Integer.parseInt(min);
            int most = max.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(max);
            if (field.type().kind() == DataType.Kind.STRING && least >= 0 && least <= most) {
                return Optional.of(new Meaning.Length(rule, least, most));
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        parameter(
                contract,
                rule,
                "rule '" + rule.id() + "' counts the characters of a " + field.type(),
                "a text, and two numbers in order");
        return Optional.empty();
    }

    private Optional<Meaning> format(Contract contract, Field field, Rule rule) {
        String name = value(rule, "value");
        if (field.type().kind() == DataType.Kind.STRING) {
            for (Form form : Form.values()) {
                if (form.name().equals(name)) {
                    return Optional.of(new Meaning.Formed(rule, form));
                }
            }
        }
        parameter(
                contract,
                rule,
                "rule '" + rule.id() + "' has the format '" + name + "' of a " + field.type(),
                "a text, and one of " + Arrays.toString(Form.values()).replaceAll("[\\[\\]]", ""));
        return Optional.empty();
    }

    private Optional<Meaning> multiple(Contract contract, Field field, Rule rule) {
        String step = value(rule, "value");
        try {
            BigDecimal number = new BigDecimal(step);
            boolean numbers =
                    switch (field.type().kind()) {
                        case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, DECIMAL -> true;
                        default -> false;
                    };
            if (numbers && number.signum() > 0 && Math.abs(number.scale()) <= 1000) {
                return Optional.of(new Meaning.Multiple(rule, Axis.of(field.type()), number));
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        parameter(
                contract,
                rule,
                "rule '" + rule.id() + "' wants multiples of '" + step + "' of a " + field.type(),
                "a number, and a step above zero");
        return Optional.empty();
    }

    private Optional<Meaning> pattern(Contract contract, Field field, Rule rule) {
        String text = value(rule, "value");
        if (field.type().kind() != DataType.Kind.STRING) {
            parameter(
                    contract,
                    rule,
                    "rule '" + rule.id() + "' is a pattern on a " + field.type(),
                    "a pattern on text");
            return Optional.empty();
        }
        try {
            Pattern judge = Pattern.compile(text);
            CharSet forbidden = format == Format.CSV ? SURROGATES.plus(CONTROLS) : SURROGATES;
            Expression expression = ExpressionReader.read(text, forbidden, more(contract, rule));
            return Optional.of(new Meaning.Matching(rule, expression, judge));
        } catch (PatternSyntaxException e) {
            parameter(
                    contract,
                    rule,
                    "rule '" + rule.id() + "' has the pattern '" + text + "'",
                    "a regular expression (" + e.getDescription() + ")");
        } catch (ExpressionReader.Unsupported e) {
            unsupported(contract, rule, e);
        }
        return Optional.empty();
    }

    /** Beside a rule that wants longer texts, open-ended quantifiers go further. */
    private static int more(Contract contract, Rule pattern) {
        int more = ExpressionReader.OPEN_MORE;
        for (Rule rule : contract.rules()) {
            if (!rule.columns().equals(pattern.columns())) {
                continue;
            }
            if (rule.kind().equals("format")) {
                more = Math.max(more, FORM_LENGTH);
            } else if (rule.kind().equals("length") && value(rule, "min").matches("[0-9]{1,4}")) {
                more = Math.max(more, Integer.parseInt(value(rule, "min")));
            }
        }
        return more;
    }

    void unsupported(Contract contract, Rule rule, ExpressionReader.Unsupported construct) {
        problems.add(
                SynthError.PATTERN_UNSUPPORTED.at(
                        place(contract, rule.id()),
                        "the pattern of rule '"
                                + rule.id()
                                + "' has "
                                + construct.getMessage()
                                + ", expected literals, classes, groups, alternatives,"
                                + " quantifiers, and anchors at the ends",
                        "write the pattern without it, or write the golden by hand"));
    }

    void parameter(Contract contract, Rule rule, String found, String expected) {
        problems.add(
                SynthError.PARAMETER.at(
                        place(contract, rule.id()),
                        found + ", expected " + expected,
                        "change the rule in the contract"));
    }

    /** Where a rule or column stands. */
    @Nullable Location place(Contract contract, String name) {
        return places.get(contract.name() + "." + name);
    }

    private static List<String> values(Rule rule) {
        return rule.parameters().getOrDefault("value", List.of());
    }

    static String value(Rule rule, String parameter) {
        List<String> values = rule.parameters().getOrDefault(parameter, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }
}
