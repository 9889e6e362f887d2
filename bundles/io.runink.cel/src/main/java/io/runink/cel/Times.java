package io.runink.cel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Points in time, days, times of day, durations. */
final class Times {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** Ten thousand years, in seconds: the longest duration, as in CEL. */
    private static final long DURATION_SECONDS_MAX = 315_576_000_000L;

    private static final Map<String, Duration> UNITS =
            Map.of(
                    "h", Duration.ofHours(1),
                    "m", Duration.ofMinutes(1),
                    "s", Duration.ofSeconds(1),
                    "ms", Duration.ofMillis(1),
                    "us", Duration.of(1, ChronoUnit.MICROS),
                    "\u00b5s", Duration.of(1, ChronoUnit.MICROS),
                    "ns", Duration.ofNanos(1));

    private Times() {}

    static Instant timestamp(String text) {
        try {
            return ranged(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw new CelEvaluationException(
                    "the text is no timestamp, expected one such as 2024-01-31T10:00:00Z");
        }
    }

    static Instant ofEpochSecond(long seconds) {
        try {
            return ranged(Instant.ofEpochSecond(seconds));
        } catch (DateTimeException e) {
            throw outOfRange();
        }
    }

    private static Instant ranged(Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw outOfRange();
        }
        return instant;
    }

    private static CelEvaluationException outOfRange() {
        return new CelEvaluationException("the timestamp is outside of the years 1 to 9999");
    }

    static LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (text.length() == "2024-01-31".length()) {
                return date;
            }
        } catch (DateTimeException e) {
            // Told below.
        }
        throw new CelEvaluationException("the text is no date, expected one such as 2024-01-31");
    }

    static LocalTime time(String text) {
        try {
            return LocalTime.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new CelEvaluationException("the text is no time, expected one such as 10:00:00");
        }
    }

    static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    static Instant add(Instant instant, Duration duration) {
        try {
            return ranged(instant.plus(duration));
        } catch (DateTimeException | ArithmeticException e) {
            throw outOfRange();
        }
    }

    static Duration between(Instant end, Instant start) {
        return Duration.between(start, end);
    }

    static Duration add(Duration left, Duration right) {
        try {
            return ranged(left.plus(right));
        } catch (ArithmeticException e) {
            throw new CelEvaluationException("the duration is longer than 10000 years");
        }
    }

    private static Duration ranged(Duration duration) {
        if (Math.abs(duration.toSeconds()) > DURATION_SECONDS_MAX) {
            throw new CelEvaluationException("the duration is longer than 10000 years");
        }
        return duration;
    }

    /**
     * Reads {@code 1h30m}, {@code 1.5s}, {@code -300ms}: numbers with units, one sign before all.
     */
    static Duration duration(String text) {
        int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        if (text.substring(at).equals("0")) {
            return Duration.ZERO;
        }
        Duration sum = Duration.ZERO;
        boolean any = false;
        while (at < text.length()) {
            int unit = skip(text, at, true);
            int next = skip(text, unit, false);
            Duration one = UNITS.get(text.substring(unit, next));
            if (one == null || unit == at || next - at > 40) {
                throw noDuration();
            }
            sum = add(sum, times(one, text.substring(at, unit)));
            at = next;
            any = true;
        }
        if (!any) {
            throw noDuration();
        }
        return text.startsWith("-") ? sum.negated() : sum;
    }

    /** The end of a number, or of what is none. */
    private static int skip(String text, int from, boolean number) {
        int at = from;
        while (at < text.length()) {
            char one = text.charAt(at);
            if (((one >= '0' && one <= '9') || one == '.') != number) {
                break;
            }
            at++;
        }
        return at;
    }

    private static Duration times(Duration unit, String number) {
        try {
            java.math.BigDecimal nanos =
                    new java.math.BigDecimal(number)
                            .multiply(java.math.BigDecimal.valueOf(unit.toNanos()));
            java.math.BigInteger whole = nanos.toBigInteger();
            java.math.BigInteger[] parts =
                    whole.divideAndRemainder(java.math.BigInteger.valueOf(1_000_000_000));
            return ranged(Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact()));
        } catch (NumberFormatException e) {
            throw noDuration();
        } catch (ArithmeticException e) {
            throw new CelEvaluationException("the duration is longer than 10000 years");
        }
    }

    private static CelEvaluationException noDuration() {
        return new CelEvaluationException("the text is no duration, expected one such as 1h30m");
    }

    /** Whole seconds, towards zero. */
    static long seconds(Duration duration) {
        long floor = duration.toSeconds();
        return floor < 0 && duration.toNanosPart() > 0 ? floor + 1 : floor;
    }

    static String text(Duration duration) {
        java.math.BigDecimal seconds =
                java.math.BigDecimal.valueOf(duration.toSeconds())
                        .add(java.math.BigDecimal.valueOf(duration.toNanosPart(), 9));
        return seconds.stripTrailingZeros().toPlainString() + "s";
    }

    static String text(LocalTime time) {
        return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
    }

    static ZonedDateTime in(Instant instant, String zone) {
        try {
            boolean offset = !zone.isEmpty() && Character.isDigit(zone.charAt(0));
            return instant.atZone(ZoneId.of(offset ? "+" + zone : zone));
        } catch (DateTimeException e) {
            throw new CelEvaluationException(
                    "the time zone is unknown, expected one such as Europe/Paris or +02:00");
        }
    }
}
