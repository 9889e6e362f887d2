package io.runink.cel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** From one type to another; what has no counterpart is an error. */
final class Conversions {

    /** Stricter than Java's: no spaces, no hexadecimal, no {@code 1d}. */
    private static final Pattern NUMBER =
            Pattern.compile(
                    "[+-]?([0-9]{1,400}(\\.[0-9]{0,400})?|\\.[0-9]{1,400})"
                            + "([eE][+-]?[0-9]{1,9})?");

    private Conversions() {}

    static boolean toBoolean(String text) {
        return switch (text) {
            case "true", "TRUE", "True", "t", "1" -> true;
            case "false", "FALSE", "False", "f", "0" -> false;
            default -> throw new CelEvaluationException("the text is no boolean");
        };
    }

    static long toInt(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new CelEvaluationException("the text is no int64");
        }
    }

    /** A whole number that may be written {@code 5.0} or {@code 1e3}. */
    static long toWhole(String text) {
        BigDecimal number = toDecimal(text);
        try {
            // Seen before it is written out: 1e999999999 would fill the memory.
            if ((long) number.precision() - number.scale() < 20) {
                return number.longValueExact();
            }
        } catch (ArithmeticException e) {
            // Told below.
        }
        throw new CelEvaluationException("the text is no int64");
    }

    static long toInt(double number) {
        // Written so that NaN fails too.
        if (!(number > -0x1p63 && number < 0x1p63)) {
            throw outOfRange();
        }
        return (long) number;
    }

    static long toInt(BigDecimal number) {
        BigDecimal whole = number.setScale(0, RoundingMode.DOWN);
        try {
            return whole.longValueExact();
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    private static CelEvaluationException outOfRange() {
        return new CelEvaluationException("the number is out of the range of int64");
    }

    static double toDouble(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> {
                if (!NUMBER.matcher(text).matches()) {
                    throw new CelEvaluationException("the text is no number");
                }
                yield Double.parseDouble(text);
            }
        };
    }

    static BigDecimal toDecimal(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new CelEvaluationException("the text is no number");
        }
        return new BigDecimal(text);
    }

    /** The shortest decimal that denotes the number. */
    static BigDecimal toDecimal(double number) {
        if (!Double.isFinite(number)) {
            throw new CelEvaluationException("the number is not finite");
        }
        return new BigDecimal(Double.toString(number));
    }

    static byte[] toBytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(double number) {
        return Double.toString(number);
    }

    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new CelEvaluationException("the bytes are no UTF-8 text");
        }
    }
}
