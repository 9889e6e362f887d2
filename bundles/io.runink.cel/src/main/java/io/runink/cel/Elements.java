package io.runink.cel;

import static io.runink.cel.Type.Simple.BOOLEAN;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is in a list or a map. */
final class Elements {

    private Elements() {}

    /** Whether a value is in a list that is written out, whose literals take its type. */
    static Expr among(Expr value, List<Expr> elements, int offset) {
        List<Expr> all = new ArrayList<>(elements);
        all.add(value);
        Type type = Coercion.common(all);
        if (type == null) {
            for (Expr element : elements) {
                if (Operators.equality(true, value, element, offset) == null) {
                    throw new CelException(
                            element.offset(), Mismatch.of("==", List.of(value, element)));
                }
            }
            return contains(value, Compiler.list(elements, offset), offset);
        }
        Expr list = Compiler.list(type, elements, offset);
        Node converted = Coercion.to(type, value).node();
        if (list.constantValue() instanceof List<?> values && hashable(type)) {
            Set<?> set = new HashSet<>(values);
            boolean unknown = set.remove(null);
            Node.One member = it -> set.contains(it) ? (Boolean) true : unknown ? null : false;
            return new Expr(BOOLEAN, Node.of(converted, member), offset);
        }
        return new Expr(BOOLEAN, Node.of(converted, list.node(), Values::among), offset);
    }

    /** Whether equal values have equal hashes: not decimals of other scales, zeros, bytes. */
    private static boolean hashable(Type type) {
        return type instanceof Type.Simple
                && type != Type.Simple.FLOAT
                && type != Type.Simple.BYTES;
    }

    /** Whether a value is in a list, or is a key of a map; null for what is neither. */
    static @Nullable Expr in(Expr value, Expr all, int offset) {
        if (all.type() instanceof Type.MapOf map) {
            if (Coercion.common(value.type(), map.key()) == null) {
                return null;
            }
            Node.Two has = (_, it, entries) -> ((Map<?, ?>) entries).get(it) != null;
            return new Expr(BOOLEAN, Node.of(value.node(), all.node(), has), offset);
        }
        if (!(all.type() instanceof Type.ListOf list)) {
            return null;
        }
        Expr element = new Expr(list.element(), Node.Constant.of(null), offset);
        return Operators.equality(true, value, element, offset) == null
                ? null
                : contains(value, all, offset);
    }

    private static Expr contains(Expr value, Expr list, int offset) {
        boolean decimals =
                list.type() instanceof Type.ListOf it && it.element() instanceof Type.Decimal;
        Type.Decimal exact = decimals ? Coercion.decimal(value) : null;
        Node converted = exact == null ? value.node() : Coercion.to(exact, value).node();
        return new Expr(BOOLEAN, Node.of(converted, list.node(), Values::among), offset);
    }

    /** The element at a place, or the value of a key; absent where there is none. */
    static @Nullable Expr index(Expr all, Expr place, int offset) {
        if (all.type() instanceof Type.MapOf map && place.type().equals(map.key())) {
            Node.Two get = (_, entries, key) -> ((Map<?, ?>) entries).get(key);
            return new Expr(map.value(), Node.of(all.node(), place.node(), get), offset);
        }
        if (!(all.type() instanceof Type.ListOf list) || place.type() != Type.Simple.INT) {
            return null;
        }
        Node.Two get =
                (_, elements, at) -> {
                    List<?> values = (List<?>) elements;
                    long index = (long) at;
                    return index < 0 || index >= values.size() ? null : values.get((int) index);
                };
        return new Expr(list.element(), Node.of(all.node(), place.node(), get), offset);
    }
}
