package io.runink.contract.dataset;

import io.runink.api.contract.DataType;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.Violations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;

/**
 * Remembers the newest value of the rows that no other rule rejects. A day is as new as its end.
 */
final class FreshCheck implements Check {

    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final String column;
    private final Numbers numbers;
    private final boolean days;
    private final Duration within;
    private final Clock clock;
    private long newest = Long.MIN_VALUE;

    FreshCheck(String column, DataType type, Duration within, Clock clock) {
        this.column = column;
        this.numbers = new Numbers(type);
        this.days = type.kind() == DataType.Kind.DATE;
        this.within = within;
        this.clock = clock;
    }

    @Override
    public String expected() {
        return "a value of '" + column + "' at most " + within + " old";
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        FieldVector values = batch.values(column);
        for (int row = 0; row < batch.rows(); row++) {
            if (!batch.rejected(row) && !values.isNull(row)) {
                newest = Math.max(newest, numbers.whole(values, row));
            }
        }
    }

    @Override
    public Optional<String> conclude() {
        if (newest == Long.MIN_VALUE) {
            return Optional.of("no value");
        }
        long micros = days ? (newest + 1) * MICROS_PER_DAY : newest;
        Instant moment =
                Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L),
                        Math.floorMod(micros, 1_000_000L) * 1000);
        return moment.plus(within).isBefore(clock.instant())
                ? Optional.of("the newest is " + (days ? moment + ", the end of its day" : moment))
                : Optional.empty();
    }
}
