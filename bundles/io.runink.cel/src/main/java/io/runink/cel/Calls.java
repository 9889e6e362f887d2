package io.runink.cel;

import static io.runink.cel.Type.Simple.ABSENT;
import static io.runink.cel.Type.Simple.BOOLEAN;
import static io.runink.cel.Type.Simple.STRING;

import com.google.re2j.Pattern;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Operators, functions and loops: all that CEL's syntax calls a call. */
final class Calls {

    /** Functions whose types or arguments need more than a table. */
    private static final Set<String> SPECIAL =
            Set.of(
                    "has",
                    "matches",
                    "decimal",
                    "round",
                    "all",
                    "exists",
                    "exists_one",
                    "filter",
                    "map");

    private final Compiler compiler;
    private final Syntax syntax;

    Calls(Compiler compiler, Syntax syntax) {
        this.compiler = compiler;
        this.syntax = syntax;
    }

    Expr compile(CelExpr part) {
        CelExpr.CelCall call = part.call();
        int offset = syntax.offset(part);
        if (call.target().isPresent() && Macros.NAMES.contains(call.function())) {
            return loop(part, call.target().get(), name(offset, call.function()));
        }
        if (call.function().equals("has") && call.target().isEmpty()) {
            return has(call, name(offset, "has"));
        }
        if (call.function().equals("@in")
                && call.args().get(1).getKind() == CelExpr.ExprKind.Kind.LIST) {
            Expr value = compiler.compile(call.args().get(0));
            return Elements.among(value, compiler.elements(call.args().get(1)), offset);
        }
        List<Expr> arguments = new ArrayList<>();
        call.target().ifPresent(it -> arguments.add(compiler.compile(it)));
        call.args().forEach(it -> arguments.add(compiler.compile(it)));
        // A dot before a name means the outermost one, which all functions have.
        String function =
                call.function().startsWith(".") ? call.function().substring(1) : call.function();
        if (!Character.isJavaIdentifierStart(function.charAt(0)) || function.startsWith("_")) {
            return folded(operator(function, arguments, offset), arguments);
        }
        boolean member = call.target().isPresent();
        return function(function, member, arguments, name(offset, function));
    }

    /** Where the name of a function is whose opening bracket is at an offset. */
    private int name(int offset, String name) {
        int at = syntax.text().lastIndexOf(name, offset);
        return at < 0 ? offset : at;
    }

    private static Expr folded(Expr whole, List<Expr> operands) {
        if (whole.constant() || !operands.stream().allMatch(Expr::constant)) {
            return whole;
        }
        try {
            Object value = whole.node().at(new Frame(new Column[0], 0));
            return new Expr(whole.type(), Node.Constant.of(value), whole.offset());
        } catch (CelEvaluationException e) {
            throw new CelException(whole.offset(), e.getMessage());
        }
    }

    private Expr operator(String name, List<Expr> operands, int offset) {
        Expr left = operands.get(0);
        Expr right = operands.get(operands.size() - 1);
        Expr result =
                switch (name) {
                    case "_&&_" -> junction(left, right, false, offset);
                    case "_||_" -> junction(left, right, true, offset);
                    case "!_" -> not(left, offset);
                    case "-_" -> Operators.negative(left, offset);
                    case "_?_:_" -> choice(operands, offset);
                    case "_==_" -> Operators.equality(true, left, right, offset);
                    case "_!=_" -> Operators.equality(false, left, right, offset);
                    case "_<_", "_<=_", "_>_", "_>=_" ->
                            Operators.order(sign(name), left, right, offset);
                    case "_+_", "_-_", "_*_", "_/_", "_%_" ->
                            Operators.arithmetic(name.charAt(1), left, right, offset);
                    case "@in" -> Elements.in(left, right, offset);
                    case "_[_]" -> Elements.index(left, right, offset);
                    default ->
                            throw new CelException(offset, "'" + sign(name) + "' is not supported");
                };
        if (result == null) {
            throw new CelException(offset, Mismatch.of(sign(name), operands));
        }
        return result;
    }

    /** What an operator looks like. */
    private static String sign(String name) {
        return name.equals("@in") ? "in" : name.replace("_", "");
    }

    private static Expr junction(Expr left, Expr right, boolean decides, int offset) {
        condition(left);
        condition(right);
        Node node = new Logic.Junction(left.node(), right.node(), decides);
        return new Expr(BOOLEAN, node, offset);
    }

    private static void condition(Expr part) {
        if (part.type() != BOOLEAN && part.type() != ABSENT) {
            throw new CelException(
                    part.offset(), "this is " + part.type() + ", expected boolean; compare it");
        }
    }

    private static Expr not(Expr operand, int offset) {
        condition(operand);
        return new Expr(BOOLEAN, Node.of(operand.node(), it -> !(boolean) it), offset);
    }

    private static Expr choice(List<Expr> operands, int offset) {
        condition(operands.get(0));
        Expr yes = operands.get(1);
        Expr no = operands.get(2);
        Type type = Coercion.common(yes, no);
        if (type == null) {
            throw new CelException(
                    offset,
                    "the results after '?' are "
                            + yes.type()
                            + " and "
                            + no.type()
                            + ", expected one type"
                            + Mismatch.hint(yes.type(), no.type()));
        }
        Node node =
                new Logic.Choice(
                        operands.get(0).node(),
                        Coercion.to(type, yes).node(),
                        Coercion.to(type, no).node());
        return new Expr(type, node, offset);
    }

    private Expr has(CelExpr.CelCall call, int offset) {
        if (call.args().size() != 1) {
            throw new CelException(offset, "has(...) takes one argument, such as has(price)");
        }
        CelExpr of = call.args().get(0);
        if (of.getKind() != CelExpr.ExprKind.Kind.SELECT
                && of.getKind() != CelExpr.ExprKind.Kind.IDENT) {
            throw new CelException(offset, "has(...) takes a column or a field of one");
        }
        return new Expr(BOOLEAN, new Logic.Present(compiler.compile(of).node(), true), offset);
    }

    private Expr function(String name, boolean member, List<Expr> arguments, int offset) {
        if (name.equals("matches") && arguments.size() == 2) {
            return matches(arguments, offset);
        }
        if (name.equals("decimal") && !member && arguments.size() == 1) {
            return DecimalFunctions.decimal(arguments.get(0), offset);
        }
        if (name.equals("round") && !member && arguments.size() == 2) {
            return folded(
                    DecimalFunctions.round(arguments.get(0), arguments.get(1), offset), arguments);
        }
        Functions.Overload overload = Functions.find(name, member, arguments);
        if (overload == null) {
            throw noFunction(name, member, arguments, offset);
        }
        Node[] nodes = arguments.stream().map(Expr::node).toArray(Node[]::new);
        Expr whole = new Expr(overload.result(), Node.of(nodes, overload.body()), offset);
        return folded(whole, arguments);
    }

    private static CelException noFunction(
            String name, boolean member, List<Expr> arguments, int offset) {
        if (Functions.named(name).isEmpty() && !SPECIAL.contains(name)) {
            Set<String> known = new TreeSet<>(Functions.names());
            known.addAll(SPECIAL);
            return new CelException(
                    offset, "function '" + name + "' is unknown" + Names.nearest(name, known));
        }
        return new CelException(offset, Mismatch.of(name, member, arguments));
    }

    private static Expr matches(List<Expr> arguments, int offset) {
        Expr text = arguments.get(0);
        if (text.type() != STRING && text.type() != ABSENT) {
            throw new CelException(
                    offset, "matches of " + text.type() + " has no meaning, expected string");
        }
        if (!(arguments.get(1).constantValue() instanceof String written)) {
            throw new CelException(arguments.get(1).offset(), "a pattern must be a literal string");
        }
        try {
            Pattern pattern = Strings.pattern(written);
            Node.Two found = (frame, it, _) -> Strings.matches(frame, (String) it, pattern);
            Expr whole =
                    new Expr(BOOLEAN, Node.of(text.node(), arguments.get(1).node(), found), offset);
            return folded(whole, arguments);
        } catch (CelEvaluationException e) {
            throw new CelException(arguments.get(1).offset(), e.getMessage());
        }
    }

    private Expr loop(CelExpr part, CelExpr target, int offset) {
        List<CelExpr> args = part.call().args();
        String name = part.call().function();
        boolean three = name.equals("map") && args.size() == 3;
        if ((args.size() != 2 && !three) || args.get(0).getKind() != CelExpr.ExprKind.Kind.IDENT) {
            throw new CelException(
                    offset,
                    name
                            + "(...) takes a name and "
                            + (name.equals("map") ? "an expression" : "a condition")
                            + ", such as lines."
                            + name
                            + "(line, ...)");
        }
        Expr range = compiler.compile(target);
        Type element =
                switch (range.type()) {
                    case Type.ListOf it -> it.element();
                    case Type.MapOf it -> it.key();
                    default ->
                            throw new CelException(
                                    offset,
                                    name
                                            + "(...) of "
                                            + range.type()
                                            + " has no meaning, expected a list");
                };
        int slot = compiler.slot(offset);
        Macros.Loop loop = new Macros.Loop(range.node(), slot);
        Expr variable = new Expr(element, new Node.Local(slot), offset);
        String word = args.get(0).ident().name();
        Supplier<Expr> body = () -> body(name, loop, variable, args, offset);
        return compiler.within(variable, word, body);
    }

    private Expr body(
            String name, Macros.Loop loop, Expr variable, List<CelExpr> args, int offset) {
        Expr first = compiler.compile(args.get(1));
        if (name.equals("map") && args.size() == 2) {
            Node all = Macros.collect(loop, null, first.node());
            return new Expr(new Type.ListOf(first.type()), all, offset);
        }
        condition(first);
        return switch (name) {
            case "all" -> new Expr(BOOLEAN, Macros.decide(loop, first.node(), false), offset);
            case "exists" -> new Expr(BOOLEAN, Macros.decide(loop, first.node(), true), offset);
            case "exists_one" -> new Expr(BOOLEAN, Macros.one(loop, first.node()), offset);
            default -> {
                Expr mapped = name.equals("map") ? compiler.compile(args.get(2)) : variable;
                Node some = Macros.collect(loop, first.node(), mapped.node());
                yield new Expr(new Type.ListOf(mapped.type()), some, offset);
            }
        };
    }
}
