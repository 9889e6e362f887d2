package io.runink.contract.dataset;

import io.runink.api.contract.DataType;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** The least or the greatest value. */
final class ExtremeFigure implements Figure {

    private final Numbers numbers;
    private final boolean greatest;
    private @Nullable FieldVector values;
    private @Nullable BigDecimal extreme;
    private long whole;
    private boolean any;

    ExtremeFigure(DataType type, boolean greatest) {
        this.numbers = new Numbers(type);
        this.greatest = greatest;
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
        if (numbers.narrow()) {
            long value = numbers.whole(from, row);
            if (!any || (greatest ? value > whole : value < whole)) {
                whole = value;
            }
        } else {
            BigDecimal value = numbers.exact(from, row);
            BigDecimal so = extreme;
            int order = so == null ? 0 : value.compareTo(so);
            if (so == null || (greatest ? order > 0 : order < 0)) {
                extreme = value;
            }
        }
        any = true;
    }

    @Override
    public Optional<Quotient> value() {
        if (!any) {
            return Optional.empty();
        }
        return numbers.narrow()
                ? Optional.of(Quotient.of(BigDecimal.valueOf(whole, numbers.scale())))
                : Optional.ofNullable(extreme).map(Quotient::of);
    }
}
