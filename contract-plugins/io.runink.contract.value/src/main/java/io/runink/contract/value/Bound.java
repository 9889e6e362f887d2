package io.runink.contract.value;

import io.runink.api.contract.DataType;
import io.runink.spi.contract.Lexemes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A bound of a range.
 *
 * @param side on which side of it values lie
 * @param text as the contract writes it
 */
record Bound(Side side, String text) {

    /** Bounds as people read them. */
    static String words(Bound... bounds) {
        return Arrays.stream(bounds)
                .map(bound -> bound.side().words() + " " + bound.text())
                .collect(Collectors.joining(" and "));
    }

    /** The bound on one side as the least, or greatest, whole number that keeps it. */
    static Optional<BigInteger> inclusive(Bound[] bounds, boolean lower, DataType type) {
        return Arrays.stream(bounds)
                .filter(bound -> bound.side().lower() == lower)
                .findFirst()
                .map(bound -> bound.inclusive(type));
    }

    private BigInteger inclusive(DataType type) {
        BigDecimal exact =
                switch (type.kind()) {
                    case INT8, INT16, INT32, INT64, DECIMAL ->
                            number(text).scaleByPowerOfTen(type.scale());
                    case DATE, TIME, TIMESTAMP -> moment(type, text);
                    default -> throw new IllegalArgumentException("no range of " + type);
                };
        if (side.lower()) {
            return side.inclusive()
                    ? exact.setScale(0, RoundingMode.CEILING).toBigInteger()
                    : exact.setScale(0, RoundingMode.FLOOR).toBigInteger().add(BigInteger.ONE);
        }
        return side.inclusive()
                ? exact.setScale(0, RoundingMode.FLOOR).toBigInteger()
                : exact.setScale(0, RoundingMode.CEILING).toBigInteger().subtract(BigInteger.ONE);
    }

    private static BigDecimal number(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            if (Math.abs((long) number.scale()) > 1000) {
                throw new IllegalArgumentException("bound '" + text + "' is too long a number");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("bound '" + text + "' is no number", e);
        }
    }

    private static BigDecimal moment(DataType type, String text) {
        Lexemes lexemes = Lexemes.of(type);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!lexemes.read(bytes, 0, bytes.length)) {
            throw new IllegalArgumentException("bound '" + text + "' is no " + type);
        }
        return BigDecimal.valueOf(lexemes.number());
    }

    /** The bound as a float of the type: the one that its text denotes, as values of it do. */
    double real(DataType type) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Lexemes lexemes = Lexemes.of(type);
        if (lexemes.read(bytes, 0, bytes.length)) {
            return lexemes.real();
        }
        Lexemes wider = Lexemes.of(DataType.of(DataType.Kind.FLOAT64));
        if (!wider.read(bytes, 0, bytes.length)) {
            throw new IllegalArgumentException("bound '" + text + "' is no finite number");
        }
        return wider.real();
    }
}
