package io.runink.step.rows;

import io.runink.api.contract.DataType;
import io.runink.spi.contract.Lexemes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Values written as text, in the Java classes that {@link ValueWriter} takes. */
final class Literals {

    private Literals() {}

    /** The value that a text denotes, in the grammar of contracts; empty if it denotes none. */
    static Optional<Object> read(DataType type, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Lexemes lexemes = Lexemes.of(type);
        if (!lexemes.read(utf8, 0, utf8.length)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (type.kind()) {
                    case STRING, STRUCT, LIST, MAP -> text;
                    case BOOLEAN -> lexemes.number() == 1;
                    case INT8, INT16, INT32, INT64 -> lexemes.number();
                    case FLOAT32, FLOAT64 -> lexemes.real();
                    case DECIMAL -> new BigDecimal(lexemes.wide(), type.scale());
                    case DATE -> LocalDate.ofEpochDay(lexemes.number());
                    case TIME -> LocalTime.ofNanoOfDay(lexemes.number() * 1000);
                    case TIMESTAMP -> Instant.EPOCH.plus(lexemes.number(), ChronoUnit.MICROS);
                    case BYTES -> lexemes.bytes();
                });
    }
}
