package io.runink.contract.format;

/** ISO 17442: eighteen capital letters or digits and two check digits; ISO 7064, MOD 97-10. */
final class LeiForm {

    private static final int LENGTH = 20;

    private LeiForm() {}

    static boolean holds(byte[] text, int from, int to) {
        if (to - from != LENGTH || !Ascii.digit(text[to - 1]) || !Ascii.digit(text[to - 2])) {
            return false;
        }
        return Modulo97.of(text, from, to, 0) == 1;
    }
}
