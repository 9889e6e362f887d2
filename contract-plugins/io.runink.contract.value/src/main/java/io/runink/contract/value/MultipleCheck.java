package io.runink.contract.value;

import io.runink.api.contract.DataType;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.Violations;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;

/**
 * Divides whole numbers: value and step are brought to one scale, so that the value's unscaled
 * number times a power of ten must be a multiple of the step's.
 */
final class MultipleCheck implements Check {

    private final String column;
    private final DataType type;
    private final BigDecimal step;

    /** What the unscaled value must be a multiple of, all common factors taken out. */
    private final BigInteger divisor;

    /** The same where it fits, else 0: then the only multiple that fits is 0. */
    private final long narrow;

    MultipleCheck(String column, DataType type, BigDecimal step) {
        this.column = column;
        this.type = type;
        this.step = step;
        // value * 10^-scale = n * step, so unscaled = n * step * 10^scale, as a fraction.
        BigDecimal scaled = step.scaleByPowerOfTen(type.scale()).stripTrailingZeros();
        BigInteger denominator = BigInteger.TEN.pow(Math.max(0, scaled.scale()));
        BigInteger numerator =
                scaled.scale() < 0 ? scaled.toBigIntegerExact() : scaled.unscaledValue();
        this.divisor = numerator.divide(numerator.gcd(denominator));
        this.narrow = divisor.bitLength() < 64 ? divisor.longValueExact() : 0;
    }

    @Override
    public String expected() {
        return "a multiple of " + step.toPlainString();
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        FieldVector values = batch.values(column);
        boolean wide = values instanceof DecimalVector && type.precision() > 18;
        for (int row = 0; row < batch.rows(); row++) {
            if (values.isNull(row)) {
                continue;
            }
            boolean multiple =
                    wide
                            ? ((DecimalVector) values)
                                            .getObject(row)
                                            .unscaledValue()
                                            .mod(divisor)
                                            .signum()
                                    == 0
                            : multiple(Whole.value(type, values.getDataBuffer(), row));
            if (!multiple) {
                violations.add(row);
            }
        }
    }

    private boolean multiple(long value) {
        return narrow == 0 ? value == 0 : value % narrow == 0;
    }
}
