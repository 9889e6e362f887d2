package io.runink.cel;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Order and equality of values. */
final class Values {

    /** What {@link #compare} gives for a NaN: neither less, equal nor greater. */
    static final int UNORDERED = 2;

    private Values() {}

    /** -1, 0, 1 or {@link #UNORDERED}; numbers by their exact value, text by code points. */
    static int compare(Frame frame, Object left, Object right) {
        return switch (left) {
            case Long one when right instanceof Long other -> Long.compare(one, other);
            case Long one when right instanceof Double other -> compare(one, other);
            case Double one when right instanceof Double other -> compare(one, other);
            case Double one when right instanceof Long other -> reverse(compare(other, one));
            case BigDecimal one when right instanceof BigDecimal other -> one.compareTo(other);
            case Long one when right instanceof BigDecimal other ->
                    BigDecimal.valueOf(one).compareTo(other);
            case BigDecimal one when right instanceof Long other ->
                    one.compareTo(BigDecimal.valueOf(other));
            case String one when right instanceof String other -> codePoints(frame, one, other);
            case byte[] one when right instanceof byte[] other ->
                    Integer.signum(Arrays.compareUnsigned(one, other));
            default -> Integer.signum(natural(left, right));
        };
    }

    @SuppressWarnings("unchecked")
    private static int natural(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    private static int compare(double left, double right) {
        if (left < right) {
            return -1;
        }
        return left > right ? 1 : left == right ? 0 : UNORDERED;
    }

    /** Exact, where a long as a double would be rounded. */
    private static int compare(long left, double right) {
        if (Double.isNaN(right)) {
            return UNORDERED;
        }
        if (right >= 0x1p63) {
            return -1;
        }
        if (right < -0x1p63) {
            return 1;
        }
        int whole = Long.compare(left, (long) right);
        return whole != 0 ? whole : Double.compare(0.0, right - (long) right + 0.0);
    }

    private static int reverse(int order) {
        return order == UNORDERED ? UNORDERED : -order;
    }

    private static int codePoints(Frame frame, String left, String right) {
        int length = Math.min(left.length(), right.length());
        frame.chargeText(length);
        for (int i = 0; i < length; i++) {
            char one = left.charAt(i);
            char other = right.charAt(i);
            if (one != other) {
                boolean surrogate = Character.isSurrogate(one);
                // A surrogate is part of a code point beyond every other char.
                return surrogate != Character.isSurrogate(other)
                        ? (surrogate ? 1 : -1)
                        : Integer.signum(Character.compare(one, other));
            }
        }
        return Integer.signum(Integer.compare(left.length(), right.length()));
    }

    /** Whether two values of one type, or two numbers, are equal; absent elements are. */
    static boolean equal(Frame frame, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        return switch (left) {
            case List<?> one -> equal(frame, one, (List<?>) right);
            case Map<?, ?> one -> equal(frame, one, (Map<?, ?>) right);
            case Boolean one -> one.equals(right);
            case String one -> {
                frame.chargeText(one.length());
                yield one.equals(right);
            }
            case byte[] one -> Arrays.equals(one, (byte[]) right);
            default -> compare(frame, left, right) == 0;
        };
    }

    /** Whether a list has an equal element; unknown if it has not, and one is absent. */
    static @Nullable Object among(Frame frame, Object value, Object list) {
        boolean unknown = false;
        for (Object element : (List<?>) list) {
            frame.charge(1);
            if (element == null) {
                unknown = true;
            } else if (equal(frame, value, element)) {
                return true;
            }
        }
        return unknown ? null : (Boolean) false;
    }

    private static boolean equal(Frame frame, List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        frame.charge(left.size());
        Iterator<?> others = right.iterator();
        for (Object one : left) {
            if (!equal(frame, one, others.next())) {
                return false;
            }
        }
        return true;
    }

    /** A member that is missing equals one that is absent. */
    private static boolean equal(Frame frame, Map<?, ?> left, Map<?, ?> right) {
        frame.charge(left.size() + right.size());
        for (Map.Entry<?, ?> one : left.entrySet()) {
            if (!equal(frame, one.getValue(), right.get(one.getKey()))) {
                return false;
            }
        }
        for (Map.Entry<?, ?> other : right.entrySet()) {
            if (other.getValue() != null && !left.containsKey(other.getKey())) {
                return false;
            }
        }
        return true;
    }
}
