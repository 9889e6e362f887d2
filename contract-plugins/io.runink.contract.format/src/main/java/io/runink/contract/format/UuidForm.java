package io.runink.contract.format;

/** RFC 9562: 8-4-4-4-12 hexadecimal digits, in either case. */
final class UuidForm {

    private static final int LENGTH = 36;

    private UuidForm() {}

    static boolean holds(byte[] text, int from, int to) {
        if (to - from != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            int c = text[from + i];
            if (hyphen ? c != '-' : !Ascii.hex(c)) {
                return false;
            }
        }
        return true;
    }
}
