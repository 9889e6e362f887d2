package io.runink.cel;

import static io.runink.cel.Given.compiled;
import static io.runink.cel.Given.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers, text and times. */
final class ValuesTest {

    private static final String NINES = "9".repeat(38);

    /** Of price 12.5000, wide 38 nines, fine 38 ones after the point. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    price + 0.1                 | decimal(19,4)  | 12.6000
                    price + price               | decimal(19,4)  | 25.0000
                    price - 100                 | decimal(19,4)  | -87.5000
                    price * 2                   | decimal(19,4)  | 25.0000
                    price * 2.50                | decimal(21,6)  | 31.250000
                    2.50 * price                | decimal(21,6)  | 31.250000
                    price * price               | decimal(36,8)  | 156.25000000
                    price * count               | decimal(37,4)  | 87.5000
                    price / 3                   | decimal(32,18) | 4.166666666666666667
                    price / -3                  | decimal(32,18) | -4.166666666666666667
                    -price                      | decimal(18,4)  | -12.5000
                    round(price, 0)             | decimal(15,0)  | 13
                    round(-price, 0)            | decimal(15,0)  | -13
                    round(price / 3, 2)         | decimal(17,2)  | 4.17
                    round(7, 2)                 | decimal(4,2)   | 7.00
                    decimal('1.50')             | decimal(3,2)   | 1.50
                    decimal('1e3')              | decimal(4,0)   | 1000
                    decimal(2.50)               | decimal(3,2)   | 2.50
                    decimal(rate)               | decimal(38,18) | 2.500000000000000000
                    decimal(count)              | decimal(19,0)  | 7
                    flag ? price : 0.125        | decimal(18,4)  | 12.5000
                    flag ? 0.12345 : price      | decimal(19,5)  | 0.12345
                    fine * fine                 | decimal(38,38) | 0.01234567901234567901234567901234567901
                    """)
    void decimalsAreExactAndHaveStatedDigits(String text, String type, String expected) {
        assertThat(compiled(text).type()).hasToString(type);
        assertThat(value(text)).isEqualTo(new BigDecimal(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wide - 1 < wide",
                "wide == decimal('99999999999999999999999999999999999999')",
                "wide - wide == 0",
                "wide > 1e37",
                "wide != fine && fine < 1 && fine > 0.1",
                "wide > count && count < wide",
                "fine == decimal('0.11111111111111111111111111111111111111')",
                "price == 12.5 && price == decimal('12.50') && price != 12.50001",
                "price in [1.5, 12.5] && !(price in [1, 2])",
                "price > 12 && price < 13 && price >= 12.5 && price <= 12.5",
                "12 < price && 12.4999 < price",
                "string(price) == '12.5000' && int(price) == 12 && double(price) == 12.5",
                "int(-price) == -12",
                "0.1 + 0.2 != 0.3 && decimal('0.1') + decimal('0.2') == decimal('0.3')",
                "lines.map(l, l.price)[1] == 2.5 && 2.5 in lines.map(l, l.price)",
                "7 in [price, 7]",
                "price * 0 == 0",
                "decimal(string(rate)) == 2.5",
            })
    void decimalsCompareByValue(String text) {
        assertThat(value(text)).isEqualTo(true);
    }

    @Test
    void decimalsReachThirtyEightDigits() {
        assertThat(value("wide")).isEqualTo(new BigDecimal(NINES));
        assertThat(value("wide - 1")).isEqualTo(new BigDecimal(NINES).subtract(BigDecimal.ONE));
        assertThat(value("-wide")).isEqualTo(new BigDecimal(NINES).negate());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count < 7.5 && 7.5 > count && count == 7.0 && count != 7.5",
                "big < 9223372036854775807.0",
                "9007199254740993 > 9007199254740992.0",
                "big == big && big > 9007199254740993",
                "tiny + small + count == 312",
                "ratio == 0.5 && ratio < 1 && rate * 2 == 5 && 2 * rate == 5.0",
                "7 / 2 == 3 && -7 / 2 == -3 && -7 % 3 == -1",
                "1.0 / (rate - 2.5) > 1e308 && (rate - 2.5) / (rate - 2.5) != rate",
                "double('NaN') != double('NaN') && !(double('NaN') < 1.0) && !(double('NaN') > 1)",
                "!(double('NaN') == double('NaN')) && !(double('NaN') >= 1.0)",
                "-0.0 == 0.0 && 0 == -0.0",
                "0x10 == 16 && 1e3 == 1000.0",
                "rate in [1, 2.5] && !(rate in [1, 2])",
                "int('-12') == -12 && double('1e3') == 1000.0 && bool('true')",
                "string(7) + string(2.5) + string(true) == '72.5true'",
                "{'a': 1, 'b': 2.5}['b'] == 2.5 && {1: 'x'}[1] == 'x' && {true: 1}[flag] == 1",
                "[1, 2] + [3] == [1, 2, 3] && [1, 2][1] == 2 && size([[], [1]]) == 2",
                "[1, 2.5] == [1.0, 2.5] && [1] != [2]",
                "raw == b'\\x01\\x02' && raw < b'\\xff' && size(raw) == 2 && bytes('a') == b'a'",
                "false < true && flag >= true",
            })
    void numbersAndLists(String text) {
        assertThat(value(text)).isEqualTo(true);
    }

    /** Of the name {@code Zoë 𝄞}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "name.size() == 5 && size(name) == 5",
                "name.charAt(4) == '\\U0001d11e' && name.charAt(2) == 'ë' && name.charAt(5) == ''",
                "name.substring(4) == '𝄞' && name.substring(1, 3) == 'oë'",
                "name.indexOf('𝄞') == 4 && name.indexOf('x') == -1 && name.indexOf('o', 2) == -1",
                "'a𝄞a'.lastIndexOf('a') == 2 && 'a𝄞a'.lastIndexOf('a', 1) == 0",
                "'\\uffff' < '𝄞' && 'Z' < 'a' && 'a' < 'aa' && '' < 'a'",
                "name.contains('oë') && name.startsWith('Z') && name.endsWith('𝄞')",
                "name.matches('^Zo. .$') && name.matches('o') && !name.matches('^o')",
                "matches(name, '[^a-z]')",
                "name.lowerAscii() == 'zoë 𝄞' && name.upperAscii() == 'ZOë 𝄞'",
                "' \\t a '.trim() == 'a' && '\\u2003a\\u2003'.trim() == 'a'",
                "'a-b-c'.replace('-', '+') == 'a+b+c' && 'a-b-c'.replace('-', '', 1) == 'ab-c'",
                "'ab'.replace('', '.') == '.a.b.' && 'ab'.replace('', '.', 2) == '.a.b'",
                "'a,,b'.split(',') == ['a', '', 'b'] && 'a,b,c'.split(',', 2) == ['a', 'b,c']",
                "'a𝄞'.split('') == ['a', '𝄞'] && ''.split('') == [] && 'a'.split(',', 0) == []",
                "['a', 'b'].join('-') == 'a-b' && ['a', 'b'].join() == 'ab' && [].join() == ''",
                "name + '!' == 'Zoë 𝄞!'",
                "r'\\d' == '\\\\d' && \"it's\" == 'it\\'s'",
                "string(bytes(name)) == name",
                "package_free == null || true",
            })
    void textIsCountedInCodePoints(String text) {
        var columns = new java.util.HashMap<>(Given.TYPES);
        columns.put("package_free", Given.TYPES.get("name"));
        assertThat(CelExpression.compile(text, columns).value(Given.row())).isEqualTo(true);
    }

    /** Of the day 2024-01-31, a Wednesday, the clock 10:20:30, and both of them in UTC. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "day == date('2024-01-31') && day > date('2024-01-30') && day != date('2024-02-01')",
                "day.getFullYear() == 2024 && day.getMonth() == 0 && day.getDate() == 31",
                "day.getDayOfMonth() == 30 && day.getDayOfYear() == 30 && day.getDayOfWeek() == 3",
                "string(day) == '2024-01-31' && date(at) == day",
                "clock == time('10:20:30') && clock < time('10:20:30.000001')",
                "clock.getHours() == 10 && clock.getMinutes() == 20 && clock.getSeconds() == 30",
                "string(clock) == '10:20:30' && time('10:20:30.25').getMilliseconds() == 250",
                "at == timestamp('2024-01-31T11:20:30+01:00')",
                "at.getHours() == 10 && at.getHours('America/New_York') == 5",
                "at.getHours('+05:30') == 15 && at.getDate('Pacific/Auckland') == 31",
                "at.getFullYear() == 2024 && at.getMonth() == 0 && at.getDayOfWeek() == 3",
                "at + duration('1h30m') == timestamp('2024-01-31T11:50:30Z')",
                "at - duration('-1.5s') == timestamp('2024-01-31T10:20:31.5Z')",
                "at - timestamp('2024-01-31T00:00:00Z') == duration('10h20m30s')",
                "duration('90m').getHours() == 1 && duration('90m').getMinutes() == 90",
                "duration('-1.5s').getSeconds() == -1 && duration('-59.5s').getMinutes() == 0",
                "duration('1500ms').getMilliseconds() == 500 && string(duration('1500ms')) == '1.5s'",
                "duration('1s') < duration('1m') && duration('1us') == duration('1000ns')",
                "string(at) == '2024-01-31T10:20:30Z' && int(at) == 1706696430",
                "timestamp(1706696430) == at && timestamp(string(at)) == at",
                "-duration('1s') + duration('2s') - duration('1s') == duration('0')",
            })
    void timesAreComparedAndTakenApart(String text) {
        assertThat(value(text)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timestamp('2024-01-31')",
                "timestamp('2024-01-31T10:00:00')",
                "timestamp('10000-01-01T00:00:00Z')",
                "timestamp(big) == at",
                "date('2024-02-30') == day",
                "date('2024-1-1') == day",
                "time('25:00:00') == clock",
                "duration('1') == duration('1s')",
                "duration('') == duration('1s')",
                "duration('1h-1m') == duration('1s')",
                "duration('1..5s') == duration('1s')",
                "duration('999999999h') == duration('1s')",
                "at + duration('80000000h') == at",
                "at.getHours('Nowhere/Here') == 1",
            })
    void timesThatAreNoneAreErrors(String text) {
        assertThat(text)
                .satisfies(it ->
                        org.assertj.core.api.Assertions.assertThatThrownBy(() -> value(it))
                                .isInstanceOfAny(CelException.class, CelEvaluationException.class));
    }
}
