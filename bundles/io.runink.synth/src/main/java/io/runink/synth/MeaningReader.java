package io.runink.synth;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
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

    private final Format format;
    private final Map<String, Location> places;
    private final List<Problem> problems;

    MeaningReader(Format format, Map<String, Location> places, List<Problem> problems) {
        this.format = format;
        this.places = places;
        this.problems = problems;
    }

    /**
     * What a rule means for a column's values; empty for rules on presence, type and uniqueness.
     *
     * @param strict whether a kind that is not known is a problem: it is where the rule is enforced
     */
    Optional<Meaning> read(Contract contract, Field field, Rule rule, boolean strict) {
        if (rule.columns().size() != 1) {
            refuseKind(contract, rule, strict, "looks at several columns");
            return Optional.empty();
        }
        return switch (rule.kind()) {
            case "type", "required", "unique" -> Optional.empty();
            case "range" -> range(contract, field, rule);
            case "enum" -> Optional.of(new Meaning.Listed(rule, values(rule)));
            case "pattern" -> pattern(contract, field, rule);
            default -> {
                refuseKind(contract, rule, strict, "has a meaning that synth does not know");
                yield Optional.empty();
            }
        };
    }

    private void refuseKind(Contract contract, Rule rule, boolean strict, String why) {
        if (strict) {
            problems.add(
                    SynthError.KIND_UNKNOWN.at(
                            place(contract, rule.id()),
                            "rule '"
                                    + rule.id()
                                    + "' of kind '"
                                    + rule.kind()
                                    + "' "
                                    + why
                                    + ", expected one of type, required, range, enum, pattern,"
                                    + " unique on one column",
                            "write the golden by hand for this contract, or take the rule out of"
                                    + " the contract that synth reads"));
        }
    }

    private Optional<Meaning> range(Contract contract, Field field, Rule rule) {
        String bound = values(rule).isEmpty() ? "" : values(rule).getFirst();
        boolean upper = rule.name().equals("less-than") || rule.name().equals("at-most");
        boolean inclusive = rule.name().equals("at-least") || rule.name().equals("at-most");
        boolean known = upper || inclusive || rule.name().equals("greater-than");
        if (!known || !Axis.has(field.type())) {
            parameter(
                    contract,
                    rule,
                    "rule '" + rule.id() + "' bounds a " + field.type(),
                    "a bound on numbers, dates or times");
            return Optional.empty();
        }
        try {
            Axis axis = Axis.of(field.type());
            BigDecimal number = axis.number(bound);
            return Optional.of(new Meaning.Range(rule, axis, number, upper, inclusive));
        } catch (IllegalArgumentException _) {
            parameter(
                    contract,
                    rule,
                    "rule '" + rule.id() + "' has the bound '" + bound + "'",
                    "a " + field.type());
            return Optional.empty();
        }
    }

    private Optional<Meaning> pattern(Contract contract, Field field, Rule rule) {
        String text = values(rule).isEmpty() ? "" : values(rule).getFirst();
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
            Expression expression = ExpressionReader.read(text, forbidden);
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

    private void parameter(Contract contract, Rule rule, String found, String expected) {
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
        List<String> values = rule.parameters().get("value");
        return values == null ? new ArrayList<>() : values;
    }
}
