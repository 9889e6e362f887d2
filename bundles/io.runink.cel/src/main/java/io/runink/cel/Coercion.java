package io.runink.cel;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How two parts come to one type: literals take the type of the other side, decimals widen. */
final class Coercion {

    /** Whole numbers up to this size are exact as float64. */
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private Coercion() {}

    /** The type that all can be converted to, else null; of none, that of what is absent. */
    static @Nullable Type common(List<Expr> parts) {
        boolean decimals = parts.stream().anyMatch(it -> it.type() instanceof Type.Decimal);
        boolean floats = parts.stream().anyMatch(it -> it.type() == Type.Simple.FLOAT);
        Type sum = Type.Simple.ABSENT;
        for (Expr part : parts) {
            Type type = part.type();
            if (decimals && type != Type.Simple.ABSENT) {
                type = decimal(part);
            } else if (floats && whole(part)) {
                type = Type.Simple.FLOAT;
            }
            if (type == null) {
                return null;
            }
            Type next =
                    sum instanceof Type.Decimal one && type instanceof Type.Decimal other
                            ? Decimals.union(one, other, 0)
                            : common(sum, type);
            if (next == null) {
                return null;
            }
            sum = next;
        }
        return sum;
    }

    /** The type that both can be converted to, else null. */
    static @Nullable Type common(Expr left, Expr right) {
        return common(List.of(left, right));
    }

    /** The type that values of both types have without being changed, else null. */
    static @Nullable Type common(Type left, Type right) {
        if (left.equals(right) || right == Type.Simple.ABSENT) {
            return left;
        }
        if (left == Type.Simple.ABSENT) {
            return right;
        }
        if (left instanceof Type.ListOf one && right instanceof Type.ListOf other) {
            Type element = common(one.element(), other.element());
            return element == null ? null : new Type.ListOf(element);
        }
        if (left instanceof Type.MapOf one && right instanceof Type.MapOf other) {
            Type key = common(one.key(), other.key());
            Type value = common(one.value(), other.value());
            return key == null || value == null ? null : new Type.MapOf(key, value);
        }
        return null;
    }

    /** The decimal that an exact number can be read as, else null. */
    static Type.@Nullable Decimal decimal(Expr part) {
        BigDecimal exact = part.exact();
        if (exact == null && part.constantValue() instanceof Long number) {
            exact = BigDecimal.valueOf(number);
        }
        if (exact != null) {
            return Decimals.typeOf(exact);
        }
        if (part.type() instanceof Type.Decimal it) {
            return it;
        }
        return part.type() == Type.Simple.INT ? Decimals.OF_INT : null;
    }

    /** Whether it is a whole number, known from the text, that float64 holds exactly. */
    private static boolean whole(Expr part) {
        return part.constantValue() instanceof Long it && Math.abs(it) <= EXACT_IN_DOUBLE;
    }

    /** A part as a value of a type that is common to it and another. */
    static Expr to(Type type, Expr part) {
        if (part.type().equals(type)) {
            return part;
        }
        if (part.node() instanceof Node.Constant(Object value, BigDecimal exact)) {
            Object from = exact != null && type instanceof Type.Decimal ? exact : value;
            Object to = from == null ? null : convert(type, from);
            return new Expr(type, new Node.Constant(to, exact), part.offset());
        }
        return type instanceof Type.Decimal && part.type() != Type.Simple.ABSENT
                ? new Expr(type, Node.of(part.node(), it -> convert(type, it)), part.offset())
                : new Expr(type, part.node(), part.offset());
    }

    private static Object convert(Type type, Object value) {
        if (type instanceof Type.Decimal decimal) {
            return Decimals.fit(
                    value instanceof Long it ? BigDecimal.valueOf(it) : (BigDecimal) value,
                    decimal);
        }
        if (type == Type.Simple.FLOAT && value instanceof Long it) {
            return it.doubleValue();
        }
        return value;
    }
}
