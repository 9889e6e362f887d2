package io.runink.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written, it is an expression or a {@link CelException}, and soon. */
final class FuzzTest {

    private static final int ROUNDS = 4000;

    private static final List<String> TOKENS =
            List.of(
                    "(",
                    ")",
                    "[",
                    "]",
                    "{",
                    "}",
                    ".",
                    ",",
                    ":",
                    "?",
                    "+",
                    "-",
                    "*",
                    "/",
                    "%",
                    "!",
                    "==",
                    "!=",
                    "<",
                    ">=",
                    "&&",
                    "||",
                    "in",
                    "null",
                    "true",
                    "1",
                    "0",
                    "-7",
                    "2.5",
                    "1e400",
                    "1e-999999999999",
                    "0x7f",
                    "9223372036854775808",
                    "7u",
                    "'a'",
                    "\"b\"",
                    "r'\\'",
                    "b'\\xff'",
                    "'''",
                    "'\\u00",
                    "`x`",
                    "price",
                    "count",
                    "rate",
                    "name",
                    "day",
                    "at",
                    "clock",
                    "raw",
                    "lines",
                    "tags",
                    "address",
                    "no_lines",
                    "zip",
                    "x",
                    "size",
                    "has",
                    "all",
                    "exists",
                    "map",
                    "filter",
                    "matches",
                    "'(a+)+$'",
                    "decimal",
                    "round",
                    "date",
                    "duration",
                    "timestamp",
                    "split",
                    "join",
                    "substring",
                    "getHours",
                    "\u202e",
                    "\u0430",
                    "\ud800",
                    "\u0000",
                    "\n",
                    "//",
                    "@");

    private static final List<String> VALID =
            List.of(
                    "price * 2.0 > 10.0 && name == \"USD\"",
                    "lines.filter(l, l.price > 2.0).map(l, l.items * count).size() in [1, 2, 3]",
                    "name.matches('^[A-Z]{3}$') ? round(price / 3, 2) : decimal('0.5')",
                    "at + duration('1h') > timestamp('2024-01-31T11:00:00Z') || has(address.zip)",
                    "name.replace('a', 'b').split(',').join('-').substring(0, 1) + string(rate)",
                    "{'a': 1, 'b': 2}[tags.desk] == null || !(day < date('2024-01-31'))");

    @Test
    @Timeout(60)
    void anyTextIsAnExpressionOrRefused() {
        Random random = new Random(20240131);
        int compiled = 0;
        for (int round = 0; round < ROUNDS; round++) {
            compiled += CelFuzz.survives(round % 2 == 0 ? soup(random) : mutated(random)) ? 1 : 0;
        }
        assertThat(compiled).isBetween(ROUNDS / 100, ROUNDS / 2);
    }

    private static String soup(Random random) {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(24);
        for (int i = 0; i < length; i++) {
            text.append(TOKENS.get(random.nextInt(TOKENS.size())));
            text.append(random.nextBoolean() ? " " : "");
        }
        return text.toString();
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(VALID.get(random.nextInt(VALID.size())));
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, TOKENS.get(random.nextInt(TOKENS.size())));
                default -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "{",
                "!",
                "-",
                "- ",
                "! ",
                "a.",
                "a[",
                "f(",
                "a?",
                "a ? b : ",
                "1+",
                "1 - (",
                "a&&",
                "a && (",
                "[1,",
                "{1:",
                "size(",
                "x.map(x, ",
                "'",
                "\\",
                "a ? (",
                "!(",
                "-(",
                "a||b&&",
                "((",
                "a<",
                "0",
                "é",
                "\u202e",
                "a in ",
                "`",
                "\"\"\""
            })
    @Timeout(60)
    void deepAndLongTextIsRefused(String part) {
        for (int times : new int[] {40, 60, 1000, Syntax.LENGTH_MAX / part.length()}) {
            CelFuzz.survives(part.repeat(times));
            CelFuzz.survives(part.repeat(times) + "1" + ")".repeat(Math.min(times, 100)));
        }
        assertThatThrownBy(() -> Given.compiled(part.repeat(Syntax.LENGTH_MAX) + " "))
                .isInstanceOf(CelException.class);
    }

    @Test
    @Timeout(60)
    void whatIsLongButFlatIsRead() {
        String list = "count in [" + "1, ".repeat(2000) + "7]";
        assertThat(Given.value(list)).isEqualTo(true);
        assertThat(Given.value("count < 0 || ".repeat(500) + "flag")).isEqualTo(true);
        assertThat(Given.value("'" + "a".repeat(8000) + "'.size()")).isEqualTo(8000L);
    }

    @Test
    @Timeout(60)
    void valuesAreBounded() {
        List<String> greedy = new ArrayList<>();
        greedy.add("['x']" + ".map(y, y + y)".repeat(40) + "[0].size()");
        greedy.add("['x']" + ".map(y, y.replace('', y))".repeat(60) + "[0].size()");
        greedy.add("[[1, 1]]" + ".map(y, [y, y, y, y, y, y, y, y])".repeat(40) + ".size()");
        greedy.add("[1]" + ".map(y, y)".repeat(20) + " == [1]");
        greedy.add("[[1, 1]]" + ".map(y, [y, y, y, y, y, y, y, y])".repeat(9));
        greedy.add(
                "'a'.replace('a', '"
                        + "x,".repeat(1000)
                        + "').split(',')"
                        + ".exists(a, '"
                        + "x,".repeat(1000)
                        + "'.split(',')"
                        + ".exists(b, '"
                        + "x,".repeat(1000)
                        + "'.split(',').exists(c, c == 'y')))");
        for (String text : greedy) {
            CelFuzz.survives(text);
        }
    }
}
