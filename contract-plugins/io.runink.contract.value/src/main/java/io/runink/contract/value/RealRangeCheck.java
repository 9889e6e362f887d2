package io.runink.contract.value;

import io.runink.api.contract.DataType;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.Violations;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;

/** A range of floats, compared as doubles. */
final class RealRangeCheck implements Check {

    private final String column;
    private final Bound[] bounds;
    private final double[] numbers;

    RealRangeCheck(String column, DataType type, Bound... bounds) {
        this.column = column;
        this.bounds = bounds.clone();
        this.numbers = Arrays.stream(bounds).mapToDouble(it -> it.real(type)).toArray();
    }

    @Override
    public String expected() {
        return Bound.words(bounds);
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        FieldVector values = batch.values(column);
        for (int row = 0; row < batch.rows(); row++) {
            if (!values.isNull(row) && !holds(value(values, row))) {
                violations.add(row);
            }
        }
    }

    private boolean holds(double value) {
        for (int i = 0; i < bounds.length; i++) {
            // Zero has two signs and is one number.
            int order = Double.compare(value + 0.0, numbers[i] + 0.0);
            Side side = bounds[i].side();
            if (order == 0 ? !side.inclusive() : (order > 0) != side.lower()) {
                return false;
            }
        }
        return true;
    }

    private static double value(FieldVector values, int row) {
        return values instanceof Float4Vector singles
                ? singles.get(row)
                : ((Float8Vector) values).get(row);
    }
}
