package io.runink.contract.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.tck.CheckSuite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class ValueChecksTest {

    private static final DataType STRING = DataType.of(DataType.Kind.STRING);

    private final CheckSuite range = new CheckSuite(new RangeChecks(), RuleClass.RECORD);
    private final CheckSuite multiple = new CheckSuite(new MultipleChecks(), RuleClass.RECORD);
    private final CheckSuite length = new CheckSuite(new LengthChecks(), RuleClass.RECORD);
    private final CheckSuite oneOf = new CheckSuite(new EnumChecks(), RuleClass.RECORD);
    private final CheckSuite pattern = new CheckSuite(new PatternChecks(), RuleClass.RECORD);

    private static List<@Nullable String> values(@Nullable String... values) {
        List<@Nullable String> list = new ArrayList<>();
        for (@Nullable String value : values) {
            list.add(value);
        }
        return list;
    }

    private List<Integer> outside(String rule, String bound, String type, String... values) {
        return range.broken(
                range.rule(rule, Map.of("value", List.of(bound))),
                DataType.parse(type),
                values(values));
    }

    @Test
    void boundsAreExactForEveryType() {
        assertThat(outside("greater-than", "0", "decimal(18,4)", "0", "0.0001", "-1", "x"))
                .containsExactly(0, 2);
        assertThat(outside("at-least", "0.5", "int32", "0", "1")).containsExactly(0);
        assertThat(outside("less-than", "0.5", "int32", "0", "1")).containsExactly(1);
        assertThat(outside("at-most", "-0.5", "int8", "0", "-1")).containsExactly(0);
        assertThat(outside("at-most", "1e3", "int16", "1000", "1001")).containsExactly(1);
        assertThat(outside("greater-than", "0.00005", "decimal(9,4)", "0", "0.0001"))
                .containsExactly(0);
        assertThat(outside("less-than", "10", "decimal(38,2)", "9.99", "10.00", "-99"))
                .containsExactly(1);
        assertThat(outside("at-least", "1.5", "float64", "1.5", "1.4999")).containsExactly(1);
        assertThat(outside("greater-than", "0", "float32", "-0.0", "0.1")).containsExactly(0);
        assertThat(outside("at-least", "2026-01-01", "date", "2025-12-31", "2026-01-01"))
                .containsExactly(0);
        assertThat(outside("less-than", "12:00", "time", "11:59", "12:00:00")).containsExactly(1);
        assertThat(
                        outside(
                                "at-most",
                                "2026-01-01T00:00:00Z",
                                "timestamp",
                                "2026-01-01T01:00:00+01:00",
                                "2026-01-01T00:00:00.000001Z"))
                .containsExactly(1);
    }

    @Test
    void boundsBeyondTheTypeAllowAllOrNothing() {
        assertThat(outside("less-than", "1e30", "int64", "9223372036854775807")).isEmpty();
        assertThat(outside("greater-than", "1e30", "int64", "9223372036854775807"))
                .containsExactly(0);
        assertThat(outside("greater-than", "9223372036854775807", "int64", "9223372036854775807"))
                .containsExactly(0);
    }

    private List<Integer> between(String from, String to, String type, String... values) {
        return range.broken(
                range.rule("between", Map.of("from", List.of(from), "to", List.of(to))),
                DataType.parse(type),
                values(values));
    }

    @Test
    void twoBoundsAreOneRule() {
        assertThat(between("1", "2.5", "int32", "0", "1", "2", "3")).containsExactly(0, 3);
        assertThat(between("-1e30", "2", "int64", "-9223372036854775808", "3")).containsExactly(1);
        assertThat(between("2e30", "3e30", "int64", "9223372036854775807", "0"))
                .containsExactly(0, 1);
        assertThat(between("0.1", "0.3", "float32", "0.1", "0.3", "0.30001", "0.09999"))
                .containsExactly(2, 3);
        assertThat(between("-1", "1", "float64", "-1.0000001", "1", "-0.0")).containsExactly(0);
        assertThat(between("0.005", "0.015", "decimal(38,2)", "0.00", "0.01", "0.02"))
                .containsExactly(0, 2);
        assertThat(
                        range.check(
                                        range.rule(
                                                "between",
                                                Map.of("from", List.of("1"), "to", List.of("2"))),
                                        DataType.of(DataType.Kind.INT32),
                                        1)
                                .expected())
                .isEqualTo("at least 1 and at most 2");
    }

    private List<Integer> noMultiple(String of, String type, String... values) {
        return multiple.broken(
                multiple.rule("multiple-of", Map.of("value", List.of(of))),
                DataType.parse(type),
                values(values));
    }

    @Test
    void multiplesAreExact() {
        assertThat(noMultiple("3", "int32", "0", "3", "-6", "4")).containsExactly(3);
        assertThat(noMultiple("0.5", "int8", "1", "-128")).isEmpty();
        assertThat(noMultiple("1.5", "int16", "1", "2", "3", "-3")).containsExactly(0, 1);
        assertThat(noMultiple("0.05", "decimal(9,2)", "0.05", "1.15", "1.16", "-0.10"))
                .containsExactly(2);
        assertThat(noMultiple("0.005", "decimal(9,2)", "0.01", "0.02")).isEmpty();
        assertThat(noMultiple("0.25", "decimal(38,3)", "1" + "0".repeat(34) + ".250", "0.125"))
                .containsExactly(1);
        assertThat(noMultiple("1e25", "int64", "0", "9223372036854775807")).containsExactly(1);
        assertThat(noMultiple("0.1", "float64", "0.3", "1e10", "0.25", "-0.0")).containsExactly(2);
        assertThat(noMultiple("0.1", "float32", "0.3", "0.25")).containsExactly(1);
        for (String step : List.of("0", "-1", "x", "")) {
            assertThatThrownBy(() -> noMultiple(step, "int32", "1"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private List<Integer> wrongLength(String min, String max, @Nullable String... values) {
        return length.broken(
                length.rule("length", Map.of("min", List.of(min), "max", List.of(max))),
                STRING,
                values(values));
    }

    @Test
    void lengthsAreOfCodePoints() {
        assertThat(wrongLength("2", "3", "a", "ab", "abc", "abcd", null, ""))
                .containsExactly(0, 3, 5);
        assertThat(wrongLength("2", "3", "é", "éé", "😀😀", "😀😀😀😀", "e\u0301€"))
                .containsExactly(0, 3);
        assertThat(wrongLength("0", "2147483647", "", "x".repeat(100_000))).isEmpty();
        assertThat(wrongLength("1", "2147483647", "", "x")).containsExactly(0);
        for (List<String> wrong :
                List.of(List.of("3", "2"), List.of("-1", "2"), List.of("x", "2"))) {
            assertThatThrownBy(() -> wrongLength(wrong.getFirst(), wrong.getLast()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(List.of(words(0, 3), words(2, 2), words(2, 3), words(1, Integer.MAX_VALUE)))
                .containsExactly(
                        "at most 3 characters",
                        "2 characters",
                        "2 to 3 characters",
                        "at least 1 characters");
    }

    private String words(int min, int max) {
        return length.check(
                        length.rule(
                                "length",
                                Map.of(
                                        "min",
                                        List.of(String.valueOf(min)),
                                        "max",
                                        List.of(String.valueOf(max)))),
                        STRING,
                        1)
                .expected();
    }

    @Test
    void refusesABoundThatIsNone() {
        Rule greedy = pattern.rule("pattern", Map.of("value", List.of("((a{1000}){1000}){1000}")));
        assertThatThrownBy(() -> pattern.check(greedy, STRING, 1 << 20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10000 instructions");
        assertThatThrownBy(() -> outside("at-least", "x", "int32"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x'");
        assertThatThrownBy(() -> outside("at-least", "NaN", "float64"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> outside("at-least", "today", "date"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> outside("about", "1", "int32"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listedTextsAreComparedExactly() {
        assertThat(
                        oneOf.broken(
                                oneOf.rule("one-of", Map.of("value", List.of("NEW", "AMEND", ""))),
                                STRING,
                                values("NEW", "new", null, "AMEND", "NEWS", "", "AMENDS")))
                .containsExactly(1, 4, 6);
        assertThatThrownBy(() -> oneOf.check(oneOf.rule("one-of", Map.of()), STRING, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLongListIsFoundAndShownInPart() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add("SYM" + i);
        }
        var rule = oneOf.rule("one-of", Map.of("value", many));
        assertThat(oneOf.broken(rule, STRING, values("SYM0", "SYM499", "SYM500")))
                .containsExactly(2);
        assertThat(oneOf.check(rule, STRING, 1).expected()).endsWith("and 480 more");
    }

    private List<Integer> unmatched(String regex, @Nullable String... values) {
        return pattern.broken(
                pattern.rule("pattern", Map.of("value", List.of(regex))), STRING, values(values));
    }

    @Test
    void theWholeTextMatches() {
        assertThat(unmatched("[0-9]{3}-[0-9]{2}", "123-45", "x123-45", "123-456", null, ""))
                .containsExactly(1, 2, 4);
        assertThat(unmatched("a|ab", "a", "ab", "abc")).containsExactly(2);
        assertThat(unmatched("é+😀", "éé😀", "e😀")).containsExactly(1);
    }

    @Test
    void noRowStallsAMatch() {
        String hostile = "a".repeat(20_000) + "!";
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThat(unmatched("(a+)+", hostile)).containsExactly(0));
    }

    @Test
    void constructsWithoutALinearMatcherAreRefused() {
        for (String regex : List.of("(?=a)b", "(a)\\1", "(?>a)", "a++", "(")) {
            assertThatThrownBy(() -> unmatched(regex))
                    .as(regex)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not supported");
        }
    }
}
