package io.runink.synth;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Values between two marks of an axis, both included. */
final class GridDomain implements Domain {

    /** Marks within this can be added and subtracted as longs. */
    private static final BigInteger NEAR = BigInteger.TWO.pow(61);

    private final Axis axis;
    private final BigInteger low;
    private final BigInteger high;
    private final boolean near;
    private final long nearLow;
    private final long nearHigh;
    private final BigInteger first;
    private final long size;

    GridDomain(Axis axis, BigInteger low, BigInteger high) {
        this.axis = axis;
        this.low = low;
        this.high = high;
        this.near = low.abs().compareTo(NEAR) < 0 && high.abs().compareTo(NEAR) < 0;
        this.nearLow = near ? low.longValueExact() : 0;
        this.nearHigh = near ? high.longValueExact() : 0;
        BigInteger all = high.subtract(low).add(BigInteger.ONE);
        this.size = all.min(BigInteger.valueOf(SIZE_MAX)).longValueExact();
        boolean spansZero = low.signum() < 0 && high.signum() > 0;
        BigInteger start = spansZero && !near ? low.max(NEAR.negate()) : low;
        this.first = start.min(high.subtract(BigInteger.valueOf(size - 1)));
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String at(long index) {
        return near ? axis.text(nearLow + index) : axis.text(first.add(BigInteger.valueOf(index)));
    }

    @Override
    public String draw(SplittableRandom random) {
        return near ? axis.text(drawNear(random)) : axis.text(drawFar(random));
    }

    private long drawNear(SplittableRandom random) {
        if (axis.crowded() && random.nextInt(4) != 0) {
            long offset = random.nextLong(1L << random.nextInt(61));
            long mark = anchor(offset, random.nextBoolean());
            if (mark >= nearLow && mark <= nearHigh) {
                return mark;
            }
        }
        return random.nextLong(nearLow, nearHigh + 1);
    }

    private long anchor(long offset, boolean negative) {
        if (nearLow > 0) {
            return nearLow + offset;
        }
        if (nearHigh < 0) {
            return nearHigh - offset;
        }
        return negative ? -offset : offset;
    }

    private BigInteger drawFar(SplittableRandom random) {
        BigInteger all = high.subtract(low).add(BigInteger.ONE);
        int bits = random.nextInt(all.bitLength() + 1);
        BigInteger offset = new BigInteger(bits, Random.from(random));
        BigInteger mark;
        if (low.signum() > 0) {
            mark = low.add(offset);
        } else if (high.signum() < 0) {
            mark = high.subtract(offset);
        } else {
            mark = random.nextBoolean() ? offset.negate() : offset;
        }
        boolean inside = mark.compareTo(low) >= 0 && mark.compareTo(high) <= 0;
        return inside ? mark : low.add(offset.mod(all));
    }

    @Override
    public List<String> edges() {
        List<String> edges = new ArrayList<>();
        edges.add(axis.text(low));
        edges.add(axis.text(high));
        if (low.signum() < 0 && high.signum() > 0) {
            edges.add(axis.text(BigInteger.ZERO));
        }
        return edges;
    }
}
