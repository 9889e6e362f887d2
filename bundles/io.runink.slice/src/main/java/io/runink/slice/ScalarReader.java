package io.runink.slice;

import io.runink.api.contract.DataType;
import io.runink.spi.contract.Lexemes;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads texts of one type as objects of a class. Not safe for threads. */
final class ScalarReader {

    private final DataType type;
    private final Lexemes lexemes;
    private final Map<String, Object> constants = new HashMap<>();
    private final boolean constant;

    ScalarReader(DataType type, Type component) {
        this.type = type;
        this.lexemes = Lexemes.of(type);
        this.constant = component instanceof Class<?> of && of.isEnum();
        if (constant && component instanceof Class<?> of) {
            for (Object each : of.getEnumConstants()) {
                constants.put(((Enum<?>) each).name(), each);
            }
        }
    }

    /** The value that a text denotes; null if it denotes none. */
    @Nullable Object read(byte[] text, int from, int length) {
        if (type.kind() == DataType.Kind.STRING) {
            String string = new String(text, from, length, StandardCharsets.UTF_8);
            return constant ? constants.get(string) : string;
        }
        if (!lexemes.read(text, from, length)) {
            return null;
        }
        long number = lexemes.number();
        return switch (type.kind()) {
            case BOOLEAN -> number != 0;
            case INT8 -> (byte) number;
            case INT16 -> (short) number;
            case INT32 -> (int) number;
            case INT64 -> number;
            case FLOAT32 -> (float) lexemes.real();
            case FLOAT64 -> lexemes.real();
            case DECIMAL -> new BigDecimal(lexemes.wide(), type.scale());
            case DATE -> LocalDate.ofEpochDay(number);
            case TIME -> LocalTime.ofNanoOfDay(number * 1000);
            case TIMESTAMP -> instant(number);
            case BYTES -> lexemes.bytes().clone();
            case STRING, STRUCT, LIST, MAP -> throw new IllegalStateException(type.toString());
        };
    }

    /** Microseconds since 1970-01-01T00:00:00Z as an instant. */
    static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }
}
