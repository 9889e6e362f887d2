package io.runink.contract.format;

/** The remainder by 97 of letters and digits read as one number, A as 10 to Z as 35. */
final class Modulo97 {

    private Modulo97() {}

    /**
     * Goes on from a remainder.
     *
     * @return the new remainder, or -1 if a character is neither capital letter nor digit, or the
     *     remainder was -1
     */
    static int of(byte[] text, int from, int to, int before) {
        int remainder = before;
        for (int i = from; i < to && remainder >= 0; i++) {
            int value = Ascii.alphanumeric(text[i]);
            remainder = value < 0 ? -1 : (remainder * (value < 10 ? 10 : 100) + value) % 97;
        }
        return remainder;
    }
}
