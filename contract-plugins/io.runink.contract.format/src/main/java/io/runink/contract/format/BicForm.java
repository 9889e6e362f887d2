package io.runink.contract.format;

/** ISO 9362: party (4), country (2 letters), suffix (2), and, for a branch, three more. */
final class BicForm {

    private BicForm() {}

    static boolean holds(byte[] text, int from, int to) {
        if (to - from != 8 && to - from != 11) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (Ascii.alphanumeric(text[i]) < 0) {
                return false;
            }
        }
        return Ascii.upper(text[from + 4]) && Ascii.upper(text[from + 5]);
    }
}
