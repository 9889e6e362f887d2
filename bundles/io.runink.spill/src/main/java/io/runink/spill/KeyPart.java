package io.runink.spill;

/**
 * A column of a key.
 *
 * @param column its index among the vectors that are bound
 * @param descending whether greater values come first
 * @param nullsFirst whether rows without a value come before all others, else behind them
 * @param scale as an exact number of so many digits after the point, comparable with columns of
 *     other exact types written with the same scale; or {@link #OWN}
 */
public record KeyPart(int column, boolean descending, boolean nullsFirst, int scale) {

    /** As the column's own type has it, comparable with columns of that type alone. */
    public static final int OWN = -1;

    /** An ascending part, nulls first. */
    public KeyPart(int column) {
        this(column, false, true, OWN);
    }
}
