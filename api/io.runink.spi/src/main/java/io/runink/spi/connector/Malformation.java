package io.runink.spi.connector;

/** Why a row cannot be parsed: the rule id that counts it, and what was expected. */
public enum Malformation {
    /** Not a row of the format. */
    SYNTAX("row.syntax", "a well-formed row"),
    /** Bytes that are not UTF-8. */
    ENCODING("row.encoding", "UTF-8"),
    /** Longer than the record limit. */
    LENGTH("row.length", "a row within the record limit");

    private final String rule;
    private final String expected;

    Malformation(String rule, String expected) {
        this.rule = rule;
        this.expected = expected;
    }

    /** The id that counts it beside the contract's rules. */
    public String rule() {
        return rule;
    }

    /** What a row must be. */
    public String expected() {
        return expected;
    }
}
