package io.runink.cel;

import static io.runink.cel.Given.compiled;
import static io.runink.cel.Given.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.DataType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an expression is, and what absent values do to it. */
final class CelExpressionTest {

    private static Stream<String> columns() {
        return Given.TYPES.keySet().stream().filter(it -> !it.startsWith("no_"));
    }

    @Test
    void knowsItsTextTypeAndColumns() {
        CelExpression it = compiled("price * 2.0 > 10.0 && name == \"USD\" || price < 1.0");
        assertThat(it.text()).startsWith("price * 2.0");
        assertThat(it).hasToString(it.text());
        assertThat(it.type()).isEqualTo(DataType.of(DataType.Kind.BOOLEAN));
        assertThat(it.columns()).containsExactly("name", "price");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    flag                 | boolean
                    tiny                 | int64
                    count + big          | int64
                    ratio                | float64
                    rate * 2             | float64
                    price                | decimal(18,4)
                    name                 | string
                    day                  | date
                    clock                | time
                    at + duration('1s')  | timestamp
                    raw                  | bytes
                    name.split(',')      | list<string>
                    lines.map(l, l.code) | list<string>
                    tags                 | map<string>
                    {'a': [price]}       | map<list<decimal(18,4)>>
                    address              | struct<zip:string,floor:int32,since:date>
                    flag ? null : day    | date
                    """)
    void hasTheTypeOfItsValues(String text, String type) {
        assertThat(compiled(text).type()).hasToString(type);
    }

    @ParameterizedTest
    @MethodSource("columns")
    void everyColumnCanBeAskedWhetherItHasAValue(String column) {
        assertThat(value(column + " == null")).isEqualTo(false);
        assertThat(value(column + " != null")).isEqualTo(true);
        assertThat(value("null != " + column)).isEqualTo(true);
        assertThat(value("has(" + column + ")")).isEqualTo(true);
        assertThat(value("no_" + column + " == null")).isEqualTo(true);
        assertThat(value("null == no_" + column)).isEqualTo(true);
        assertThat(value("no_" + column + " != null")).isEqualTo(false);
        assertThat(value("has(no_" + column + ")")).isEqualTo(false);
    }

    @ParameterizedTest
    @MethodSource("columns")
    void whatIsAbsentMakesAComparisonUnknown(String column) {
        assertThat(value(column + " == " + column)).isEqualTo(true);
        assertThat(value(column + " != " + column)).isEqualTo(false);
        assertThat(value(column + " == no_" + column)).isNull();
        assertThat(value("no_" + column + " != " + column)).isNull();
        assertThat(value("no_" + column)).isNull();
        assertThat(value("flag ? no_" + column + " : " + column)).isNull();
        assertThat(value("no_flag ? " + column + " : " + column)).isNull();
        assertThat(value("(no_" + column + " == " + column + ") == null")).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0001',
            nullValues = "unknown",
            textBlock =
                    """
                    no_flag || true                      ~ true
                    true || no_flag                      ~ true
                    no_flag || false                     ~ unknown
                    no_flag && false                     ~ false
                    false && no_flag                     ~ false
                    no_flag && true                      ~ unknown
                    !no_flag                             ~ unknown
                    no_flag ? true : true                ~ unknown
                    flag ? true : no_flag                ~ true
                    count / 0 > 1 || flag                ~ true
                    flag || count / 0 > 1                ~ true
                    count / 0 > 1 && !flag               ~ false
                    no_flag && count / 0 > 1             ~ unknown
                    count / 0 > 1 && no_flag             ~ unknown
                    no_count + 1 > 0                     ~ unknown
                    no_price * 2.0 > 1.0                 ~ unknown
                    no_name.size() > 1                   ~ unknown
                    name.contains(no_name)               ~ unknown
                    no_at - at > duration('0s')          ~ unknown
                    3 in [1, no_count]                   ~ unknown
                    1 in [1, no_count]                   ~ true
                    no_count in [1, 2]                   ~ unknown
                    [1, no_count] == [1, no_count]       ~ true
                    [1, 2].all(x, x > no_count)          ~ unknown
                    [1, 2].all(x, x > 1 && has(no_count))~ false
                    [1, 2].exists(x, x > 1 || has(flag)) ~ true
                    [1, 2].exists(x, x > no_count)       ~ unknown
                    [1, 2].exists_one(x, x > no_count)   ~ unknown
                    [no_count, 5].filter(x, x > 1) == [5]~ true
                    lines[9] == null                     ~ true
                    lines[9].price > 1.0                 ~ unknown
                    tags['x'] == null                    ~ true
                    'x' in tags                          ~ false
                    {'a': no_count}['a'] == null         ~ true
                    null == null                         ~ true
                    """)
    void followsThreeValuedLogic(String text, Boolean expected) {
        assertThat(value(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0001',
            textBlock =
                    """
                    count / 0 == 1 && flag     ~ division by zero
                    count % 0 == 1             ~ division by zero
                    price / 0 == 1.0           ~ division by zero
                    no_flag || big + 1 > 0     ~ unknown
                    big + 1 > 0                ~ the number is out of the range of int64
                    -big - 2 < 0               ~ the number is out of the range of int64
                    big * 2 > 0                ~ the number is out of the range of int64
                    int(rate * 1e300) > 0      ~ the number is out of the range of int64
                    int(wide) > 0              ~ the number is out of the range of int64
                    wide + 1 > 0.0             ~ the number has more than 38 digits
                    int(name) > 0              ~ the text is no int64
                    double(name) > 0.0         ~ the text is no number
                    bool(name)                 ~ the text is no boolean
                    date(name) == day          ~ the text is no date, expected one such as 2024-01-31
                    string(b'\\xff' + raw) == '' ~ refused
                    string(no_raw == null ? b'\\xff' : raw) == '' ~ the bytes are no UTF-8 text
                    name.substring(99) == ''   ~ the place is outside of the text
                    name.charAt(-1) == ''      ~ the place is outside of the text
                    """)
    void whatHasNoValueIsAnErrorWithoutData(String text, String reason) {
        if (reason.equals("unknown")) {
            assertThat(value(text)).isNull();
        } else if (reason.equals("refused")) {
            assertThatThrownBy(() -> compiled(text)).isInstanceOf(CelException.class);
        } else {
            CelExpression expression = compiled(text);
            assertThatThrownBy(() -> expression.value(Given.row()))
                    .isInstanceOf(CelEvaluationException.class)
                    .hasMessage(reason);
        }
    }

    @Test
    void namesBoundInsideHideColumnsAndEnd() {
        assertThat(value("[1, 2].map(count, count * 10) == [10, 20] && count == 7"))
                .isEqualTo(true);
        assertThat(value("[[1, 2], [3]].map(x, x.map(x, x + 1)) == [[2, 3], [4]]")).isEqualTo(true);
        assertThat(value("[1, 2].map(x, [10, 20].map(y, x * y)) == [[10, 20], [20, 40]]"))
                .isEqualTo(true);
        assertThat(value("tags.all(k, k == 'desk') && {'a': 1}.exists(k, k == 'a')"))
                .isEqualTo(true);
    }

    @Test
    void nestedColumnsAreReadByMember() {
        assertThat(value("address.zip + '/' + string(address.floor)")).isEqualTo("75001/3");
        assertThat(value("has(address.since)")).isEqualTo(false);
        assertThat(value("address.since == null || address.since > day")).isEqualTo(true);
        assertThat(value("no_address.zip == null")).isEqualTo(true);
        assertThat(value("lines[0].price * 2")).hasToString("2.2000");
        assertThat(value("lines.exists(l, l.price > 2.0)")).isEqualTo(true);
        assertThat(value("lines.all(l, l.price > 1.0)")).isNull();
        assertThat(value("lines.all(l, l.price > 2.0)")).isEqualTo(false);
        assertThat(value("lines.filter(l, l.price > 2.0).map(l, l.items)")).isEqualTo("[1]");
        assertThat(value("lines[2]")).isEqualTo("{\"price\":null,\"items\":7,\"code\":\"c\"}");
        assertThat(value("tags.desk == 'FX' && tags['x'] == null && 'desk' in tags"))
                .isEqualTo(true);
        assertThat(value("lines == lines && lines[0] != lines[1] && address == address"))
                .isEqualTo(true);
    }

    @Test
    void whatIsNotLookedAtInANestedColumnCannotFail() {
        DataType struct = compiled("address").type();
        CelExpression zip = CelExpression.compile("a.zip", Map.of("a", struct));
        CelExpression floor = CelExpression.compile("a.floor", Map.of("a", struct));
        Map<String, String> row = Map.of("a", "{\"floor\":\"high\",\"zip\":\"1\",\"more\":[{}]}");
        assertThat(zip.value(row)).isEqualTo("1");
        assertThatThrownBy(() -> floor.value(row))
                .isInstanceOf(CelEvaluationException.class)
                .hasMessage("the text is no number");
        for (String broken : List.of("{", "[1]", "1", "{} {}", "", "{\"zip\":[1]}", "nul")) {
            assertThatThrownBy(() -> zip.value(Map.of("a", broken)))
                    .as(broken)
                    .isInstanceOf(CelEvaluationException.class);
        }
        assertThat(zip.value(Map.of("a", "null"))).isNull();
        String deep = "[".repeat(5000) + "]".repeat(5000);
        assertThatThrownBy(() -> zip.value(Map.of("a", deep)))
                .isInstanceOf(CelEvaluationException.class)
                .hasMessage("the text is no JSON");
    }

    @Test
    void valuesOfAnotherTypeAreTheCallersMistake() {
        CelExpression it = compiled("count + 1");
        assertThatThrownBy(() -> it.value(Map.of("count", "7")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("count is a String, not int64");
    }
}
