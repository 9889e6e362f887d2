package io.runink.cel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Exact decimals of at most 38 digits: how many digits a result has, and the result. */
final class Decimals {

    /** Digits of the widest decimal. */
    static final int DIGITS_MAX = 38;

    /** Digits after the point that a quotient has where its whole digits leave room. */
    private static final int QUOTIENT_SCALE = 18;

    /** Digits after the point that a quotient has at least. */
    private static final int QUOTIENT_SCALE_MIN = 6;

    /** Of every int64. */
    static final Type.Decimal OF_INT = new Type.Decimal(19, 0);

    private Decimals() {}

    /** The smallest type that holds a literal; null if there is none. */
    static Type.@org.jspecify.annotations.Nullable Decimal typeOf(BigDecimal literal) {
        // Checked first: the digits of 1e999999999 would not fit into memory.
        if (literal.scale() > DIGITS_MAX
                || (long) literal.precision() - literal.scale() > DIGITS_MAX) {
            return null;
        }
        int scale = Math.max(0, literal.scale());
        int whole = Math.max(0, literal.precision() - literal.scale());
        int precision = Math.max(1, whole + scale);
        return precision > DIGITS_MAX ? null : new Type.Decimal(precision, scale);
    }

    /** The type of a sum, a difference, or of either of two values. */
    static Type.Decimal union(Type.Decimal left, Type.Decimal right, int carry) {
        int scale = Math.max(left.scale(), right.scale());
        int whole = Math.max(left.whole(), right.whole()) + carry;
        return new Type.Decimal(Math.min(DIGITS_MAX, Math.max(1, whole + scale)), scale);
    }

    static Type.Decimal product(Type.Decimal left, Type.Decimal right) {
        int scale = left.scale() + right.scale();
        int whole = left.whole() + right.whole();
        if (whole + scale > DIGITS_MAX) {
            // Digits after the point give way to whole ones, down to those of the finer factor.
            scale = Math.max(DIGITS_MAX - whole, Math.max(left.scale(), right.scale()));
        }
        return new Type.Decimal(Math.min(DIGITS_MAX, whole + scale), scale);
    }

    static Type.Decimal quotient(Type.Decimal left, Type.Decimal right) {
        int whole = left.whole() + right.scale();
        int scale = Math.min(QUOTIENT_SCALE, DIGITS_MAX - whole);
        scale = Math.max(scale, Math.max(QUOTIENT_SCALE_MIN, left.scale()));
        return new Type.Decimal(Math.min(DIGITS_MAX, whole + scale), scale);
    }

    /**
     * The value in its type's scale, rounded half up where it has more digits after the point.
     *
     * @throws CelEvaluationException if it has more whole digits than the type
     */
    static BigDecimal fit(BigDecimal value, Type.Decimal type) {
        if (value.scale() == type.scale() && value.precision() <= DIGITS_MAX) {
            return value;
        }
        // Seen before it is written out: 1e999999999 would fill the memory.
        long whole = (long) value.precision() - value.scale();
        if (value.signum() == 0 || whole < -type.scale()) {
            return BigDecimal.ZERO.setScale(type.scale());
        }
        if (whole > DIGITS_MAX) {
            throw new CelEvaluationException("the number has more than 38 digits");
        }
        BigDecimal scaled = value.setScale(type.scale(), RoundingMode.HALF_UP);
        if (scaled.precision() > DIGITS_MAX) {
            throw new CelEvaluationException("the number has more than 38 digits");
        }
        return scaled;
    }

    /**
     * The value in its type's scale.
     *
     * @throws CelEvaluationException if it has more digits than the type, before or after the point
     */
    static BigDecimal exact(BigDecimal value, Type.Decimal type) {
        BigDecimal bare = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        if (bare.scale() > type.scale() || bare.precision() - bare.scale() > type.whole()) {
            throw new CelEvaluationException("the number does not fit " + type);
        }
        return bare.setScale(type.scale());
    }

    static BigDecimal divide(BigDecimal left, BigDecimal right, Type.Decimal type) {
        if (right.signum() == 0) {
            throw new CelEvaluationException("division by zero");
        }
        return fit(left.divide(right, type.scale(), RoundingMode.HALF_UP), type);
    }
}
