package io.runink.contract.value;

import io.runink.api.contract.DataType;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.Violations;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;

/**
 * A range of values that are whole numbers in their vector: whole numbers themselves, unscaled
 * decimals, days and microseconds. The bounds become an inclusive range of those numbers once, so
 * that a value costs two comparisons.
 */
final class RangeCheck implements Check {

    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final String column;
    private final DataType type;
    private final String words;

    /** The bounds, inclusive, exact; empty for none. */
    private final Optional<BigInteger> low;

    private final Optional<BigInteger> high;

    /** The same within what fits; no value lies in an empty range, where least is above most. */
    private final long least;

    private final long most;

    /** A range of one bound or two, at most one on each side. */
    RangeCheck(String column, DataType type, Bound... bounds) {
        this.column = column;
        this.type = type;
        this.words = Bound.words(bounds);
        this.low = Bound.inclusive(bounds, true, type);
        this.high = Bound.inclusive(bounds, false, type);
        boolean never =
                low.filter(it -> it.compareTo(LONG_MAX) > 0).isPresent()
                        || high.filter(it -> it.compareTo(LONG_MIN) < 0).isPresent();
        this.least = never ? 1 : low.orElse(LONG_MIN).max(LONG_MIN).longValueExact();
        this.most = never ? 0 : high.orElse(LONG_MAX).min(LONG_MAX).longValueExact();
    }

    @Override
    public String expected() {
        return words;
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        FieldVector values = batch.values(column);
        if (values instanceof DecimalVector decimals && type.precision() > 18) {
            evaluateWide(batch.rows(), decimals, violations);
            return;
        }
        ArrowBuf data = values.getDataBuffer();
        for (int row = 0; row < batch.rows(); row++) {
            if (!values.isNull(row)) {
                long value = Whole.value(type, data, row);
                if (value < least || value > most) {
                    violations.add(row);
                }
            }
        }
    }

    private void evaluateWide(int rows, DecimalVector decimals, Violations violations) {
        for (int row = 0; row < rows; row++) {
            if (!decimals.isNull(row)) {
                BigInteger value = decimals.getObject(row).unscaledValue();
                if (low.filter(it -> value.compareTo(it) < 0).isPresent()
                        || high.filter(it -> value.compareTo(it) > 0).isPresent()) {
                    violations.add(row);
                }
            }
        }
    }
}
