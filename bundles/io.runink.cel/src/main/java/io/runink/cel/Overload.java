package io.runink.cel;

import java.util.ArrayList;
import java.util.List;

/**
 * A function for certain types.
 *
 * @param member whether it is written {@code value.name(...)}; the value is its first parameter
 */
record Overload(String name, boolean member, List<Type> parameters, Type result, Node.Many body) {

    /** Any list, as a parameter. */
    static final Type LIST = new Type.ListOf(Type.Simple.ABSENT);

    /** Any map, as a parameter. */
    static final Type MAP = new Type.MapOf(Type.Simple.ABSENT, Type.Simple.ABSENT);

    /** Any decimal, as a parameter. */
    static final Type DECIMAL = new Type.Decimal(Decimals.DIGITS_MAX, 0);

    static Overload global(String name, Type result, Node.Many body, Type... parameters) {
        return new Overload(name, false, List.of(parameters), result, body);
    }

    static Overload member(String name, Type result, Node.Many body, Type... parameters) {
        return new Overload(name, true, List.of(parameters), result, body);
    }

    boolean accepts(boolean asMember, List<Expr> arguments) {
        if (member != asMember || parameters.size() != arguments.size()) {
            return false;
        }
        for (int i = 0; i < parameters.size(); i++) {
            if (!accepts(parameters.get(i), arguments.get(i).type())) {
                return false;
            }
        }
        return true;
    }

    private static boolean accepts(Type parameter, Type argument) {
        return switch (parameter) {
            case Type.Decimal _ -> argument instanceof Type.Decimal;
            case Type.ListOf list ->
                    argument instanceof Type.ListOf it
                            && (list.element() == Type.Simple.ABSENT
                                    || Coercion.common(list.element(), it.element()) != null);
            case Type.MapOf _ -> argument instanceof Type.MapOf;
            case Type.Struct _ -> false;
            case Type.Simple one -> argument == one || argument == Type.Simple.ABSENT;
        };
    }

    /** How it is called, such as {@code string.size()} or {@code int(string)}. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>(parameters.stream().map(Overload::word).toList());
        String before = member ? words.removeFirst() + "." : "";
        return before + name + "(" + String.join(", ", words) + ")";
    }

    private static String word(Type type) {
        if (type.equals(DECIMAL)) {
            return "decimal";
        }
        return type.equals(LIST) ? "list" : type.equals(MAP) ? "map" : type.toString();
    }
}
