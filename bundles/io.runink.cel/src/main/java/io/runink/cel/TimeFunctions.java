package io.runink.cel;

import static io.runink.cel.Overload.member;
import static io.runink.cel.Type.Simple.DATE;
import static io.runink.cel.Type.Simple.DURATION;
import static io.runink.cel.Type.Simple.INT;
import static io.runink.cel.Type.Simple.STRING;
import static io.runink.cel.Type.Simple.TIME;
import static io.runink.cel.Type.Simple.TIMESTAMP;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Parts of days and times. They count from 0 except in {@code getDate}, as CEL has it. */
final class TimeFunctions {

    private TimeFunctions() {}

    static List<Overload> named(String name) {
        return switch (name) {
            case "getFullYear" -> day(name, LocalDate::getYear);
            case "getMonth" -> day(name, it -> it.getMonthValue() - 1);
            case "getDate" -> day(name, LocalDate::getDayOfMonth);
            case "getDayOfMonth" -> day(name, it -> it.getDayOfMonth() - 1);
            case "getDayOfYear" -> day(name, it -> it.getDayOfYear() - 1);
            case "getDayOfWeek" -> day(name, it -> it.getDayOfWeek().getValue() % 7);
            case "getHours" -> clock(name, LocalTime::getHour, it -> Times.seconds(it) / 3600);
            case "getMinutes" -> clock(name, LocalTime::getMinute, it -> Times.seconds(it) / 60);
            case "getSeconds" -> clock(name, LocalTime::getSecond, Times::seconds);
            case "getMilliseconds" ->
                    clock(
                            name,
                            it -> it.get(ChronoField.MILLI_OF_SECOND),
                            it -> it.toMillis() % 1000);
            default -> List.of();
        };
    }

    private static List<Overload> day(String name, ToLongFunction<LocalDate> part) {
        Node.Many of = (_, it) -> part.applyAsLong((LocalDate) it[0]);
        List<Overload> all =
                new ArrayList<>(instant(name, it -> part.applyAsLong(it.toLocalDate())));
        all.add(member(name, INT, of, DATE));
        return all;
    }

    private static List<Overload> clock(
            String name, ToLongFunction<LocalTime> part, ToLongFunction<Duration> whole) {
        Node.Many ofTime = (_, it) -> part.applyAsLong((LocalTime) it[0]);
        Node.Many ofDuration = (_, it) -> whole.applyAsLong((Duration) it[0]);
        List<Overload> all =
                new ArrayList<>(instant(name, it -> part.applyAsLong(it.toLocalTime())));
        all.add(member(name, INT, ofTime, TIME));
        all.add(member(name, INT, ofDuration, DURATION));
        return all;
    }

    private static List<Overload> instant(String name, ToLongFunction<ZonedDateTime> part) {
        Node.Many utc = (_, it) -> part.applyAsLong(((Instant) it[0]).atZone(ZoneOffset.UTC));
        Node.Many zoned = (_, it) -> part.applyAsLong(Times.in((Instant) it[0], (String) it[1]));
        return List.of(
                member(name, INT, utc, TIMESTAMP), member(name, INT, zoned, TIMESTAMP, STRING));
    }
}
