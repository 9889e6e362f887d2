package io.runink.cel;

import java.math.BigDecimal;
import java.util.Objects;

/** The functions whose type depends on the digits of what they are given. */
final class DecimalFunctions {

    /** Of a decimal read from text or float64, whose digits are not known before. */
    private static final Type.Decimal WIDE = new Type.Decimal(Decimals.DIGITS_MAX, 18);

    private DecimalFunctions() {}

    /** A decimal of what a literal says; of text or float64, with 18 digits after the point. */
    static Expr decimal(Expr from, int offset) {
        Type.Decimal type = Coercion.decimal(from);
        if (type != null) {
            return Coercion.to(type, from);
        }
        Node.One read =
                switch (from.type()) {
                    case Type.Simple it when it == Type.Simple.STRING ->
                            text -> Conversions.toDecimal((String) text);
                    case Type.Simple it when it == Type.Simple.FLOAT ->
                            number -> Conversions.toDecimal((double) number);
                    case Type.Simple it when it == Type.Simple.ABSENT -> nothing -> nothing;
                    default ->
                            throw new CelException(
                                    offset,
                                    "decimal("
                                            + from.type()
                                            + ") has no meaning, expected decimal(string),"
                                            + " decimal(int64) or decimal(float64)");
                };
        if (!from.constant() || from.constantValue() == null) {
            Node node =
                    Node.of(from.node(), it -> Decimals.fit((BigDecimal) number(read, it), WIDE));
            return new Expr(WIDE, node, offset);
        }
        try {
            BigDecimal value = (BigDecimal) number(read, from.constantValue());
            Type.Decimal own = Decimals.typeOf(value);
            if (own == null) {
                throw new CelException(offset, "the number has more than 38 digits");
            }
            return new Expr(own, Node.Constant.of(Decimals.fit(value, own)), offset);
        } catch (CelEvaluationException e) {
            throw new CelException(from.offset(), e.getMessage());
        }
    }

    private static Object number(Node.One read, Object from) {
        return Objects.requireNonNull(read.apply(from));
    }

    static Expr round(Expr number, Expr digits, int offset) {
        Type.Decimal type = Coercion.decimal(number);
        if (type == null
                || !(digits.constantValue() instanceof Long scale)
                || scale < 0
                || scale > Decimals.DIGITS_MAX) {
            throw new CelException(
                    offset,
                    "round("
                            + number.type()
                            + ", "
                            + digits.type()
                            + ") has no meaning, expected"
                            + " a decimal and a literal number of digits from 0 to 38");
        }
        int wanted = (int) (long) scale;
        int precision = Math.min(Decimals.DIGITS_MAX, type.whole() + 1 + wanted);
        Type.Decimal rounded = new Type.Decimal(precision, wanted);
        Node from = Coercion.to(type, number).node();
        Node node = Node.of(from, it -> Decimals.fit((BigDecimal) it, rounded));
        return new Expr(rounded, node, offset);
    }
}
