package io.runink.contract.dataset;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A figure as the two numbers that it is the quotient of: written as one, an average may have no
 * end, and what is rounded may keep a bound that the figure breaks.
 *
 * @param count from 1
 */
record Quotient(BigDecimal sum, long count) {

    static Quotient of(BigDecimal whole) {
        return new Quotient(whole, 1);
    }

    /** Compares it with a number, exactly. */
    int compareTo(BigDecimal number) {
        return sum.compareTo(number.multiply(BigDecimal.valueOf(count)));
    }

    /** As one number; an average to 34 digits. */
    BigDecimal rounded() {
        return count == 1 ? sum : sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128);
    }
}
