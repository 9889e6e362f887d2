package io.runink.contract.format;

/**
 * RFC 5321: a dot-atom of at most 64 characters, {@code @}, and a domain of two labels or more,
 * each of letters, digits and hyphens within, the last not digits alone; 254 characters in all.
 * Quoted local parts, comments and address literals are not taken.
 */
final class MailForm {

    private static final int LENGTH_MAX = 254;
    private static final int LOCAL_MAX = 64;
    private static final int LABEL_MAX = 63;
    private static final String ATOM = "!#$%&'*+-/=?^_`{|}~";

    private MailForm() {}

    static boolean holds(byte[] text, int from, int to) {
        if (to - from > LENGTH_MAX) {
            return false;
        }
        int at = from;
        while (at < to && text[at] != '@') {
            at++;
        }
        return at < to
                && at - from <= LOCAL_MAX
                && local(text, from, at)
                && domain(text, at + 1, to);
    }

    private static boolean local(byte[] text, int from, int to) {
        boolean dot = true;
        for (int i = from; i < to; i++) {
            byte c = text[i];
            if (c == '.') {
                if (dot) {
                    return false;
                }
                dot = true;
            } else if (Ascii.letter(c) || Ascii.digit(c) || (c > 0 && ATOM.indexOf(c) >= 0)) {
                dot = false;
            } else {
                return false;
            }
        }
        return !dot;
    }

    private static boolean domain(byte[] text, int from, int to) {
        int labels = 0;
        int start = from;
        boolean digits = true;
        for (int i = from; i <= to; i++) {
            if (i < to && text[i] != '.') {
                if (!Ascii.letter(text[i]) && !Ascii.digit(text[i]) && text[i] != '-') {
                    return false;
                }
                digits &= Ascii.digit(text[i]);
                continue;
            }
            if (i == start || i - start > LABEL_MAX || text[start] == '-' || text[i - 1] == '-') {
                return false;
            }
            labels++;
            if (i == to) {
                return labels > 1 && !digits;
            }
            start = i + 1;
            digits = true;
        }
        return false;
    }
}
