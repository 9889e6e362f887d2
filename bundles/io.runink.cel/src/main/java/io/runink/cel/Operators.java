package io.runink.cel;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arithmetic and comparison of two typed parts. */
final class Operators {

    private Operators() {}

    /**
     * The sum, difference, product, quotient or remainder.
     *
     * @param sign one of {@code + - * / %}
     * @return null if there is none of such types
     */
    static @Nullable Expr arithmetic(char sign, Expr left, Expr right, int offset) {
        Type type = Coercion.common(left, right);
        if (type instanceof Type.Decimal) {
            return decimal(sign, left, right, offset);
        }
        if (type == null || type == Type.Simple.ABSENT) {
            Node.Two mixed = times(sign, left.type(), right.type());
            return mixed == null
                    ? null
                    : new Expr(
                            Type.Simple.TIMESTAMP,
                            Node.of(left.node(), right.node(), mixed),
                            offset);
        }
        Node first = Coercion.to(type, left).node();
        Node second = Coercion.to(type, right).node();
        if (sign == '+' && type instanceof Type.ListOf) {
            return new Expr(type, Node.of(first, second, Operators::join), offset);
        }
        if (sign == '+' && type == Type.Simple.STRING) {
            return new Expr(type, Node.of(first, second, Strings::append), offset);
        }
        if (sign == '-' && type == Type.Simple.TIMESTAMP) {
            Node.Two between = (_, a, b) -> Times.between((Instant) a, (Instant) b);
            return new Expr(Type.Simple.DURATION, Node.of(first, second, between), offset);
        }
        Node.Two function = simple(sign, type);
        return function == null ? null : new Expr(type, Node.of(first, second, function), offset);
    }

    private static Node.@Nullable Two simple(char sign, Type type) {
        if (type == Type.Simple.INT) {
            return integers(sign);
        }
        if (type == Type.Simple.FLOAT) {
            return switch (sign) {
                case '+' -> (_, a, b) -> (double) a + (double) b;
                case '-' -> (_, a, b) -> (double) a - (double) b;
                case '*' -> (_, a, b) -> (double) a * (double) b;
                case '/' -> (_, a, b) -> (double) a / (double) b;
                default -> null;
            };
        }
        if (type == Type.Simple.DURATION) {
            return switch (sign) {
                case '+' -> (_, a, b) -> Times.add((Duration) a, (Duration) b);
                case '-' -> (_, a, b) -> Times.add((Duration) a, ((Duration) b).negated());
                default -> null;
            };
        }
        return null;
    }

    private static Node.@Nullable Two integers(char sign) {
        return switch (sign) {
            case '+' -> checked((_, a, b) -> Math.addExact((long) a, (long) b));
            case '-' -> checked((_, a, b) -> Math.subtractExact((long) a, (long) b));
            case '*' -> checked((_, a, b) -> Math.multiplyExact((long) a, (long) b));
            case '/' -> checked((_, a, b) -> Math.divideExact((long) a, nonZero((long) b)));
            case '%' -> (_, a, b) -> (long) a % nonZero((long) b);
            default -> null;
        };
    }

    private static long nonZero(long divisor) {
        if (divisor == 0) {
            throw new CelEvaluationException("division by zero");
        }
        return divisor;
    }

    private static Node.Two checked(Node.Two function) {
        return (frame, a, b) -> {
            try {
                return function.apply(frame, a, b);
            } catch (ArithmeticException e) {
                throw new CelEvaluationException("the number is out of the range of int64");
            }
        };
    }

    private static @Nullable Expr decimal(char sign, Expr left, Expr right, int offset) {
        Type.Decimal one = Coercion.decimal(left);
        Type.Decimal other = Coercion.decimal(right);
        if (one == null || other == null) {
            return null;
        }
        Type.Decimal type =
                switch (sign) {
                    case '+', '-' -> Decimals.union(one, other, 1);
                    case '*' -> Decimals.product(one, other);
                    case '/' -> Decimals.quotient(one, other);
                    default -> null;
                };
        if (type == null) {
            return null;
        }
        Node.Two function =
                switch (sign) {
                    case '+' -> (_, a, b) -> Decimals.fit(big(a).add(big(b)), type);
                    case '-' -> (_, a, b) -> Decimals.fit(big(a).subtract(big(b)), type);
                    case '*' -> (_, a, b) -> Decimals.fit(big(a).multiply(big(b)), type);
                    default -> (_, a, b) -> Decimals.divide(big(a), big(b), type);
                };
        Node first = Coercion.to(one, left).node();
        Node second = Coercion.to(other, right).node();
        return new Expr(type, Node.of(first, second, function), offset);
    }

    private static BigDecimal big(Object value) {
        return (BigDecimal) value;
    }

    /** A point in time and a duration. */
    private static Node.@Nullable Two times(char sign, Type left, Type right) {
        if (left == Type.Simple.TIMESTAMP && right == Type.Simple.DURATION) {
            return switch (sign) {
                case '+' -> (_, a, b) -> Times.add((Instant) a, (Duration) b);
                case '-' -> (_, a, b) -> Times.add((Instant) a, ((Duration) b).negated());
                default -> null;
            };
        }
        return sign == '+' && left == Type.Simple.DURATION && right == Type.Simple.TIMESTAMP
                ? (_, a, b) -> Times.add((Instant) b, (Duration) a)
                : null;
    }

    private static Object join(Frame frame, Object first, Object second) {
        List<?> left = (List<?>) first;
        List<?> right = (List<?>) second;
        frame.charge(left.size() + right.size());
        List<Object> both = new ArrayList<>(left.size() + right.size());
        both.addAll(left);
        both.addAll(right);
        return both;
    }

    /** The negative of a number; null if it is none. */
    static @Nullable Expr negative(Expr part, int offset) {
        if (part.exact() != null && part.constantValue() instanceof Double value) {
            Node literal = new Node.Constant(-value, part.exact().negate());
            return new Expr(part.type(), literal, offset);
        }
        Node.One function =
                switch (part.type()) {
                    case Type.Decimal _ -> value -> big(value).negate();
                    case Type.Simple it when it == Type.Simple.FLOAT -> value -> -(double) value;
                    case Type.Simple it when it == Type.Simple.INT -> Operators::negative;
                    case Type.Simple it when it == Type.Simple.DURATION ->
                            value -> ((Duration) value).negated();
                    default -> null;
                };
        return function == null
                ? null
                : new Expr(part.type(), Node.of(part.node(), function), offset);
    }

    private static Object negative(Object value) {
        if ((long) value == Long.MIN_VALUE) {
            throw new CelEvaluationException("the number is out of the range of int64");
        }
        return -(long) value;
    }

    /**
     * A comparison by order.
     *
     * @param sign one of {@code < <= > >=}
     * @return null if the types have no order among each other
     */
    static @Nullable Expr order(String sign, Expr left, Expr right, int offset) {
        Type type = comparable(left, right);
        if (type == null || type == Type.Simple.ABSENT || type.nested()) {
            return null;
        }
        boolean less = sign.startsWith("<");
        boolean equal = sign.endsWith("=");
        Node.Two function =
                (frame, a, b) -> {
                    int order = Values.compare(frame, a, b);
                    return order == 0 ? equal : order != Values.UNORDERED && order < 0 == less;
                };
        return new Expr(Type.Simple.BOOLEAN, both(type, left, right, function), offset);
    }

    /** Equality or its opposite; null if values of such types never are equal. */
    static @Nullable Expr equality(boolean equal, Expr left, Expr right, int offset) {
        if (right.type() == Type.Simple.ABSENT || left.type() == Type.Simple.ABSENT) {
            Node tested = right.type() == Type.Simple.ABSENT ? left.node() : right.node();
            return new Expr(Type.Simple.BOOLEAN, new Logic.Present(tested, !equal), offset);
        }
        Type type = comparable(left, right);
        if (type == null) {
            return null;
        }
        Node.Two function = (frame, a, b) -> Values.equal(frame, a, b) == equal;
        return new Expr(Type.Simple.BOOLEAN, both(type, left, right, function), offset);
    }

    /** The type to compare in; float64 also for an int64 that stays as it is. */
    private static @Nullable Type comparable(Expr left, Expr right) {
        Type type = Coercion.common(left, right);
        boolean mixed = numbers(left, right) || numbers(right, left);
        return type == null && mixed ? Type.Simple.FLOAT : type;
    }

    private static boolean numbers(Expr one, Expr other) {
        return one.type() == Type.Simple.FLOAT && other.type() == Type.Simple.INT;
    }

    private static Node both(Type type, Expr left, Expr right, Node.Two function) {
        if (type instanceof Type.Decimal) {
            return Node.of(comparand(left), comparand(right), function);
        }
        // Values of int64 and float64 are compared as they are, since conversion might round.
        return Node.of(left.node(), right.node(), function);
    }

    /**
     * A number as a decimal of its own scale: what both could be converted to may be too narrow.
     */
    private static Node comparand(Expr part) {
        Type.Decimal own = Coercion.decimal(part);
        return own == null ? part.node() : Coercion.to(own, part).node();
    }
}
