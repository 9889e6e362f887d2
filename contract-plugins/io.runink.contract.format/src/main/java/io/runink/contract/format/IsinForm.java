package io.runink.contract.format;

/**
 * ISO 6166: two capital letters, nine letters or digits, and a check digit. The check is Luhn's
 * over the digits, letters written as two each.
 */
final class IsinForm {

    private static final int LENGTH = 12;

    private IsinForm() {}

    static boolean holds(byte[] text, int from, int to) {
        if (to - from != LENGTH
                || !Ascii.upper(text[from])
                || !Ascii.upper(text[from + 1])
                || !Ascii.digit(text[to - 1])) {
            return false;
        }
        int sum = 0;
        boolean doubled = false;
        for (int i = to - 1; i >= from; i--) {
            int value = Ascii.alphanumeric(text[i]);
            if (value < 0) {
                return false;
            }
            sum += luhn(value % 10, doubled);
            doubled = !doubled;
            if (value >= 10) {
                sum += luhn(value / 10, doubled);
                doubled = !doubled;
            }
        }
        return sum % 10 == 0;
    }

    private static int luhn(int digit, boolean doubled) {
        int value = doubled ? 2 * digit : digit;
        return value > 9 ? value - 9 : value;
    }
}
