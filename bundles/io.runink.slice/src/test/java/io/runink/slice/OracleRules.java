package io.runink.slice;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Rule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Whether a value that is there keeps a rule on it, told apart from the plug-ins. */
final class OracleRules {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern LEI = Pattern.compile("[0-9A-Z]{18}[0-9]{2}");
    private static final Pattern ISIN = Pattern.compile("[A-Z]{2}[0-9A-Z]{9}[0-9]");
    private static final Pattern ACCOUNT = Pattern.compile("[A-Z]{2}[0-9]{2}[0-9A-Z]+");
    private static final Map<String, Integer> IBAN = Map.of("DE", 22, "GB", 22, "NO", 15);

    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private OracleRules() {}

    private static Pattern pattern(String text) {
        return PATTERNS.computeIfAbsent(text, Pattern::compile);
    }

    /**
     * Whether it does.
     *
     * @param text as it came
     * @param value what it denotes
     */
    static boolean holds(Rule rule, DataType type, String text, Object value) {
        return switch (rule.kind()) {
            case "range" -> range(rule, type, value);
            case "enum" -> values(rule, "value").contains(text);
            case "pattern" -> pattern(one(rule, "value")).matcher(text).matches();
            case "length" -> {
                int length = (int) text.codePoints().count();
                yield length >= Integer.parseInt(one(rule, "min"))
                        && length <= Integer.parseInt(one(rule, "max"));
            }
            case "multiple-of" -> {
                BigDecimal number =
                        value instanceof Double real
                                ? new BigDecimal(
                                        type.kind() == DataType.Kind.FLOAT32
                                                ? Float.toString(real.floatValue())
                                                : Double.toString(real))
                                : (BigDecimal) value;
                yield number.remainder(new BigDecimal(one(rule, "value"))).signum() == 0;
            }
            case "format" -> format(one(rule, "value"), text);
            default -> throw new IllegalArgumentException(rule.kind());
        };
    }

    private static List<String> values(Rule rule, String name) {
        return rule.parameters().getOrDefault(name, List.of());
    }

    private static String one(Rule rule, String name) {
        return values(rule, name).getFirst();
    }

    private static boolean range(Rule rule, DataType type, Object value) {
        if (rule.name().equals("between")) {
            return compare(value, type, one(rule, "from")) >= 0
                    && compare(value, type, one(rule, "to")) <= 0;
        }
        int order = compare(value, type, one(rule, "value"));
        return switch (rule.name()) {
            case "greater-than" -> order > 0;
            case "at-least" -> order >= 0;
            case "less-than" -> order < 0;
            case "at-most" -> order <= 0;
            default -> throw new IllegalArgumentException(rule.name());
        };
    }

    private static int compare(Object value, DataType type, String bound) {
        return value instanceof BigDecimal number
                ? number.compareTo(new BigDecimal(bound))
                : OracleValue.compare(value, OracleValue.of(type, bound).orElseThrow());
    }

    private static boolean format(String format, String text) {
        return switch (format) {
            case "UUID" -> UUID.matcher(text).matches();
            case "LEI" -> LEI.matcher(text).matches() && modulo97(text) == 1;
            case "ISIN" -> ISIN.matcher(text).matches() && luhn(digits(text));
            case "IBAN" -> {
                Optional<Integer> length =
                        Optional.ofNullable(
                                IBAN.get(text.substring(0, Math.min(2, text.length()))));
                yield length.filter(it -> it == text.length()).isPresent()
                        && ACCOUNT.matcher(text).matches()
                        && modulo97(text.substring(4) + text.substring(0, 4)) == 1;
            }
            default -> throw new IllegalArgumentException(format);
        };
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        text.chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return digits.toString();
    }

    private static int modulo97(String text) {
        return new BigInteger(digits(text)).mod(BigInteger.valueOf(97)).intValueExact();
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int twice = 2 * digit;
            sum += i % 2 == 0 ? digit : twice / 10 + twice % 10;
        }
        return sum % 10 == 0;
    }

    /**
     * Conditions in CEL, and what they mean of a row's values by column: true, false, or nothing
     * where they are unknown. All over the columns that {@link RandomContract} always has.
     */
    static final Map<String, Predicate<Map<String, Object>>> BROKEN =
            Map.of(
                    "n1 > n2",
                    row -> both(row) && number(row, "n1").compareTo(number(row, "n2")) <= 0,
                    "n1 > 0 || n2 > 0",
                    row ->
                            both(row)
                                    && number(row, "n1").signum() <= 0
                                    && number(row, "n2").signum() <= 0,
                    "n1 != 0 ? n2 / n1 >= 0 : true",
                    row ->
                            both(row)
                                    && number(row, "n1").signum() != 0
                                    // The least number by -1 is out of range: no value at all.
                                    && (quotient(row).signum() < 0
                                            || quotient(row).bitLength() > 63),
                    "size(s1) < 8",
                    row -> row.get("s1") instanceof String text && text.codePoints().count() >= 8);

    private static boolean both(Map<String, Object> row) {
        return row.containsKey("n1") && row.containsKey("n2");
    }

    private static BigDecimal number(Map<String, Object> row, String column) {
        return (BigDecimal) Objects.requireNonNull(row.get(column));
    }

    private static BigInteger quotient(Map<String, Object> row) {
        return number(row, "n2").toBigInteger().divide(number(row, "n1").toBigInteger());
    }
}
