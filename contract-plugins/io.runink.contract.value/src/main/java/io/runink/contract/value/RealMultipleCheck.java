package io.runink.contract.value;

import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.Violations;
import java.math.BigDecimal;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;

/**
 * Multiples of floats, taken as the decimals that write them: 0.3 is a multiple of 0.1, whatever
 * the binary fractions next to them are.
 */
final class RealMultipleCheck implements Check {

    private final String column;
    private final BigDecimal step;

    RealMultipleCheck(String column, BigDecimal step) {
        this.column = column;
        this.step = step;
    }

    @Override
    public String expected() {
        return "a multiple of " + step.toPlainString();
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        FieldVector values = batch.values(column);
        for (int row = 0; row < batch.rows(); row++) {
            if (!values.isNull(row) && value(values, row).remainder(step).signum() != 0) {
                violations.add(row);
            }
        }
    }

    private static BigDecimal value(FieldVector values, int row) {
        return new BigDecimal(
                values instanceof Float4Vector singles
                        ? Float.toString(singles.get(row))
                        : Double.toString(((Float8Vector) values).get(row)));
    }
}
