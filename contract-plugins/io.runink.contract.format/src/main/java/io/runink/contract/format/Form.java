package io.runink.contract.format;

/**
 * A form of text.
 *
 * @param words what such a text is, for people
 * @param test tells whether a text has the form, in time linear in the text
 */
record Form(String words, Test test) {

    /** Looks at a text, UTF-8. */
    @FunctionalInterface
    interface Test {
        boolean holds(byte[] text, int from, int to);
    }
}
