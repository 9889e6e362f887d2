package io.runink.cel;

import static io.runink.cel.Overload.DECIMAL;
import static io.runink.cel.Overload.global;
import static io.runink.cel.Type.Simple.BOOLEAN;
import static io.runink.cel.Type.Simple.BYTES;
import static io.runink.cel.Type.Simple.DATE;
import static io.runink.cel.Type.Simple.DURATION;
import static io.runink.cel.Type.Simple.FLOAT;
import static io.runink.cel.Type.Simple.INT;
import static io.runink.cel.Type.Simple.STRING;
import static io.runink.cel.Type.Simple.TIME;
import static io.runink.cel.Type.Simple.TIMESTAMP;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;

/** From one type to another, or to itself. */
final class ConversionFunctions {

    private static final Node.Many SAME = (_, it) -> it[0];

    private ConversionFunctions() {}

    static List<Overload> named(String name) {
        return switch (name) {
            case "bool" ->
                    List.of(
                            global(name, BOOLEAN, SAME, BOOLEAN),
                            global(
                                    name,
                                    BOOLEAN,
                                    (_, it) -> Conversions.toBoolean(text(it)),
                                    STRING));
            case "bytes" ->
                    List.of(
                            global(name, BYTES, SAME, BYTES),
                            global(name, BYTES, (_, it) -> Conversions.toBytes(text(it)), STRING));
            case "int" -> toInt(name);
            case "double" -> toDouble(name);
            case "string" -> toText(name);
            case "date" ->
                    List.of(
                            global(name, DATE, SAME, DATE),
                            global(name, DATE, (_, it) -> Times.date(text(it)), STRING),
                            global(name, DATE, (_, it) -> Times.day((Instant) it[0]), TIMESTAMP));
            case "time" ->
                    List.of(
                            global(name, TIME, SAME, TIME),
                            global(name, TIME, (_, it) -> Times.time(text(it)), STRING));
            case "timestamp" -> toTimestamp(name);
            case "duration" ->
                    List.of(
                            global(name, DURATION, SAME, DURATION),
                            global(name, DURATION, (_, it) -> Times.duration(text(it)), STRING));
            default -> List.of();
        };
    }

    private static String text(Object[] arguments) {
        return (String) arguments[0];
    }

    private static List<Overload> toInt(String name) {
        return List.of(
                global(name, INT, SAME, INT),
                global(name, INT, (_, it) -> Conversions.toInt((double) it[0]), FLOAT),
                global(name, INT, (_, it) -> Conversions.toInt(text(it)), STRING),
                global(name, INT, (_, it) -> Conversions.toInt((BigDecimal) it[0]), DECIMAL),
                global(name, INT, (_, it) -> ((Instant) it[0]).getEpochSecond(), TIMESTAMP));
    }

    private static List<Overload> toDouble(String name) {
        return List.of(
                global(name, FLOAT, SAME, FLOAT),
                global(name, FLOAT, (_, it) -> (double) (long) it[0], INT),
                global(name, FLOAT, (_, it) -> Conversions.toDouble(text(it)), STRING),
                global(name, FLOAT, (_, it) -> ((BigDecimal) it[0]).doubleValue(), DECIMAL));
    }

    private static List<Overload> toTimestamp(String name) {
        return List.of(
                global(name, TIMESTAMP, SAME, TIMESTAMP),
                global(name, TIMESTAMP, (_, it) -> Times.timestamp(text(it)), STRING),
                global(name, TIMESTAMP, (_, it) -> Times.ofEpochSecond((long) it[0]), INT));
    }

    private static List<Overload> toText(String name) {
        Node.Many plain = (_, it) -> it[0].toString();
        return List.of(
                global(name, STRING, SAME, STRING),
                global(name, STRING, plain, BOOLEAN),
                global(name, STRING, plain, INT),
                global(name, STRING, plain, FLOAT),
                global(name, STRING, plain, DATE),
                global(name, STRING, plain, TIMESTAMP),
                global(name, STRING, (_, it) -> ((BigDecimal) it[0]).toPlainString(), DECIMAL),
                global(name, STRING, (_, it) -> Conversions.text((byte[]) it[0]), BYTES),
                global(name, STRING, (_, it) -> Times.text((LocalTime) it[0]), TIME),
                global(name, STRING, (_, it) -> Times.text((Duration) it[0]), DURATION));
    }
}
