package io.runink.contract.format;

/** Kinds of characters, in ASCII alone. */
final class Ascii {

    private Ascii() {}

    static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean upper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean letter(int c) {
        return upper(c) || (c >= 'a' && c <= 'z');
    }

    static boolean hex(int c) {
        return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** A digit's value, and that of a capital letter: A is 10, Z is 35; else -1. */
    static int alphanumeric(int c) {
        if (digit(c)) {
            return c - '0';
        }
        return upper(c) ? c - 'A' + 10 : -1;
    }
}
