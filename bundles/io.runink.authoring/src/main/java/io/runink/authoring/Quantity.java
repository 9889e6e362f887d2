package io.runink.authoring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as people write them: {@code 3 GiB}, {@code 2.5}. */
final class Quantity {

    private static final Pattern BYTES =
            Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?) ?(B|kB|KiB|MB|MiB|GB|GiB|TB|TiB)");

    private static final Map<String, Long> UNITS =
            Map.of(
                    "B", 1L,
                    "kB", 1_000L,
                    "KiB", 1L << 10,
                    "MB", 1_000_000L,
                    "MiB", 1L << 20,
                    "GB", 1_000_000_000L,
                    "GiB", 1L << 30,
                    "TB", 1_000_000_000_000L,
                    "TiB", 1L << 40);

    private Quantity() {}

    /** Bytes, rounded down; empty if the text is no amount or more than a long holds. */
    static Optional<Long> bytes(String text) {
        Matcher matcher = BYTES.matcher(text.strip());
        Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        if (unit == null) {
            return Optional.empty();
        }
        return whole(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)));
    }

    /** Thousandths, rounded down. */
    static Optional<Integer> thousandths(BigDecimal number) {
        return number.abs().compareTo(BigDecimal.valueOf(1_000_000)) > 0
                ? Optional.empty()
                : whole(number.movePointRight(3)).map(Math::toIntExact);
    }

    private static Optional<Long> whole(BigDecimal number) {
        BigDecimal floor = number.setScale(0, RoundingMode.DOWN);
        return floor.toBigInteger().bitLength() > 62
                ? Optional.empty()
                : Optional.of(floor.longValueExact());
    }
}
