package io.runink.synth;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Whole multiples of a number that lie within bounds. */
final class MultiplesDomain implements Domain {

    private final BigDecimal step;
    private final int scale;
    private final BigInteger first;
    private final long size;
    private final List<BigInteger> brinks;

    private MultiplesDomain(
            BigDecimal step, int scale, BigInteger first, long size, List<BigInteger> brinks) {
        this.step = step;
        this.scale = scale;
        this.first = first;
        this.size = size;
        this.brinks = brinks;
    }

    /**
     * The values of a type that are multiples of a step; empty if there are none.
     *
     * @param axis of the type; its marks are what the type can write
     * @param low the least value
     * @param high the greatest value
     */
    static Optional<Domain> of(Axis axis, BigDecimal step, BigDecimal low, BigDecimal high) {
        BigDecimal stride = axis.floating() ? step : writable(step, axis.scale());
        BigDecimal least = low;
        BigDecimal most = high;
        if (axis.floating()) {
            // So few digits that the number writes itself as it was written.
            BigDecimal digits = BigDecimal.TEN.pow(axis.single() ? 6 : 15);
            BigDecimal end = digits.multiply(stride.ulp()).subtract(stride.ulp());
            least = least.max(end.negate());
            most = most.min(end);
        }
        BigInteger from = floor(least.negate(), stride).negate();
        BigInteger to = floor(most, stride);
        if (from.compareTo(to) > 0) {
            return Optional.empty();
        }
        BigInteger limit = BigInteger.valueOf(SIZE_MAX);
        BigInteger all = to.subtract(from).add(BigInteger.ONE);
        BigInteger start = from;
        if (all.compareTo(limit) > 0 && from.signum() < 0) {
            start = from.max(limit.shiftRight(1).negate());
        }
        long size = to.subtract(start).add(BigInteger.ONE).min(limit).longValueExact();
        List<BigInteger> brinks = new ArrayList<>(List.of(from, to));
        if (from.signum() < 0 && to.signum() > 0) {
            brinks.add(BigInteger.ZERO);
        }
        int scale = axis.floating() ? Math.max(0, stride.scale()) : axis.scale();
        return Optional.of(new MultiplesDomain(stride, scale, start, size, brinks));
    }

    /** The least multiple of a step that a type of so many digits after the point can write. */
    static BigDecimal writable(BigDecimal step, int scale) {
        BigDecimal marks = step.movePointRight(scale).stripTrailingZeros();
        if (marks.scale() <= 0) {
            return step;
        }
        BigInteger one = BigInteger.TEN.pow(marks.scale());
        BigInteger common = one.gcd(marks.unscaledValue());
        return new BigDecimal(marks.unscaledValue().divide(common), scale);
    }

    private static BigInteger floor(BigDecimal number, BigDecimal stride) {
        BigDecimal[] parts = number.divideAndRemainder(stride);
        BigInteger whole = parts[0].toBigInteger();
        return parts[1].signum() < 0 ? whole.subtract(BigInteger.ONE) : whole;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String at(long index) {
        return text(first.add(BigInteger.valueOf(index)));
    }

    @Override
    public String draw(SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            return at(random.nextLong(size));
        }
        // Small ones are the everyday ones.
        int bits = 64 - Long.numberOfLeadingZeros(size);
        return at(Math.floorMod(nearest() + random.nextLong(1L << random.nextInt(bits)), size));
    }

    private long nearest() {
        return first.signum() < 0 && first.negate().bitLength() < 62
                ? Math.min(size - 1, first.negate().longValueExact())
                : 0;
    }

    @Override
    public List<String> edges() {
        return brinks.stream().map(this::text).toList();
    }

    private String text(BigInteger times) {
        BigDecimal value = step.multiply(new BigDecimal(times));
        return value.setScale(scale).toPlainString();
    }
}
