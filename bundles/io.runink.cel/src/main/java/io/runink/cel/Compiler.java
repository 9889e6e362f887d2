package io.runink.cel;

import static io.runink.cel.Type.Simple.ABSENT;
import static io.runink.cel.Type.Simple.BOOLEAN;
import static io.runink.cel.Type.Simple.INT;
import static io.runink.cel.Type.Simple.STRING;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.runink.api.contract.DataType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives each part of an expression its type, and what evaluates it. */
final class Compiler {

    /** The digits of a literal; its sign is found elsewhere. */
    private static final Pattern REAL =
            Pattern.compile("([0-9]+\\.[0-9]+|\\.[0-9]+|[0-9]+)([eE][+-]?[0-9]+)?");

    private final Syntax syntax;
    private final Map<String, DataType> variables;
    private final Calls calls;

    /** The columns that are referred to, with their places in a frame. */
    private final SequencedMap<String, Integer> columns = new LinkedHashMap<>();

    /** Names bound inside the expression; the inner one of a name hides the outer. */
    private final Map<String, Expr> bound = new HashMap<>();

    private int depth;
    private int loops;
    private int locals;

    Compiler(Syntax syntax, Map<String, DataType> variables) {
        this.syntax = syntax;
        this.variables = variables;
        this.calls = new Calls(this, syntax);
    }

    SequencedMap<String, Integer> columns() {
        return columns;
    }

    /** How many names are bound at once, at most. */
    int locals() {
        return locals;
    }

    Expr root() {
        return compile(syntax.root());
    }

    Expr compile(CelExpr part) {
        if (depth == Syntax.DEPTH_MAX) {
            throw Syntax.tooDeep(syntax.offset(part));
        }
        depth++;
        try {
            return byKind(part);
        } finally {
            depth--;
        }
    }

    private Expr byKind(CelExpr part) {
        return switch (part.getKind()) {
            case CONSTANT -> constant(part);
            case IDENT -> name(part.ident().name(), syntax.offset(part));
            case SELECT -> select(part);
            case CALL -> calls.compile(part);
            case LIST -> list(part);
            case MAP -> map(part);
            case STRUCT ->
                    throw new CelException(
                            syntax.offset(part), "records cannot be made in an expression");
            case COMPREHENSION, NOT_SET ->
                    throw new CelException(syntax.offset(part), "this cannot be read");
        };
    }

    private Expr constant(CelExpr part) {
        CelConstant constant = part.constant();
        int offset = syntax.offset(part);
        return switch (constant.getKind()) {
            case NULL_VALUE -> constant(ABSENT, null, offset);
            case BOOLEAN_VALUE -> constant(BOOLEAN, constant.booleanValue(), offset);
            case INT64_VALUE -> constant(INT, constant.int64Value(), offset);
            case STRING_VALUE -> constant(STRING, constant.stringValue(), offset);
            case BYTES_VALUE ->
                    constant(Type.Simple.BYTES, constant.bytesValue().toByteArray(), offset);
            case DOUBLE_VALUE -> number(constant.doubleValue(), offset);
            default ->
                    throw new CelException(
                            offset, "unsigned numbers are not supported; write it without 'u'");
        };
    }

    private static Expr constant(Type type, @Nullable Object value, int offset) {
        return new Expr(type, Node.Constant.of(value), offset);
    }

    /** A literal with a point or an exponent, with what its digits say. */
    private Expr number(double value, int offset) {
        if (Double.isInfinite(value)) {
            throw new CelException(offset, "the number is out of the range of float64");
        }
        Matcher digits = REAL.matcher(syntax.text());
        if (!digits.find(offset)) {
            throw new CelException(offset, "the number cannot be read");
        }
        BigDecimal exact = exact(digits.group());
        BigDecimal signed = exact != null && value < 0 ? exact.negate() : exact;
        return new Expr(Type.Simple.FLOAT, new Node.Constant(value, signed), offset);
    }

    private static @Nullable BigDecimal exact(String digits) {
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException e) {
            // An exponent beyond all: 1e-99999999999 is 0 as a double, and has no exact form.
            return null;
        }
    }

    private Expr name(String written, int offset) {
        String name = written.startsWith(".") ? written.substring(1) : written;
        Expr local = bound.get(name);
        if (local != null) {
            return new Expr(local.type(), local.node(), offset);
        }
        DataType found = variables.get(name);
        if (found == null) {
            throw new CelException(
                    offset,
                    "column '" + name + "' is unknown" + Names.remedy(name, variables.keySet()));
        }
        int index = columns.computeIfAbsent(name, _ -> columns.size());
        Type type = Type.of(found);
        Node node = type.nested() ? new Node.ReadNested(index) : new Node.Read(index);
        return new Expr(type, node, offset);
    }

    private Expr select(CelExpr part) {
        String qualified = qualified(part);
        if (qualified != null && variables.containsKey(qualified)) {
            return name(qualified, syntax.offset(part));
        }
        Expr operand = compile(part.select().operand());
        String field = part.select().field();
        int point = syntax.offset(part);
        int offset = Math.max(point, syntax.text().indexOf(field, point));
        Type type =
                switch (operand.type()) {
                    case Type.MapOf map when map.key() == STRING -> map.value();
                    case Type.Struct struct -> member(struct, field, offset);
                    default ->
                            throw new CelException(
                                    offset, operand.type() + " has no member '" + field + "'");
                };
        Node node = Node.of(operand.node(), it -> ((Map<?, ?>) it).get(field));
        return new Expr(type, node, operand.offset());
    }

    private static Type member(Type.Struct struct, String field, int offset) {
        SequencedMap<String, Type> fields = struct.fields();
        Type type = fields.get(field);
        if (type == null) {
            throw new CelException(
                    offset,
                    "member '" + field + "' is unknown" + Names.remedy(field, fields.keySet()));
        }
        return type;
    }

    /** A name with points, if the part is one and is not of something bound inside. */
    private @Nullable String qualified(CelExpr part) {
        return switch (part.getKind()) {
            case IDENT -> bound.containsKey(part.ident().name()) ? null : part.ident().name();
            case SELECT -> {
                String before = qualified(part.select().operand());
                yield before == null ? null : before + "." + part.select().field();
            }
            default -> null;
        };
    }

    private Expr list(CelExpr part) {
        return list(elements(part), syntax.offset(part));
    }

    /** What stands between the brackets of a list. */
    List<Expr> elements(CelExpr part) {
        return part.list().elements().stream().map(this::compile).toList();
    }

    /** A list of elements of one type. */
    static Expr list(List<Expr> elements, int offset) {
        return list(common(elements), elements, offset);
    }

    /** A list of elements that are convertible to a type. */
    static Expr list(Type type, List<Expr> elements, int offset) {
        Node[] nodes =
                elements.stream().map(it -> Coercion.to(type, it).node()).toArray(Node[]::new);
        Node node =
                frame -> {
                    frame.charge(nodes.length);
                    List<@Nullable Object> values = new ArrayList<>(nodes.length);
                    for (Node one : nodes) {
                        values.add(one.at(frame));
                    }
                    return values;
                };
        return new Expr(new Type.ListOf(type), folded(node, elements), offset);
    }

    private Expr map(CelExpr part) {
        List<Expr> keys = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        for (CelExpr.CelMap.Entry entry : part.map().entries()) {
            keys.add(compile(entry.key()));
            values.add(compile(entry.value()));
        }
        Type key = common(keys);
        for (Expr one : keys) {
            if (!(one.constantValue() instanceof String)
                    && !(one.constantValue() instanceof Long)
                    && !(one.constantValue() instanceof Boolean)) {
                throw new CelException(
                        one.offset(), "a key must be a literal string, int64 or boolean");
            }
        }
        Type type = common(values);
        Node[] nodes = values.stream().map(it -> Coercion.to(type, it).node()).toArray(Node[]::new);
        Node node =
                frame -> {
                    frame.charge(nodes.length);
                    Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
                    for (int i = 0; i < nodes.length; i++) {
                        Object name = keys.get(i).constantValue();
                        if (name != null) {
                            entries.put(name, nodes[i].at(frame));
                        }
                    }
                    return entries;
                };
        return new Expr(new Type.MapOf(key, type), folded(node, values), syntax.offset(part));
    }

    /** The one type of elements. */
    private static Type common(List<Expr> elements) {
        Type type = Coercion.common(elements);
        if (type != null) {
            return type;
        }
        int odd = 1;
        while (Coercion.common(elements.subList(0, odd + 1)) != null) {
            odd++;
        }
        throw new CelException(
                elements.get(odd).offset(),
                "this is "
                        + elements.get(odd).type()
                        + ", what stands before is "
                        + Coercion.common(elements.subList(0, odd))
                        + "; expected one type");
    }

    /** A node whose operands are constant, as a constant. */
    private static Node folded(Node node, List<Expr> operands) {
        return operands.stream().allMatch(Expr::constant)
                ? Node.Constant.of(node.at(new Frame(new Column[0], 0)))
                : node;
    }

    /** Compiles parts in which a name is bound to the elements of a range. */
    <T> T within(Expr variable, String name, Supplier<T> parts) {
        Expr hidden = bound.put(name, variable);
        loops++;
        try {
            return parts.get();
        } finally {
            loops--;
            if (hidden == null) {
                bound.remove(name);
            } else {
                bound.put(name, hidden);
            }
        }
    }

    /** A place in the frame for a name; one that is bound further in gets another. */
    int slot(int offset) {
        if (loops == Macros.NESTING_MAX) {
            throw new CelException(
                    offset, "loops are nested deeper than " + Macros.NESTING_MAX + " levels");
        }
        locals = Math.max(locals, loops + 1);
        return loops;
    }
}
