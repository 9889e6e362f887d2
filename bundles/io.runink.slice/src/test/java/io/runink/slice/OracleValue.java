package io.runink.slice;

import io.runink.api.contract.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text denotes, told slowly and apart from the platform: by regular expressions and {@code
 * java.time}. Numbers are {@link BigDecimal}, floats {@link Double}, moments microseconds as {@link
 * BigInteger}, bytes their Base64.
 */
final class OracleValue {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("-?([0-9]+)(?:\\.([0-9]+))?");
    private static final Pattern REAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
    private static final Pattern TIME =
            Pattern.compile("([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]+))?)?");
    private static final Pattern STAMP =
            Pattern.compile("(.{10})T(.+?)(Z|([+-])([0-9]{2})(?::?([0-9]{2}))?)");
    private static final BigInteger SECOND = BigInteger.valueOf(1_000_000);
    private static final BigInteger DAY = SECOND.multiply(BigInteger.valueOf(86_400));

    private OracleValue() {}

    /** The value; empty if the text denotes none of the type. */
    static Optional<Object> of(DataType type, String text) {
        try {
            return switch (type.kind()) {
                case STRING -> Optional.of(text);
                case BOOLEAN ->
                        text.equals("true") || text.equals("false")
                                ? Optional.of(text)
                                : Optional.empty();
                case INT8 -> whole(text, 8);
                case INT16 -> whole(text, 16);
                case INT32 -> whole(text, 32);
                case INT64 -> whole(text, 64);
                case FLOAT32 -> real(text, true);
                case FLOAT64 -> real(text, false);
                case DECIMAL -> decimal(text, type);
                case DATE -> date(text).map(it -> BigInteger.valueOf(it.toEpochDay()));
                case TIME -> time(text).map(it -> it);
                case TIMESTAMP -> stamp(text);
                case BYTES -> bytes(text);
                case STRUCT, LIST, MAP -> throw new IllegalArgumentException(type.toString());
            };
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> whole(String text, int bits) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        BigInteger value = new BigInteger(text);
        return value.bitLength() < bits ? Optional.of(new BigDecimal(value)) : Optional.empty();
    }

    private static Optional<Object> real(String text, boolean single) {
        if (!REAL.matcher(text).matches()) {
            return Optional.empty();
        }
        double value = single ? Float.parseFloat(text) : Double.parseDouble(text);
        return Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
    }

    private static Optional<Object> decimal(String text, DataType type) {
        Matcher matcher = DECIMAL.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String whole = matcher.group(1).replaceFirst("^0+", "");
        String fraction = matcher.group(2) == null ? "" : matcher.group(2);
        return whole.length() > type.precision() - type.scale() || fraction.length() > type.scale()
                ? Optional.empty()
                : Optional.of(new BigDecimal(text));
    }

    private static Optional<LocalDate> date(String text) {
        Matcher matcher = DATE.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        LocalDate.of(
                                Integer.parseInt(matcher.group(1)),
                                Integer.parseInt(matcher.group(2)),
                                Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    private static Optional<BigInteger> time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String fraction = matcher.group(4) == null ? "" : matcher.group(4);
        BigDecimal micros = new BigDecimal("0." + fraction + "0").movePointRight(6);
        if (micros.stripTrailingZeros().scale() > 0) {
            return Optional.empty();
        }
        LocalTime time =
                LocalTime.of(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)));
        return Optional.of(
                BigInteger.valueOf(time.toSecondOfDay())
                        .multiply(SECOND)
                        .add(micros.toBigInteger()));
    }

    private static Optional<Object> stamp(String text) {
        Matcher matcher = STAMP.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<LocalDate> date = date(matcher.group(1));
        Optional<BigInteger> time = time(matcher.group(2));
        if (date.isEmpty() || time.isEmpty()) {
            return Optional.empty();
        }
        BigInteger micros =
                BigInteger.valueOf(date.get().toEpochDay()).multiply(DAY).add(time.get());
        if (matcher.group(4) != null) {
            int hours = Integer.parseInt(matcher.group(5));
            int minutes = matcher.group(6) == null ? 0 : Integer.parseInt(matcher.group(6));
            int offset = hours * 60 + minutes;
            if (minutes > 59 || offset > 18 * 60) {
                return Optional.empty();
            }
            BigInteger shift = SECOND.multiply(BigInteger.valueOf(60L * offset));
            micros = matcher.group(4).equals("-") ? micros.add(shift) : micros.subtract(shift);
        }
        BigInteger first = BigInteger.valueOf(LocalDate.of(0, 1, 1).toEpochDay()).multiply(DAY);
        BigInteger end = BigInteger.valueOf(LocalDate.of(10_000, 1, 1).toEpochDay()).multiply(DAY);
        return micros.compareTo(first) < 0 || micros.compareTo(end) >= 0
                ? Optional.empty()
                : Optional.of(micros);
    }

    private static Optional<Object> bytes(String text) {
        if (text.length() % 4 != 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Compares two values of one type. */
    static int compare(Object one, Object other) {
        return switch (one) {
            case BigDecimal number -> number.compareTo((BigDecimal) other);
            case BigInteger number -> number.compareTo((BigInteger) other);
            // Zero has two signs and is one number.
            case Double number -> Double.compare(number + 0.0, (Double) other + 0.0);
            default -> one.toString().compareTo(other.toString());
        };
    }

    /** What is equal for values that are one, for use in a key. */
    static Object key(Object value) {
        return switch (value) {
            case BigDecimal number -> number.stripTrailingZeros();
            case Double number -> number + 0.0;
            default -> value;
        };
    }
}
