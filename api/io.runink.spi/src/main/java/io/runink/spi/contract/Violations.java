package io.runink.spi.contract;

/** Where a check reports the rows that break its rule. */
@FunctionalInterface
public interface Violations {

    /**
     * Reports one row.
     *
     * @param row from 0
     */
    void add(int row);
}
