package io.runink.synth;

import io.runink.api.contract.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/**
 * The values of a type that has an order, as marks on a ruler: mark {@code n} is {@code n} steps
 * from zero. Whole numbers step by one, decimals by their last digit, days by a day, times by a
 * microsecond. Floating-point numbers step by a power of two, so that every mark is exact in
 * binary: whichever way a check compares it with a bound, the answer is the same.
 */
final class Axis {

    private static final BigInteger MICROS = BigInteger.valueOf(1_000_000);

    /** Finest step of floating-point numbers, 2^-100: finer ones are of no use to a reader. */
    private static final int POWER_MAX = 100;

    private final DataType type;
    private final int power;

    private Axis(DataType type, int power) {
        this.type = type;
        this.power = power;
    }

    static boolean has(DataType type) {
        return switch (type.kind()) {
            case STRING, BOOLEAN, BYTES, STRUCT, LIST, MAP -> false;
            default -> true;
        };
    }

    static Axis of(DataType type) {
        return new Axis(
                type,
                switch (type.kind()) {
                    case FLOAT32 -> 6;
                    case FLOAT64 -> 10;
                    default -> 0;
                });
    }

    /** An axis whose steps suit an interval: fine enough to have a thousand marks in it. */
    Axis fitting(BigDecimal low, BigDecimal high) {
        if (!floating()) {
            return this;
        }
        BigDecimal magnitude = low.abs().max(high.abs());
        int fine = power;
        while (new Axis(type, fine).outside(magnitude) && fine > -POWER_MAX) {
            fine--;
        }
        while (fine < POWER_MAX
                && new Axis(type, fine)
                                .steps(high.subtract(low))
                                .compareTo(BigDecimal.valueOf(1000))
                        < 0
                && !new Axis(type, fine + 1).outside(magnitude)) {
            fine++;
        }
        return new Axis(type, fine);
    }

    private boolean outside(BigDecimal magnitude) {
        return steps(magnitude).compareTo(new BigDecimal(markMax())) > 0;
    }

    boolean floating() {
        return type.kind() == DataType.Kind.FLOAT32 || type.kind() == DataType.Kind.FLOAT64;
    }

    /** Whether it is of floats of 32 bits. */
    boolean single() {
        return type.kind() == DataType.Kind.FLOAT32;
    }

    /** Digits after the point of a decimal, else 0. */
    int scale() {
        return type.scale();
    }

    /** The last mark of the type. */
    BigInteger markMax() {
        return switch (type.kind()) {
            case INT8 -> BigInteger.valueOf(Byte.MAX_VALUE);
            case INT16 -> BigInteger.valueOf(Short.MAX_VALUE);
            case INT32 -> BigInteger.valueOf(Integer.MAX_VALUE);
            case INT64 -> BigInteger.valueOf(Long.MAX_VALUE);
            // Below the 24 and 53 bits of their significands.
            case FLOAT32 -> BigInteger.TWO.pow(23);
            case FLOAT64 -> BigInteger.TWO.pow(52);
            case DECIMAL -> BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
            case DATE -> BigInteger.valueOf(LocalDate.of(9999, 12, 31).toEpochDay());
            case TIME -> BigInteger.valueOf(86_400_000_000L - 1);
            case TIMESTAMP -> micros(Instant.parse("9999-12-31T23:59:59.999999Z"));
            case STRING, BOOLEAN, BYTES, STRUCT, LIST, MAP ->
                    throw new IllegalStateException(type.toString());
        };
    }

    /** The first mark of the type. */
    BigInteger markMin() {
        return switch (type.kind()) {
            case INT8, INT16, INT32, INT64 -> markMax().negate().subtract(BigInteger.ONE);
            case FLOAT32, FLOAT64, DECIMAL -> markMax().negate();
            case DATE -> BigInteger.valueOf(LocalDate.of(1, 1, 1).toEpochDay());
            case TIME -> BigInteger.ZERO;
            case TIMESTAMP -> micros(Instant.parse("0001-01-01T00:00:00Z"));
            case STRING, BOOLEAN, BYTES, STRUCT, LIST, MAP ->
                    throw new IllegalStateException(type.toString());
        };
    }

    /**
     * The least value to make where no rule says otherwise: for numbers of fixed size their own
     * least, for others one that data has.
     */
    BigDecimal usualMin() {
        return switch (type.kind()) {
            case FLOAT32 -> BigDecimal.valueOf(-(1L << 17));
            case FLOAT64 -> BigDecimal.valueOf(-(1L << 40));
            case DATE -> BigDecimal.valueOf(LocalDate.of(1900, 1, 1).toEpochDay());
            case TIMESTAMP -> BigDecimal.ZERO;
            default -> value(markMin());
        };
    }

    /** The greatest value to make where no rule says otherwise. */
    BigDecimal usualMax() {
        return switch (type.kind()) {
            case FLOAT32, FLOAT64 -> usualMin().negate();
            case DATE -> BigDecimal.valueOf(LocalDate.of(2100, 12, 31).toEpochDay());
            case TIMESTAMP -> new BigDecimal(micros(Instant.parse("2100-01-01T00:00:00Z")));
            default -> value(markMax());
        };
    }

    /**
     * Where a text stands.
     *
     * @throws IllegalArgumentException if it is not of the type's family
     */
    BigDecimal number(String text) {
        try {
            return switch (type.kind()) {
                case DATE -> BigDecimal.valueOf(LocalDate.parse(text).toEpochDay());
                case TIME ->
                        BigDecimal.valueOf(LocalTime.parse(text).toNanoOfDay()).movePointLeft(3);
                case TIMESTAMP -> new BigDecimal(micros(Instant.parse(text)));
                default -> new BigDecimal(text);
            };
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no " + type, e);
        }
    }

    /** Whether a text is of the type. */
    boolean reads(String text) {
        try {
            if (!type.kind().name().startsWith("FLOAT") && !text.matches("[-+:.0-9TZ]{1,40}")) {
                return false;
            }
            BigDecimal number = number(text);
            if (floating()) {
                return true;
            }
            BigDecimal mark = steps(number).stripTrailingZeros();
            return mark.scale() <= 0
                    && mark.toBigIntegerExact().compareTo(markMin()) >= 0
                    && mark.toBigIntegerExact().compareTo(markMax()) <= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The decimal that writes a number once it is of the type. */
    BigDecimal written(String text) {
        return switch (type.kind()) {
            case FLOAT32 -> new BigDecimal(Float.toString(Float.parseFloat(text)));
            case FLOAT64 -> new BigDecimal(Double.toString(Double.parseDouble(text)));
            default -> number(text);
        };
    }

    /** The last mark at or before a value. */
    BigInteger floor(BigDecimal number) {
        return steps(number).setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
    }

    /** The first mark at or after a value. */
    BigInteger ceiling(BigDecimal number) {
        return steps(number).setScale(0, RoundingMode.CEILING).toBigIntegerExact();
    }

    /** The value at a mark. */
    BigDecimal value(BigInteger mark) {
        if (floating()) {
            return new BigDecimal(mark).multiply(twoTo(-power)).stripTrailingZeros();
        }
        return new BigDecimal(mark, type.scale());
    }

    /** The text at a mark. */
    String text(BigInteger mark) {
        return switch (type.kind()) {
            case DATE, TIME, TIMESTAMP -> text(mark.longValueExact());
            default -> value(mark).toPlainString();
        };
    }

    /** The text at a mark near enough to zero. */
    String text(long mark) {
        return switch (type.kind()) {
            case INT8, INT16, INT32, INT64 -> Long.toString(mark);
            case DECIMAL -> BigDecimal.valueOf(mark, type.scale()).toPlainString();
            case DATE -> LocalDate.ofEpochDay(mark).toString();
            case TIME -> time(mark);
            case TIMESTAMP -> Instant.EPOCH.plus(mark, ChronoUnit.MICROS).toString();
            default -> value(BigInteger.valueOf(mark)).toPlainString();
        };
    }

    /** With seconds always: {@code LocalTime} leaves them out where they are zero. */
    private static String time(long micros) {
        String text = LocalTime.ofNanoOfDay(micros * 1000).toString();
        return text.length() == "00:00".length() ? text + ":00" : text;
    }

    private BigDecimal steps(BigDecimal number) {
        return floating() ? number.multiply(twoTo(power)) : number.movePointRight(type.scale());
    }

    private static BigDecimal twoTo(int exponent) {
        BigDecimal two = BigDecimal.TWO.pow(Math.abs(exponent));
        // A power of two has a finite decimal reciprocal: 5^n / 10^n.
        return exponent >= 0
                ? two
                : new BigDecimal(BigInteger.valueOf(5).pow(-exponent), -exponent);
    }

    private static BigInteger micros(Instant instant) {
        return BigInteger.valueOf(instant.getEpochSecond())
                .multiply(MICROS)
                .add(BigInteger.valueOf(instant.getNano() / 1000));
    }

    /** Whether values crowd near zero in everyday data: amounts do, days do not. */
    boolean crowded() {
        return !moments();
    }

    /** Whether it is of days, times or instants. */
    boolean moments() {
        return switch (type.kind()) {
            case DATE, TIME, TIMESTAMP -> true;
            default -> false;
        };
    }
}
