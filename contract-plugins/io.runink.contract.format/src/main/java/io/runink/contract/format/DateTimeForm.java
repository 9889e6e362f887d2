package io.runink.contract.format;

import io.runink.api.contract.DataType;
import io.runink.spi.contract.Lexemes;

/**
 * RFC 3339 with capital letters and without leap seconds: {@code YYYY-MM-DDThh:mm:ss}, any number
 * of digits after a point, and {@code Z} or {@code ±hh:mm}. Not safe for threads.
 */
final class DateTimeForm {

    private static final int DATE_LENGTH = 10;
    private static final int SECONDS_LENGTH = 19;

    private final Lexemes date = Lexemes.of(DataType.of(DataType.Kind.DATE));

    boolean holds(byte[] text, int from, int to) {
        if (to - from <= SECONDS_LENGTH
                || !date.read(text, from, DATE_LENGTH)
                || text[from + 10] != 'T'
                || !within(text, from + 11, 23)
                || text[from + 13] != ':'
                || !within(text, from + 14, 59)
                || text[from + 16] != ':'
                || !within(text, from + 17, 59)) {
            return false;
        }
        int at = from + SECONDS_LENGTH;
        if (text[at] == '.') {
            int first = ++at;
            while (at < to && Ascii.digit(text[at])) {
                at++;
            }
            if (at == first) {
                return false;
            }
        }
        if (to - at == 1) {
            return text[at] == 'Z';
        }
        return to - at == 6
                && (text[at] == '+' || text[at] == '-')
                && within(text, at + 1, 23)
                && text[at + 3] == ':'
                && within(text, at + 4, 59);
    }

    private static boolean within(byte[] text, int at, int most) {
        return Ascii.digit(text[at])
                && Ascii.digit(text[at + 1])
                && (text[at] - '0') * 10 + text[at + 1] - '0' <= most;
    }
}
