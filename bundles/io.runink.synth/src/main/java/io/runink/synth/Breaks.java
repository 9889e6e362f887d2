package io.runink.synth;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Values that are nearly right. */
final class Breaks {

    private Breaks() {}

    /** A value on the wrong side of a bound: at the bound or next to it, near, or far. */
    static @Nullable String beyond(Meaning.Range range, SplittableRandom random) {
        BigDecimal bound = range.bound();
        Axis axis = range.axis().fitting(bound.subtract(BigDecimal.ONE), bound.add(BigDecimal.ONE));
        BigInteger nearest = range.upper() ? axis.ceiling(bound) : axis.floor(bound);
        if (range.inclusive() && axis.value(nearest).compareTo(bound) == 0) {
            nearest = nearest.add(range.upper() ? BigInteger.ONE : BigInteger.ONE.negate());
        }
        BigInteger room =
                range.upper() ? axis.markMax().subtract(nearest) : nearest.subtract(axis.markMin());
        if (room.signum() < 0) {
            return null;
        }
        BigInteger away =
                switch (random.nextInt(4)) {
                    case 0, 1 -> BigInteger.ZERO;
                    case 2 -> BigInteger.valueOf(1 + random.nextInt(100));
                    default ->
                            new BigInteger(
                                    random.nextInt(room.bitLength() + 1), Random.from(random));
                };
        BigInteger bounded = away.min(room);
        return axis.text(range.upper() ? nearest.add(bounded) : nearest.subtract(bounded));
    }

    /** A text one slip away. */
    static @Nullable String mutated(String text, SplittableRandom random) {
        if (text.isEmpty()) {
            return "?";
        }
        int at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
        int after = text.offsetByCodePoints(at, 1);
        String before = text.substring(0, at);
        String behind = text.substring(after);
        String mutated =
                switch (random.nextInt(6)) {
                    case 0 -> before + behind;
                    case 1 -> before + "?" + behind;
                    case 2 -> text + text.substring(at, after);
                    case 3 -> text.toLowerCase(Locale.ROOT);
                    case 4 -> text.toUpperCase(Locale.ROOT);
                    default -> text + "~";
                };
        return mutated.isBlank() ? null : mutated;
    }
}
