package io.runink.contract.dataset;

import io.runink.api.contract.DataType;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** A sum that never rounds, and the average that it makes. */
final class SumFigure implements Figure {

    private final Numbers numbers;
    private final boolean average;
    private @Nullable FieldVector values;
    private BigDecimal sum = BigDecimal.ZERO;

    /** What was not added to the sum yet, of whole numbers. */
    private long pending;

    private long count;

    SumFigure(DataType type, boolean average) {
        this.numbers = new Numbers(type);
        this.average = average;
    }

    @Override
    public void bind(FieldVector batch) {
        values = batch;
    }

    @Override
    public void take(int row) {
        FieldVector from = values;
        if (from == null) {
            return;
        }
        count++;
        if (!numbers.narrow()) {
            sum = sum.add(numbers.exact(from, row));
            return;
        }
        long value = numbers.whole(from, row);
        long next = pending + value;
        if (((pending ^ next) & (value ^ next)) < 0) {
            settle();
            next = value;
        }
        pending = next;
    }

    private void settle() {
        sum = sum.add(BigDecimal.valueOf(pending, numbers.scale()));
        pending = 0;
    }

    @Override
    public Optional<Quotient> value() {
        settle();
        if (!average) {
            return Optional.of(Quotient.of(sum));
        }
        return count == 0 ? Optional.empty() : Optional.of(new Quotient(sum, count));
    }
}
