package io.runink.contract.dataset;

import io.runink.api.contract.DataType;
import java.math.BigDecimal;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;

/** The values of a column as exact numbers. */
final class Numbers {

    private final DataType type;

    Numbers(DataType type) {
        this.type = type;
    }

    /** Whether {@link #whole} tells every value. */
    boolean narrow() {
        return switch (type.kind()) {
            case FLOAT32, FLOAT64 -> false;
            case DECIMAL -> type.precision() <= 18;
            default -> true;
        };
    }

    /** How many digits of {@link #whole} stand after the point. */
    int scale() {
        return type.scale();
    }

    /** A whole number: unscaled of a decimal, the day of a date, microseconds of times. */
    long whole(FieldVector values, int row) {
        ArrowBuf data = values.getDataBuffer();
        return switch (type.kind()) {
            case INT8 -> data.getByte(row);
            case INT16 -> data.getShort(row * 2L);
            case INT32, DATE -> data.getInt(row * 4L);
            // The low half holds a decimal of up to 18 digits, sign and all.
            case DECIMAL -> data.getLong(row * 16L);
            default -> data.getLong(row * 8L);
        };
    }

    /** The exact value of any number; a float is the binary fraction that it is. */
    BigDecimal exact(FieldVector values, int row) {
        return switch (values) {
            case Float4Vector singles -> new BigDecimal(singles.get(row));
            case Float8Vector doubles -> new BigDecimal(doubles.get(row));
            case DecimalVector decimals -> decimals.getObject(row);
            default -> BigDecimal.valueOf(whole(values, row), type.scale());
        };
    }
}
