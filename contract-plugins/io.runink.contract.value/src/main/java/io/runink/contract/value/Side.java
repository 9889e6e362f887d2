package io.runink.contract.value;

/** On which side of its bound a value must lie, named as the rule is. */
enum Side {
    GREATER_THAN("greater-than", "above", true, false),
    AT_LEAST("at-least", "at least", true, true),
    LESS_THAN("less-than", "below", false, false),
    AT_MOST("at-most", "at most", false, true);

    private final String rule;
    private final String words;
    private final boolean lower;
    private final boolean inclusive;

    Side(String rule, String words, boolean lower, boolean inclusive) {
        this.rule = rule;
        this.words = words;
        this.lower = lower;
        this.inclusive = inclusive;
    }

    static Side of(String rule) {
        for (Side side : values()) {
            if (side.rule.equals(rule)) {
                return side;
            }
        }
        throw new IllegalArgumentException("'" + rule + "' is no range rule");
    }

    /** As people read it. */
    String words() {
        return words;
    }

    /** Whether values lie above the bound. */
    boolean lower() {
        return lower;
    }

    /** Whether the bound itself is allowed. */
    boolean inclusive() {
        return inclusive;
    }
}
