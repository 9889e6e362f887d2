package io.runink.contract.dataset;

import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.Violations;
import java.util.Optional;

/** Counts rows that no other rule rejects. */
final class RowCountCheck implements Check {

    private final long min;
    private final long max;
    private long count;

    RowCountCheck(long min, long max) {
        this.min = min;
        this.max = max;
    }

    @Override
    public String expected() {
        if (max == Long.MAX_VALUE) {
            return "at least " + min + " rows";
        }
        return min == 0 ? "at most " + max + " rows" : min + " to " + max + " rows";
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        for (int row = 0; row < batch.rows(); row++) {
            count += batch.rejected(row) ? 0 : 1;
        }
    }

    @Override
    public Optional<String> conclude() {
        return count < min || count > max ? Optional.of(count + " rows") : Optional.empty();
    }
}
