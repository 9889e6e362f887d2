package io.runink.api;

/** Ways to mask a value that need no key. */
public enum Masking {
    /** Text becomes {@code ***}; any other type becomes null. */
    REDACT,
    /**
     * Text keeps its last four characters, at most a quarter of its length; every other character
     * becomes an asterisk. Text only.
     */
    PARTIAL
}
