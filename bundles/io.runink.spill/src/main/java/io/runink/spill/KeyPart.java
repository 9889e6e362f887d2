package io.runink.spill;

/**
 * A column of a key.
 *
 * @param column its index among the vectors that are bound
 * @param descending whether greater values come first
 * @param nullsFirst whether rows without a value come before all others, else behind them
 */
public record KeyPart(int column, boolean descending, boolean nullsFirst) {

    /** An ascending part, nulls first. */
    public KeyPart(int column) {
        this(column, false, true);
    }
}
