package io.runink.cel;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** Random expressions, well typed, over the variables i j d e s z b t is ss. */
final class Expressions {

    private final Random random;

    Expressions(Random random) {
        this.random = random;
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String one(List<IntFunction<String>> choices, int depth) {
        return choices.get(random.nextInt(choices.size())).apply(depth - 1);
    }

    String ofAny(int depth) {
        return one(List.of(this::condition, this::number, this::real, this::text), depth + 1);
    }

    private String condition(int depth) {
        if (depth <= 0) {
            return one("b", "true", "false", "i < j", "s == z", "d >= e");
        }
        return one(
                List.of(
                        n -> condition(n) + one(" && ", " || ") + leaf(),
                        n -> "(" + condition(n) + one(" && ", " || ") + condition(n) + ")",
                        n -> "!(" + condition(n) + ")",
                        n -> "(" + condition(n) + " ? " + condition(n) + " : " + condition(n) + ")",
                        n -> number(n) + order() + number(n),
                        n -> real(n) + order() + real(n),
                        n -> number(n) + one(" < ", " <= ", " > ", " >= ") + one("d", "1.5"),
                        n -> one("d", "-7.0") + one(" < ", " <= ", " > ", " >= ") + number(n),
                        n -> text(n) + order() + text(n),
                        n -> instant(n) + order() + instant(n),
                        n -> number(n) + " in " + numbers(n),
                        n -> text(n) + " in " + texts(n),
                        n ->
                                text(n)
                                        + one(".contains(", ".startsWith(", ".endsWith(")
                                        + text(n)
                                        + ")",
                        n ->
                                text(n)
                                        + ".matches('"
                                        + one("^a", "b+", ".*c$", "[^,]{2,3}", "(?i)ABC")
                                        + "')",
                        n ->
                                numbers(n)
                                        + one(".all", ".exists", ".exists_one")
                                        + "(x, x"
                                        + order()
                                        + number(n)
                                        + ")",
                        n ->
                                texts(n)
                                        + one(".all", ".exists")
                                        + "(x, x.size()"
                                        + order()
                                        + number(n)
                                        + ")",
                        n -> numbers(n) + " == " + numbers(n),
                        n -> "bool(" + text(n) + ")"),
                depth);
    }

    private String leaf() {
        return one("b", "true", "false");
    }

    private String order() {
        return one(" < ", " <= ", " > ", " >= ", " == ", " != ");
    }

    private String number(int depth) {
        if (depth <= 0) {
            return one("i", "j", "0", "1", "2", "-3", "9223372036854775807", "is[0]");
        }
        return one(
                List.of(
                        n ->
                                "("
                                        + number(n)
                                        + one(" + ", " - ", " * ", " / ", " % ")
                                        + number(n)
                                        + ")",
                        n -> "-(" + number(n) + ")",
                        n -> text(n) + ".size()",
                        n -> "size(" + numbers(n) + ")",
                        n -> "(" + condition(n) + " ? " + number(n) + " : " + number(n) + ")",
                        n -> text(n) + one(".indexOf(", ".lastIndexOf(") + text(n) + ")",
                        n -> "int(" + one(real(n), text(n), instant(n)) + ")",
                        n ->
                                instant(n)
                                        + "."
                                        + one(
                                                "getFullYear",
                                                "getMonth",
                                                "getDate",
                                                "getDayOfMonth",
                                                "getDayOfWeek",
                                                "getDayOfYear",
                                                "getHours",
                                                "getMinutes",
                                                "getSeconds",
                                                "getMilliseconds")
                                        + "("
                                        + one("", "", "'America/New_York'", "'05:30'", "'-03:00'")
                                        + ")",
                        n ->
                                span(n)
                                        + "."
                                        + one(
                                                "getHours",
                                                "getMinutes",
                                                "getSeconds",
                                                "getMilliseconds")
                                        + "()"),
                depth);
    }

    private String real(int depth) {
        if (depth <= 0) {
            return one("d", "e", "0.0", "1.5", "-2.5e3", "1e-7");
        }
        return one(
                List.of(
                        n -> "(" + real(n) + one(" + ", " - ", " * ", " / ") + real(n) + ")",
                        n -> "-(" + real(n) + ")",
                        n -> "double(" + one(number(n), "'1.25'", "'-3'") + ")",
                        n -> "(" + condition(n) + " ? " + real(n) + " : " + real(n) + ")"),
                depth);
    }

    private String text(int depth) {
        if (depth <= 0) {
            return one("s", "z", "''", "'a'", "\"b,c\"", "'\\u00e9\\U0001d11e'", "ss[1]");
        }
        return one(
                List.of(
                        n -> "(" + text(n) + " + " + text(n) + ")",
                        n -> text(n) + one(".lowerAscii()", ".upperAscii()", ".trim()"),
                        n -> text(n) + ".substring(" + one("0", "1", "i") + ")",
                        n ->
                                text(n)
                                        + ".substring("
                                        + one("0", "1")
                                        + ", "
                                        + one("1", "2", "j")
                                        + ")",
                        n -> text(n) + ".charAt(" + one("0", "1", "2", "i") + ")",
                        n ->
                                text(n)
                                        + ".replace("
                                        + text(n)
                                        + ", "
                                        + text(n)
                                        + one("", ", 1", ", -1")
                                        + ")",
                        n -> texts(n) + ".join(" + one("", "','", "s") + ")",
                        n -> "string(" + one(number(n), condition(n)) + ")",
                        n -> "(" + condition(n) + " ? " + text(n) + " : " + text(n) + ")"),
                depth);
    }

    private String numbers(int depth) {
        if (depth <= 0) {
            return one("is", "[1, 2]", "[i]");
        }
        return one(
                List.of(
                        n -> numbers(n) + ".filter(x, x" + order() + number(n) + ")",
                        n -> numbers(n) + ".map(x, x + " + number(0) + ")",
                        n -> numbers(n) + ".map(x, x > 1, " + number(n) + ")",
                        n -> "(" + numbers(n) + " + " + numbers(n) + ")",
                        n -> "[" + number(n) + ", " + number(n) + "]"),
                depth);
    }

    private String texts(int depth) {
        if (depth <= 0) {
            return one("ss", "['a', s]");
        }
        return one(
                List.of(
                        n ->
                                text(n)
                                        + ".split("
                                        + one("','", "''")
                                        + one("", ", 2", ", 1", ", 0", ", -1")
                                        + ")",
                        n -> texts(n) + ".map(x, x + " + text(0) + ")",
                        n -> "(" + texts(n) + " + " + texts(n) + ")"),
                depth);
    }

    private String instant(int depth) {
        if (depth <= 0) {
            return one("t", "timestamp('2024-01-31T10:00:00+02:00')", "timestamp(i)");
        }
        return one(
                List.of(
                        n -> "(" + instant(n) + one(" + ", " - ") + span(n) + ")",
                        n -> "timestamp(" + number(n) + ")"),
                depth);
    }

    private String span(int depth) {
        if (depth <= 0) {
            return one(
                    "duration('1h30m')", "duration('-1.5s')", "duration('300ms')", "duration('0')");
        }
        return one(
                List.of(
                        n -> "(" + span(n) + one(" + ", " - ") + span(n) + ")",
                        n -> "(" + instant(n) + " - " + instant(n) + ")"),
                depth);
    }
}
