package io.runink.cel;

import java.util.List;
import java.util.stream.Collectors;

/** What to say where types do not go together. */
final class Mismatch {

    private Mismatch() {}

    /** Of an operator. */
    static String of(String sign, List<Expr> operands) {
        Type left = operands.get(0).type();
        if (operands.size() == 1) {
            return sign + left + " has no meaning, expected a number";
        }
        Type right = operands.get(1).type();
        return switch (sign) {
            case "[]" -> left + "[" + right + "] has no meaning, expected a list or a map";
            case "==", "!=" ->
                    left
                            + " "
                            + sign
                            + " "
                            + right
                            + " compares what is never equal"
                            + hint(left, right);
            default -> left + " " + sign + " " + right + " has no meaning" + hint(left, right);
        };
    }

    /** Of a function. */
    static String of(String name, boolean member, List<Expr> arguments) {
        List<String> types = arguments.stream().map(it -> it.type().toString()).toList();
        String before = member ? types.get(0) + "." : "";
        String inside = String.join(", ", types.subList(member ? 1 : 0, types.size()));
        String expected =
                Functions.named(name).stream()
                        .map(Functions.Overload::toString)
                        .distinct()
                        .collect(Collectors.joining(", "));
        return before
                + name
                + "("
                + inside
                + ") has no meaning"
                + (expected.isEmpty() ? "" : ", expected " + expected);
    }

    /** How to make one type of the other; empty if nothing sensible can be said. */
    static String hint(Type left, Type right) {
        String hint = one(left, right);
        return hint.isEmpty() ? one(right, left) : hint;
    }

    private static String one(Type left, Type right) {
        if (left == Type.Simple.FLOAT && right == Type.Simple.INT) {
            return "; write double(...) around the int64";
        }
        if (left instanceof Type.Decimal && right == Type.Simple.FLOAT) {
            return "; write decimal(...) around the float64";
        }
        if (left == Type.Simple.STRING) {
            return switch (right) {
                case Type.Decimal _ -> "; write decimal(...) around the string";
                case Type.Simple it ->
                        switch (it) {
                            case INT -> "; write int(...) around the string";
                            case FLOAT -> "; write double(...) around the string";
                            case DATE, TIME, TIMESTAMP, DURATION ->
                                    "; write " + it + "(...) around the string";
                            case BOOLEAN, BYTES, STRING, ABSENT -> "";
                        };
                default -> "";
            };
        }
        return left == Type.Simple.DATE && right == Type.Simple.TIMESTAMP
                ? "; write date(...) around the timestamp"
                : "";
    }
}
