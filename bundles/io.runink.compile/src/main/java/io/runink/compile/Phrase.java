package io.runink.compile;

import io.cucumber.cucumberexpressions.Argument;
import io.cucumber.cucumberexpressions.CucumberExpressionException;
import io.cucumber.cucumberexpressions.Expression;
import io.cucumber.cucumberexpressions.ExpressionFactory;
import io.cucumber.cucumberexpressions.ParameterTypeRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a sentence may look like: a Cucumber expression. Those become regular expressions that may
 * backtrack; what could take them long is refused, both in expressions and in sentences.
 */
final class Phrase {

    /** Characters of a sentence that may mean a step, and of an expression. */
    static final int LENGTH_MAX = 300;

    private static final int PARAMETERS_MAX = 8;

    /** Each may double the ways to match. */
    private static final int OPTIONALS_MAX = 8;

    private static final Pattern PARAMETER = Pattern.compile("(?<!\\\\)\\{([^}]*)}");

    private static final Pattern OPTIONAL = Pattern.compile("(?<!\\\\)\\(");

    private static final List<String> TYPES = List.of("string", "word", "int", "float");

    /** Numbers that long are no numbers, and a {@code {float}} would ponder over them. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]{40}");

    private static final ExpressionFactory FACTORY =
            new ExpressionFactory(new ParameterTypeRegistry(Locale.ENGLISH));

    /**
     * What a parameter stands for in a sentence.
     *
     * @param text its value
     * @param start where it begins in the sentence, in UTF-16 units
     */
    record Part(String text, int start) {}

    private final String text;
    private final Expression expression;

    private Phrase(String text, Expression expression) {
        this.text = text;
        this.expression = expression;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is none, or one that is refused; the message says why
     */
    static Phrase of(String text) {
        List<String> parameters = new ArrayList<>();
        PARAMETER.matcher(text).results().forEach(it -> parameters.add(it.group(1)));
        String fault = "";
        if (text.isBlank() || text.length() > LENGTH_MAX) {
            fault = "it has no character, or more than " + LENGTH_MAX;
        } else if (text.startsWith("^") || text.startsWith("/")) {
            fault = "it is a regular expression";
        } else if (!TYPES.containsAll(parameters)) {
            fault = "a parameter is none of " + String.join(", ", TYPES);
        } else if (parameters.size() > PARAMETERS_MAX
                || OPTIONAL.matcher(text).results().count() > OPTIONALS_MAX
                || text.contains("}{")) {
            fault =
                    "it has more than "
                            + PARAMETERS_MAX
                            + " parameters or "
                            + OPTIONALS_MAX
                            + " optional parts, or two parameters without anything between";
        }
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException(fault);
        }
        try {
            return new Phrase(text, FACTORY.createExpression(text));
        } catch (CucumberExpressionException e) {
            String message = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
            throw new IllegalArgumentException(message, e);
        }
    }

    /** What its parameters stand for, if it is what a sentence says. */
    Optional<List<Part>> match(String sentence) {
        if (sentence.length() > LENGTH_MAX || DIGITS.matcher(sentence).find()) {
            return Optional.empty();
        }
        List<Argument<?>> arguments = expression.match(sentence);
        if (arguments == null) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        for (Argument<?> argument : arguments) {
            boolean quoted = argument.getParameterType().getName().equals("string");
            parts.add(
                    quoted
                            ? new Part(
                                    String.valueOf(argument.getValue()),
                                    argument.getGroup().getStart() + 1)
                            : new Part(
                                    argument.getGroup().getValue(),
                                    argument.getGroup().getStart()));
        }
        return Optional.of(parts);
    }

    @Override
    public String toString() {
        return text;
    }
}
