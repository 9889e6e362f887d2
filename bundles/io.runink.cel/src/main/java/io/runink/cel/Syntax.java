package io.runink.cel;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The syntax of an expression: CEL without macros, which are read as the calls that they look like.
 *
 * @param positions by the id of a part: where it is, in code points
 */
record Syntax(String text, CelExpr root, Map<Long, Integer> positions) {

    /** UTF-16 units of an expression. */
    static final int LENGTH_MAX = 8192;

    /**
     * Parts within parts, and parts in a chain such as {@code a + b + c}; those of {@code &&} and
     * {@code ||} may be many. A slice has little stack, of which the parser takes much.
     */
    static final int DEPTH_MAX = 50;

    private static final Pattern STRAY = Pattern.compile("token recognition error at: '(.*)'");

    /** How the parser begins what it says of a token that is right in itself. */
    private static final Pattern UNEXPECTED = Pattern.compile("mismatched|extraneous|no viable");

    /** What people write who know other languages. */
    private static final Map<String, String> INSTEAD =
            Map.of(
                    "'='", "==", "'&'", "&&", "'|'", "||", "'and'", "&&", "'or'", "||", "'not'",
                    "!", "'is'", "==", "'<>'", "!=");

    /** Parsers are built once, and not before one is needed. */
    private static final class Library {
        static final CelParser PARSER =
                CelParserFactory.standardCelParserBuilder()
                        .setOptions(
                                CelOptions.current()
                                        .maxExpressionCodePointSize(LENGTH_MAX)
                                        .maxParseRecursionDepth(DEPTH_MAX)
                                        // The first error is the one that is told.
                                        .maxParseErrorRecoveryLimit(1)
                                        .retainRepeatedUnaryOperators(true)
                                        // A column may be called 'package' or 'for'.
                                        .enableReservedIds(false)
                                        .enableQuotedIdentifierSyntax(true)
                                        .build())
                        .build();
    }

    static Syntax of(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new CelException(
                    LENGTH_MAX,
                    "the expression has "
                            + text.length()
                            + " characters, expected at most "
                            + LENGTH_MAX);
        }
        if (text.isBlank()) {
            throw new CelException(0, "the expression is empty, expected a value or a condition");
        }
        CelValidationResult result = Library.PARSER.parse(text);
        if (!result.getErrors().isEmpty()) {
            throw error(text, result.getErrors().get(0));
        }
        try {
            var ast = result.getAst();
            return new Syntax(text, ast.getExpr(), ast.getSource().getPositionsMap());
        } catch (CelValidationException e) {
            // Only where the parser gave up without an issue of its own.
            throw tooDeep(0);
        }
    }

    /** Where a part begins, in UTF-16 units; an operator where its sign is. */
    int offset(CelExpr part) {
        return offset(text, positions.getOrDefault(part.id(), 0));
    }

    private static int offset(String text, int codePoints) {
        int all = text.codePointCount(0, text.length());
        return text.offsetByCodePoints(0, Math.clamp(codePoints, 0, all));
    }

    private static CelException error(String text, CelIssue issue) {
        int offset = offset(text, issue.getSourceLocation());
        String message = issue.getMessage();
        if (message.contains("recursion") || message.contains("nested")) {
            return tooDeep(offset);
        }
        String found = quoted(text, offset);
        char first = offset < text.length() ? text.charAt(offset) : ' ';
        String instead = INSTEAD.get(found.toLowerCase(Locale.ROOT));
        if (instead != null) {
            return new CelException(offset, found + " has no meaning here; write " + instead);
        }
        if (STRAY.matcher(message).matches()) {
            return new CelException(
                    offset,
                    first == '"' || first == '\''
                            ? "the text that begins here does not end; close it with " + first
                            : "the character " + found + " has no meaning here");
        }
        if (offset >= text.stripTrailing().length()) {
            return new CelException(text.length(), "the expression ends too early");
        }
        boolean digits = first >= '0' && first <= '9';
        return new CelException(
                offset,
                digits && !UNEXPECTED.matcher(message).lookingAt()
                        ? "the number is out of the range of int64"
                        : found + " is not expected here");
    }

    static CelException tooDeep(int offset) {
        return new CelException(
                offset,
                "the expression is nested or chained deeper than "
                        + DEPTH_MAX
                        + " levels; take it apart");
    }

    private static int offset(String text, CelSourceLocation place) {
        int start = 0;
        for (int line = 1; line < place.getLine(); line++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                break;
            }
            start = end + 1;
        }
        int before = text.codePointCount(0, start);
        return offset(text, before + Math.max(0, place.getColumn()));
    }

    /** The word or the character at a place. */
    private static String quoted(String text, int offset) {
        int end = offset;
        while (end < text.length()
                && end - offset < 40
                && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        if (end == offset && offset < text.length()) {
            end = text.offsetByCodePoints(offset, 1);
        }
        return "'" + text.substring(offset, end) + "'";
    }
}
