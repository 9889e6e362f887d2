package io.runink.spi.contract;

import io.runink.api.contract.DataType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * The one grammar of values written as text: whether a text denotes a value of a type, and which.
 * The {@code type} check and the cast that follows it both ask here, so they cannot disagree.
 *
 * <ul>
 *   <li>whole numbers: an optional minus and decimal digits, within the type's range
 *   <li>decimals: an optional minus, digits, optionally a point and digits; no exponent; more
 *       digits than precision and scale allow are no value, never rounded
 *   <li>floats: as JSON writes numbers; finite
 *   <li>booleans: {@code true} or {@code false}
 *   <li>dates: {@code YYYY-MM-DD}; times: {@code hh:mm[:ss[.ffffff]]}; timestamps: a date, {@code
 *       T}, a time, and {@code Z} or an offset {@code ±hh[[:]mm]}; microseconds at most, further
 *       digits must be zero
 *   <li>bytes: Base64 (RFC 4648, section 4)
 *   <li>structs and maps: a JSON object; lists: a JSON array; nested 64 deep at most. What is in
 *       them has rules of its own
 * </ul>
 *
 * <p>Not safe for threads: an instance keeps the value it read last.
 */
public final class Lexemes {

    /** Digits that always fit a long. */
    private static final int LONG_DIGITS = 18;

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long SECONDS_PER_DAY = 86_400L;

    /** 0000-01-01T00:00:00Z, the first instant that four digits of a year can write. */
    private static final long MICROS_MIN = -62_167_219_200L * MICROS_PER_SECOND;

    /** 10000-01-01T00:00:00Z, the first that they cannot. */
    private static final long MICROS_END = 253_402_300_800L * MICROS_PER_SECOND;

    private final DataType type;
    private final long min;
    private final long max;
    private long number;
    private double real;
    private BigInteger wide = BigInteger.ZERO;
    private byte[] bytes = new byte[0];
    private int cursor;

    private Lexemes(DataType type) {
        this.type = type;
        int bits =
                switch (type.kind()) {
                    case INT8 -> 8;
                    case INT16 -> 16;
                    case INT32 -> 32;
                    default -> 64;
                };
        this.min = -1L << (bits - 1);
        this.max = ~this.min;
    }

    /** A reader of one type's texts. */
    public static Lexemes of(DataType type) {
        return new Lexemes(Objects.requireNonNull(type, "type is null"));
    }

    /** Whether {@link #number} holds the value after {@link #read}. */
    public boolean narrow() {
        return switch (type.kind()) {
            case BOOLEAN, INT8, INT16, INT32, INT64, DATE, TIME, TIMESTAMP -> true;
            case DECIMAL -> type.precision() <= LONG_DIGITS;
            case STRING, FLOAT32, FLOAT64, BYTES, STRUCT, LIST, MAP -> false;
        };
    }

    /**
     * Reads a text, UTF-8.
     *
     * @return whether it denotes a value of the type; if so, the accessor of its kind holds it
     */
    public boolean read(byte[] text, int from, int length) {
        int to = from + length;
        return switch (type.kind()) {
            case STRING -> true;
            case STRUCT, MAP -> JsonShape.object(text, from, to);
            case LIST -> JsonShape.array(text, from, to);
            case BOOLEAN -> readBoolean(text, from, length);
            case INT8, INT16, INT32, INT64 -> readWhole(text, from, to);
            case FLOAT32, FLOAT64 -> readReal(text, from, to);
            case DECIMAL -> readDecimal(text, from, to);
            case DATE -> length == 10 && readDate(text, from);
            case TIME -> readTime(text, from, to) && cursor == to;
            case TIMESTAMP -> readTimestamp(text, from, to);
            case BYTES -> readBytes(text, from, to);
        };
    }

    /**
     * The value read: of whole numbers; 0 or 1 of booleans; days since 1970-01-01 of dates;
     * microseconds of the day of times; microseconds since 1970-01-01T00:00:00Z of timestamps; the
     * unscaled value of decimals of up to 18 digits.
     */
    public long number() {
        return number;
    }

    /** The value read, of floats. */
    public double real() {
        return real;
    }

    /** The unscaled value read, of decimals. */
    public BigInteger wide() {
        return narrow() ? BigInteger.valueOf(number) : wide;
    }

    /** The value read, of bytes. */
    public byte[] bytes() {
        return bytes;
    }

    private boolean readBoolean(byte[] text, int from, int length) {
        number = Arrays.equals(text, from, from + length, TRUE, 0, TRUE.length) ? 1 : 0;
        return number == 1 || Arrays.equals(text, from, from + length, FALSE, 0, FALSE.length);
    }

    private boolean readWhole(byte[] text, int from, int to) {
        boolean minus = from < to && text[from] == '-';
        int at = minus ? from + 1 : from;
        if (at == to) {
            return false;
        }
        // Counts down, since the least number has no positive twin.
        long value = 0;
        for (; at < to; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9 || value < Long.MIN_VALUE / 10) {
                return false;
            }
            value = value * 10 - digit;
            if (value > 0) {
                return false;
            }
        }
        if (!minus) {
            if (value == Long.MIN_VALUE) {
                return false;
            }
            value = -value;
        }
        number = value;
        return value >= min && value <= max;
    }

    private boolean readDecimal(byte[] text, int from, int to) {
        boolean minus = from < to && text[from] == '-';
        int at = minus ? from + 1 : from;
        int start = at;
        long value = 0;
        int whole = 0;
        int significant = 0;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            int digit = text[at++] - '0';
            whole++;
            significant += significant > 0 || digit > 0 ? 1 : 0;
            value = value * 10 + digit;
        }
        if (whole == 0 || significant > type.precision() - type.scale()) {
            return false;
        }
        int fraction = 0;
        if (at < to) {
            if (text[at++] != '.') {
                return false;
            }
            while (at < to && text[at] >= '0' && text[at] <= '9') {
                fraction++;
                value = value * 10 + (text[at++] - '0');
            }
            if (fraction == 0 || fraction > type.scale() || at < to) {
                return false;
            }
        }
        if (!narrow()) {
            return readWide(text, start, to, minus, fraction);
        }
        for (int i = fraction; i < type.scale(); i++) {
            value *= 10;
        }
        number = minus ? -value : value;
        return true;
    }

    private boolean readWide(byte[] text, int start, int to, boolean minus, int fraction) {
        String digits =
                new String(text, start, to - start, StandardCharsets.US_ASCII).replace(".", "");
        BigInteger value = new BigInteger(digits);
        value = value.multiply(BigInteger.TEN.pow(type.scale() - fraction));
        wide = minus ? value.negate() : value;
        return true;
    }

    private boolean readReal(byte[] text, int from, int to) {
        int at = from < to && text[from] == '-' ? from + 1 : from;
        int digits = digits(text, at, to);
        at += digits;
        if (digits == 0) {
            return false;
        }
        if (at < to && text[at] == '.') {
            int fraction = digits(text, at + 1, to);
            at += 1 + fraction;
            if (fraction == 0) {
                return false;
            }
        }
        if (at < to && (text[at] == 'e' || text[at] == 'E')) {
            at++;
            if (at < to && (text[at] == '+' || text[at] == '-')) {
                at++;
            }
            int exponent = digits(text, at, to);
            at += exponent;
            if (exponent == 0) {
                return false;
            }
        }
        if (at != to) {
            return false;
        }
        String ascii = new String(text, from, to - from, StandardCharsets.US_ASCII);
        real =
                type.kind() == DataType.Kind.FLOAT32
                        ? Float.parseFloat(ascii)
                        : Double.parseDouble(ascii);
        return Double.isFinite(real);
    }

    private static int digits(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at - from;
    }

    /** Reads ten characters as a day. */
    private boolean readDate(byte[] text, int from) {
        int year = two(text, from) * 100 + two(text, from + 2);
        int month = two(text, from + 5);
        int day = two(text, from + 8);
        // A negative pair is larger in size than any valid sum of the two.
        if (two(text, from) < 0
                || two(text, from + 2) < 0
                || text[from + 4] != '-'
                || text[from + 7] != '-'
                || month < 1
                || month > 12
                || day < 1
                || day > lengthOfMonth(year, month)) {
            return false;
        }
        number = epochDay(year, month, day);
        return true;
    }

    private static int lengthOfMonth(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Days since 1970-01-01, in the proleptic Gregorian calendar; years 0 to 9999. */
    private static long epochDay(int year, int month, int day) {
        if (year < 400) {
            return LocalDate.of(year, month, day).toEpochDay();
        }
        // The year begins in March, so that the leap day is its last.
        int y = month <= 2 ? year - 1 : year;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        // 719468 days lie between 0000-03-01 and 1970-01-01.
        return 365L * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468;
    }

    /** Reads a time; leaves {@link #cursor} behind it. */
    private boolean readTime(byte[] text, int from, int to) {
        if (to - from < 5 || text[from + 2] != ':') {
            return false;
        }
        int hour = two(text, from);
        int minute = two(text, from + 3);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            return false;
        }
        cursor = from + 5;
        int second = 0;
        long micros = 0;
        if (cursor < to && text[cursor] == ':') {
            second = cursor + 3 <= to ? two(text, cursor + 1) : -1;
            if (second < 0 || second > 59) {
                return false;
            }
            cursor += 3;
            if (cursor < to && text[cursor] == '.') {
                micros = fraction(text, cursor + 1, to);
                if (micros < 0) {
                    return false;
                }
            }
        }
        number = (hour * 3600L + minute * 60L + second) * MICROS_PER_SECOND + micros;
        return true;
    }

    /** Microseconds of a fraction, or -1; leaves {@link #cursor} behind it. */
    private long fraction(byte[] text, int from, int to) {
        int digits = digits(text, from, to);
        if (digits == 0) {
            return -1;
        }
        long micros = 0;
        for (int i = 0; i < Math.max(6, digits); i++) {
            int digit = i < digits ? text[from + i] - '0' : 0;
            if (i < 6) {
                micros = micros * 10 + digit;
            } else if (digit != 0) {
                return -1;
            }
        }
        cursor = from + digits;
        return micros;
    }

    private boolean readTimestamp(byte[] text, int from, int to) {
        if (to - from < 17 || text[from + 10] != 'T' || !readDate(text, from)) {
            return false;
        }
        long day = number;
        if (!readTime(text, from + 11, to)) {
            return false;
        }
        long micros = day * SECONDS_PER_DAY * MICROS_PER_SECOND + number;
        if (cursor == to - 1 && text[cursor] == 'Z') {
            number = micros;
            return true;
        }
        if (cursor + 3 > to || (text[cursor] != '+' && text[cursor] != '-')) {
            return false;
        }
        int sign = text[cursor] == '-' ? -1 : 1;
        int hours = two(text, cursor + 1);
        int at = cursor + 3;
        int minutes = 0;
        if (at < to) {
            at += text[at] == ':' ? 1 : 0;
            minutes = at + 2 == to ? two(text, at) : -1;
        }
        // ISO 8601 offsets in use stay within 18 hours, as java.time has it.
        if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 18 * 60) {
            return false;
        }
        number = micros - sign * (hours * 60L + minutes) * 60L * MICROS_PER_SECOND;
        return number >= MICROS_MIN && number < MICROS_END;
    }

    /** Two digits as a number, or a large negative one. */
    private static int two(byte[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -100_000 : tens * 10 + ones;
    }

    private boolean readBytes(byte[] text, int from, int to) {
        if ((to - from) % 4 != 0) {
            return false;
        }
        try {
            bytes = Base64.getDecoder().decode(Arrays.copyOfRange(text, from, to));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
