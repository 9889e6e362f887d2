package io.runink.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;

/**
 * Numbers as people read them. Digits are grouped by a narrow space, which no reader takes for a
 * decimal mark; where the output's character set lacks it, by nothing.
 */
final class Figures {

    private static final char NARROW_SPACE = '\u202f';

    private final String gap;

    Figures(Charset charset) {
        boolean narrow = charset.canEncode() && charset.newEncoder().canEncode(NARROW_SPACE);
        gap = narrow ? String.valueOf(NARROW_SPACE) : "";
    }

    /** A whole number in groups of three digits. */
    String count(long number) {
        String digits = Long.toString(Math.abs(number));
        StringBuilder text = new StringBuilder(number < 0 ? "-" : "");
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                text.append(gap);
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    /** {@code 1 row}, {@code 2 rows}. */
    String count(long number, String thing) {
        return count(number) + " " + thing + (number == 1 ? "" : "s");
    }

    /** Bytes in the largest binary unit that leaves at least one. */
    String bytes(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        BigDecimal value = BigDecimal.valueOf(bytes);
        BigDecimal step = BigDecimal.valueOf(1024);
        int unit = 0;
        while (unit < units.length - 1 && value.compareTo(step) >= 0) {
            value = value.divide(step);
            unit++;
        }
        int digits = unit == 0 || value.compareTo(BigDecimal.TEN) >= 0 ? 0 : 1;
        return value.setScale(digits, RoundingMode.HALF_UP).toPlainString() + " " + units[unit];
    }

    /** A duration: milliseconds below one second, seconds below two minutes, then minutes. */
    String millis(long millis) {
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 120_000) {
            return BigDecimal.valueOf(millis, 3).setScale(2, RoundingMode.HALF_UP) + " s";
        }
        return millis / 60_000 + " min " + millis % 60_000 / 1000 + " s";
    }
}
