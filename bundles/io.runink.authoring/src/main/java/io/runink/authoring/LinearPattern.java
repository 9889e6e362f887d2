package io.runink.authoring;

import io.runink.api.contract.PatternLimits;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Whether a regular expression can be matched in time linear in the text: the check that runs it
 * takes RE2's syntax, and what RE2 leaves out is found here, where the contract is read.
 */
final class LinearPattern {

    private static final String REMEDY = "write it without; patterns have the syntax of RE2";

    /** Escapes that java.util.regex knows and RE2 does not. */
    private static final String NO_RE2 = "GXRhHvVNcZ";

    private static final int SHOWN_MAX = 60;

    private LinearPattern() {}

    /** What is wrong with an expression. */
    static Optional<ParameterCheck.Fault> fault(String expression) {
        Optional<String> excess = PatternLimits.excess(expression);
        if (excess.isPresent()) {
            return Optional.of(
                    new ParameterCheck.Fault(
                            "'" + shortened(expression) + "' " + excess.get(), "make it smaller"));
        }
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            return Optional.of(
                    new ParameterCheck.Fault(
                            "'"
                                    + expression
                                    + "' is no regular expression: "
                                    + e.getDescription()
                                    + (e.getIndex() < 0 ? "" : " near index " + e.getIndex()),
                            "correct the expression"));
        }
        return unsupported(expression);
    }

    private static String shortened(String expression) {
        return expression.length() <= SHOWN_MAX
                ? expression
                : expression.substring(0, SHOWN_MAX) + "…";
    }

    private static Optional<ParameterCheck.Fault> unsupported(String expression) {
        int classes = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\') {
                i++;
                char escaped = i < expression.length() ? expression.charAt(i) : ' ';
                if (escaped == 'Q') {
                    int end = expression.indexOf("\\E", i);
                    i = end < 0 ? expression.length() : end + 1;
                } else if (classes == 0 && ((escaped >= '1' && escaped <= '9') || escaped == 'k')) {
                    return fault(expression, "refers back to a group", i - 1);
                } else if (NO_RE2.indexOf(escaped) >= 0) {
                    return fault(expression, "has '\\" + escaped + "'", i - 1);
                }
            } else if (c == '[') {
                classes++;
                if (classes > 1 && !expression.startsWith("[:", i)) {
                    return fault(expression, "has a class within a class", i);
                }
                // A bracket that closes stands for itself where the class begins.
                i += expression.startsWith("^", i + 1) ? 1 : 0;
                i += expression.startsWith("]", i + 1) ? 1 : 0;
            } else if (c == ']' && classes > 0) {
                classes--;
            } else if (classes > 0) {
                if (expression.startsWith("&&", i)) {
                    return fault(expression, "intersects classes", i);
                }
            } else if (c == '(' && look(expression, i)) {
                return fault(expression, "looks around or is atomic", i);
            } else if (c == '+' && i > 0 && quantifier(expression, i - 1)) {
                return fault(expression, "has a possessive quantifier", i - 1);
            }
        }
        return Optional.empty();
    }

    private static boolean look(String expression, int at) {
        return expression.startsWith("(?=", at)
                || expression.startsWith("(?!", at)
                || expression.startsWith("(?>", at)
                || expression.startsWith("(?<=", at)
                || expression.startsWith("(?<!", at);
    }

    /** Whether the character is a quantifier, not one that stands for itself. */
    private static boolean quantifier(String expression, int at) {
        int backslashes = 0;
        while (at - backslashes > 0 && expression.charAt(at - backslashes - 1) == '\\') {
            backslashes++;
        }
        return "*+?}".indexOf(expression.charAt(at)) >= 0 && backslashes % 2 == 0;
    }

    private static Optional<ParameterCheck.Fault> fault(String expression, String what, int at) {
        return Optional.of(
                new ParameterCheck.Fault(
                        "'"
                                + expression
                                + "' "
                                + what
                                + " at index "
                                + at
                                + ", which has no matcher of linear time",
                        REMEDY));
    }
}
