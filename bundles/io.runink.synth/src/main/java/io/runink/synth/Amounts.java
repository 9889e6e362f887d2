package io.runink.synth;

import java.time.Instant;

/**
 * How much is to be made, and when.
 *
 * @param rows all rows
 * @param valid rows that break no rule
 * @param most rows that may pass the contract at hand: those that break a rule further on do
 * @param now the moment that freshness is held against
 */
record Amounts(long rows, long valid, long most, Instant now) {

    /** Of a contract whose rows all may pass. */
    Amounts passing() {
        return new Amounts(rows, valid, rows, now);
    }
}
