package io.runink.contract.dataset;

import io.runink.api.contract.DataType;
import io.runink.spi.contract.Lexemes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/**
 * What a figure may be.
 *
 * @param type in which figures are shown: that of dates and times, else any number's
 * @param min the least, as the contract writes it; empty for no such bound
 * @param max the greatest, likewise
 * @param low the least as a number
 * @param high the greatest, likewise
 */
record Bounds(
        DataType type,
        String min,
        String max,
        Optional<BigDecimal> low,
        Optional<BigDecimal> high) {

    /**
     * Reads bounds.
     *
     * @param counts whether the figure is a number of values, whatever the column's type
     */
    static Bounds of(DataType column, boolean counts, String min, String max) {
        DataType shown =
                switch (column.kind()) {
                    case DATE, TIME, TIMESTAMP -> counts ? number() : column;
                    default -> number();
                };
        return new Bounds(shown, min, max, read(shown, min), read(shown, max));
    }

    private static DataType number() {
        return DataType.of(DataType.Kind.INT64);
    }

    private static Optional<BigDecimal> read(DataType type, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (type.kind() != DataType.Kind.INT64) {
            Lexemes lexemes = Lexemes.of(type);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (!lexemes.read(bytes, 0, bytes.length)) {
                throw new IllegalArgumentException("bound '" + text + "' is no " + type);
            }
            return Optional.of(BigDecimal.valueOf(lexemes.number()));
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("bound '" + text + "' is no number", e);
        }
    }

    boolean hold(Quotient figure) {
        return low.filter(it -> figure.compareTo(it) < 0).isEmpty()
                && high.filter(it -> figure.compareTo(it) > 0).isEmpty();
    }

    String words() {
        if (max.isEmpty()) {
            return "at least " + min;
        }
        return min.isEmpty() ? "at most " + max : "from " + min + " to " + max;
    }

    /** A figure as people read it; of a long fraction, what matters. */
    String shown(BigDecimal figure) {
        long whole = figure.setScale(0, RoundingMode.FLOOR).longValue();
        return switch (type.kind()) {
            case DATE -> LocalDate.ofEpochDay(whole).toString();
            case TIME -> LocalTime.ofNanoOfDay(whole * 1000).toString();
            case TIMESTAMP ->
                    Instant.ofEpochSecond(
                                    Math.floorDiv(whole, 1_000_000L),
                                    Math.floorMod(whole, 1_000_000L) * 1000)
                            .toString();
            default -> {
                BigDecimal bare =
                        figure.signum() == 0 ? BigDecimal.ZERO : figure.stripTrailingZeros();
                yield bare.precision() > 40 || Math.abs(bare.scale()) > 40
                        ? bare.round(java.math.MathContext.DECIMAL128).toString()
                        : bare.toPlainString();
            }
        };
    }
}
