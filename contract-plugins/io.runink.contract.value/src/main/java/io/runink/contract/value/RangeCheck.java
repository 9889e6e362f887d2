package io.runink.contract.value;

import io.runink.api.contract.DataType;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.Lexemes;
import io.runink.spi.contract.Violations;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;

/**
 * A range of values that are whole numbers underneath: whole numbers, decimals by their unscaled
 * value, days, times and instants. The bound becomes an inclusive range of those numbers once, so
 * that a value costs one comparison.
 */
final class RangeCheck implements Check {

    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final String column;
    private final DataType type;
    private final Side side;
    private final String text;

    /** The bound, inclusive, exact. */
    private final BigInteger bound;

    /** The same, where it fits; {@link #always} or {@link #never} where it does not. */
    private final long narrow;

    private final boolean always;
    private final boolean never;

    RangeCheck(String column, DataType type, Side side, String text) {
        this.column = column;
        this.type = type;
        this.side = side;
        this.text = text;
        this.bound = inclusive(type, side, text);
        boolean above = bound.compareTo(LONG_MAX) > 0;
        boolean below = bound.compareTo(LONG_MIN) < 0;
        this.never = side.lower() ? above : below;
        this.always = side.lower() ? below : above;
        this.narrow = above || below ? 0 : bound.longValueExact();
    }

    private static BigInteger inclusive(DataType type, Side side, String text) {
        BigDecimal exact =
                switch (type.kind()) {
                    case INT8, INT16, INT32, INT64, DECIMAL ->
                            number(text).scaleByPowerOfTen(type.scale());
                    case DATE, TIME, TIMESTAMP -> moment(type, text);
                    default -> throw new IllegalArgumentException("no range of " + type);
                };
        if (side.lower()) {
            return side.inclusive()
                    ? exact.setScale(0, RoundingMode.CEILING).toBigInteger()
                    : exact.setScale(0, RoundingMode.FLOOR).toBigInteger().add(BigInteger.ONE);
        }
        return side.inclusive()
                ? exact.setScale(0, RoundingMode.FLOOR).toBigInteger()
                : exact.setScale(0, RoundingMode.CEILING).toBigInteger().subtract(BigInteger.ONE);
    }

    private static BigDecimal number(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            if (Math.abs((long) number.scale()) > 1000) {
                throw new IllegalArgumentException("bound '" + text + "' is too long a number");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("bound '" + text + "' is no number", e);
        }
    }

    private static BigDecimal moment(DataType type, String text) {
        Lexemes lexemes = Lexemes.of(type);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!lexemes.read(bytes, 0, bytes.length)) {
            throw new IllegalArgumentException("bound '" + text + "' is no " + type);
        }
        return BigDecimal.valueOf(lexemes.number());
    }

    @Override
    public String expected() {
        return side.words() + " " + text;
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
            if (!values.isNull(row) && !holds(value(data, row))) {
                violations.add(row);
            }
        }
    }

    private long value(ArrowBuf data, int row) {
        return switch (type.kind()) {
            case INT8 -> data.getByte(row);
            case INT16 -> data.getShort(row * 2L);
            case INT32, DATE -> data.getInt(row * 4L);
            // The low half holds a decimal of up to 18 digits, sign and all.
            case DECIMAL -> data.getLong(row * 16L);
            default -> data.getLong(row * 8L);
        };
    }

    private boolean holds(long value) {
        return !never && (always || (side.lower() ? value >= narrow : value <= narrow));
    }

    private void evaluateWide(int rows, DecimalVector decimals, Violations violations) {
        for (int row = 0; row < rows; row++) {
            if (!decimals.isNull(row)) {
                int order = decimals.getObject(row).unscaledValue().compareTo(bound);
                if (side.lower() ? order < 0 : order > 0) {
                    violations.add(row);
                }
            }
        }
    }
}
