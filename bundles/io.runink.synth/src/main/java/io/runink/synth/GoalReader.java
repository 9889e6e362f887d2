package io.runink.synth;

import io.runink.api.contract.DataType;
import io.runink.cel.CelException;
import io.runink.cel.CelExpression;
import io.runink.synth.Goal.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes conditions apart at the signs that stand outside parentheses and quotes. */
final class GoalReader {

    /** Longest signs first: {@code <=} is no {@code <}. */
    private static final List<Order> ORDERS =
            List.of(
                    Order.AT_MOST,
                    Order.AT_LEAST,
                    Order.EQUAL,
                    Order.UNEQUAL,
                    Order.LESS,
                    Order.GREATER);

    /** Bounds the reader's own recursion, and how far a term is moved to the other side. */
    private static final int DEPTH_MAX = 20;

    private final List<String> columns;
    private final Map<String, DataType> types;

    GoalReader(List<String> columns, Map<String, DataType> types) {
        this.columns = columns;
        this.types = types;
    }

    /** The goal that a condition be true, or that it be false. */
    Goal read(String text, boolean wanted) {
        return goal(text, wanted, 0);
    }

    private Goal goal(String whole, boolean wanted, int depth) {
        String text = bare(whole);
        if (depth > DEPTH_MAX) {
            return new Goal.Opaque();
        }
        int then = find(text, "?", 0);
        int otherwise = then < 0 ? -1 : find(text, ":", then + 1);
        if (otherwise > 0) {
            String condition = text.substring(0, then);
            return new Goal.Any(
                    List.of(
                            both(
                                    condition,
                                    true,
                                    text.substring(then + 1, otherwise),
                                    wanted,
                                    depth),
                            both(condition, false, text.substring(otherwise + 1), wanted, depth)));
        }
        for (String sign : List.of("||", "&&")) {
            List<String> parts = split(text, sign);
            if (parts.size() > 1) {
                List<Goal> goals = parts.stream().map(it -> goal(it, wanted, depth + 1)).toList();
                return sign.equals("||") == wanted ? new Goal.Any(goals) : new Goal.All(goals);
            }
        }
        for (Order order : ORDERS) {
            int at = find(text, order.sign(), 0);
            if (at > 0) {
                return compared(
                        text.substring(0, at),
                        wanted ? order : order.negated(),
                        text.substring(at + order.sign().length()));
            }
        }
        int in = find(text, " in ", 0);
        if (in > 0) {
            return listed(text.substring(0, in), text.substring(in + 4), wanted);
        }
        if (text.startsWith("!")) {
            return goal(text.substring(1), !wanted, depth + 1);
        }
        if (text.startsWith("has(") && columns.contains(bare(text.substring(3)))) {
            return new Goal.Present(columns.indexOf(bare(text.substring(3))), wanted);
        }
        return columns.contains(text)
                ? compared(text, Order.EQUAL, Boolean.toString(wanted))
                : new Goal.Opaque();
    }

    private Goal both(String condition, boolean is, String then, boolean wanted, int depth) {
        return new Goal.All(List.of(goal(condition, is, depth + 1), goal(then, wanted, depth + 1)));
    }

    private Goal listed(String value, String list, boolean wanted) {
        String inner = list.strip();
        if (!inner.startsWith("[") || !inner.endsWith("]")) {
            return new Goal.Opaque();
        }
        List<Goal> goals = new ArrayList<>();
        for (String element : split(inner.substring(1, inner.length() - 1), ",")) {
            goals.add(compared(value, wanted ? Order.EQUAL : Order.UNEQUAL, element));
        }
        return wanted ? new Goal.Any(goals) : new Goal.All(goals);
    }

    private Goal compared(String left, Order order, String right) {
        String one = bare(left);
        String other = bare(right);
        if (other.equals("null") || one.equals("null")) {
            int place = columns.indexOf(one.equals("null") ? other : one);
            return place < 0 ? new Goal.Opaque() : new Goal.Present(place, order == Order.UNEQUAL);
        }
        Optional<CelExpression> whole = compiled(one + order.sign() + other);
        if (whole.isEmpty()) {
            whole = compiled("(" + one + ")" + order.sign() + "(" + other + ")");
        }
        List<Goal.Solution> solutions = new ArrayList<>();
        solve(one, order, other, solutions, 0);
        solve(other, order.turned(), one, solutions, 0);
        return whole.<Goal>map(it -> new Goal.Compared(it, solutions)).orElseGet(Goal.Opaque::new);
    }

    /** Moves what stands beside a column to the other side. */
    private void solve(
            String left, Order order, String right, List<Goal.Solution> into, int depth) {
        String side = bare(left);
        int place = columns.indexOf(side);
        if (place >= 0) {
            compiled(right).ifPresent(it -> into.add(new Goal.Solution(place, order, it)));
            return;
        }
        int plus = last(side, "+-");
        int at = plus > 0 ? plus : last(side, "*");
        if (at <= 0 || depth > DEPTH_MAX) {
            return;
        }
        String one = side.substring(0, at);
        String other = side.substring(at + 1);
        String right1 = "(" + right + ")";
        switch (side.charAt(at)) {
            case '+' -> {
                solve(one, order, right1 + "-(" + other + ")", into, depth + 1);
                solve(other, order, right1 + "-(" + one + ")", into, depth + 1);
            }
            case '-' -> {
                solve(one, order, right1 + "+(" + other + ")", into, depth + 1);
                solve(other, order.turned(), "(" + one + ")-" + right1, into, depth + 1);
            }
            default -> {
                solve(one, order, right1 + "/(" + other + ")", into, depth + 1);
                solve(other, order, right1 + "/(" + one + ")", into, depth + 1);
            }
        }
    }

    private Optional<CelExpression> compiled(String text) {
        try {
            return Optional.of(CelExpression.compile(text, types));
        } catch (CelException e) {
            return Optional.empty();
        }
    }

    /** Without the parentheses and blanks around it. */
    private static String bare(String text) {
        String inner = text.strip();
        while (inner.startsWith("(") && closing(inner) == inner.length() - 1) {
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        return inner;
    }

    private static int closing(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i = after(text, i)) {
            depth += nesting(text.charAt(i));
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> split(String text, String sign) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = find(text, sign, 0); at >= 0; at = find(text, sign, from)) {
            parts.add(text.substring(from, at));
            from = at + sign.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** Where a sign stands outside of everything, or -1. */
    private static int find(String text, String sign, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i = after(text, i)) {
            if (depth == 0 && text.startsWith(sign, i)) {
                return i;
            }
            depth += nesting(text.charAt(i));
        }
        return -1;
    }

    /** Where the last of some signs stands between two operands, or -1. */
    private static int last(String text, String signs) {
        int depth = 0;
        int found = -1;
        boolean operand = false;
        for (int i = 0; i < text.length(); i = after(text, i)) {
            char here = text.charAt(i);
            if (depth == 0 && operand && signs.indexOf(here) >= 0) {
                found = i;
            }
            depth += nesting(here);
            operand = Character.isWhitespace(here) ? operand : "+-*/%".indexOf(here) < 0;
        }
        return found;
    }

    private static int nesting(char here) {
        return switch (here) {
            case '(', '[', '{' -> 1;
            case ')', ']', '}' -> -1;
            default -> 0;
        };
    }

    /** The place after a character, or after the text in quotes that begins there. */
    private static int after(String text, int at) {
        char quote = text.charAt(at);
        if (quote != '"' && quote != '\'') {
            return at + 1;
        }
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), end + 1);
    }
}
