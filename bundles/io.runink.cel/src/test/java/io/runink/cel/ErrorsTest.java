package io.runink.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.runink.api.contract.DataType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of an expression that is wrong, and where. */
final class ErrorsTest {

    /** The place is where {@code ^} stands in front of the text. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0001',
            textBlock =
                    """
                    price +^                   ~ the expression ends too early
                    price > 1 &&^              ~ the expression ends too early
                    1 + ^"abc                  ~ the text that begins here does not end; close it with "
                    ^naem == 'x'               ~ column 'naem' is unknown; did you mean 'name'?
                    price > 1 && ^pirce > 2    ~ column 'pirce' is unknown; did you mean 'price'?
                    address.^zp == ''          ~ member 'zp' is unknown; did you mean 'zip'?
                    price ^> rate              ~ decimal(18,4) > float64 has no meaning; write decimal(...) around the float64
                    count ^* 1.5               ~ int64 * float64 has no meaning; write double(...) around the int64
                    name ^+ 1                  ~ string + int64 has no meaning; write int(...) around the string
                    day ^> '2024-01-01'        ~ date > string has no meaning; write date(...) around the string
                    at ^>= day                 ~ timestamp >= date has no meaning; write date(...) around the timestamp
                    flag ^== 'x'               ~ boolean == string compares what is never equal
                    lines ^< lines             ~ list<struct<price:decimal(18,4),items:int64,code:string>> < list<struct<price:decimal(18,4),items:int64,code:string>> has no meaning
                    ^-name                     ~ -string has no meaning, expected a number
                    ^size(count)               ~ size(int64) has no meaning, expected size(string), size(bytes), size(list), size(map), string.size(), bytes.size(), list.size(), map.size()
                    name.^siz()                ~ function 'siz' is unknown; did you mean 'size'?
                    ^now()                     ~ function 'now' is unknown
                    .^now()                    ~ function 'now' is unknown
                    .^matches()                ~ matches() has no meaning
                    name.matches(^'[')         ~ the pattern is wrong: missing closing ], expected RE2's syntax
                    name.matches(^name)        ~ a pattern must be a literal string
                    ^date('2024-13-01') < day  ~ the text is no date, expected one such as 2024-01-31
                    1 ^/ 0                     ~ division by zero
                    [1, ^'a']                  ~ this is string, what stands before is int64; expected one type
                    flag ^? 1 : 'a'            ~ the results after '?' are int64 and string, expected one type; write int(...) around the string
                    ^count && flag             ~ this is int64, expected boolean; compare it
                    !^count                    ~ this is int64, expected boolean; compare it
                    ^null                      ~ the expression gives a value of type null, which no column can hold
                    ^duration('1h')            ~ the expression gives a value of type duration, which no column can hold
                    lines.^all(l)              ~ all(...) takes a name and a condition, such as lines.all(line, ...)
                    count.^map(x, x)           ~ map(...) of int64 has no meaning, expected a list
                    ^has(1)                    ~ has(...) takes a column or a field of one
                    name ^= 'a'                ~ '=' has no meaning here; write ==
                    flag ^and flag             ~ 'and' has no meaning here; write &&
                    flag ^| flag               ~ '|' has no meaning here; write ||
                    if ^flag                   ~ 'flag' is not expected here
                    ^#                         ~ the character '#' has no meaning here
                    ^99999999999999999999      ~ the number is out of the range of int64
                    price > ^1e999             ~ the number is out of the range of float64
                    ^1u                        ~ unsigned numbers are not supported; write it without 'u'
                    Foo^{a: 1}                 ~ records cannot be made in an expression
                    {^name: 1}                 ~ a key must be a literal string, int64 or boolean
                    ^round(price, count)       ~ round(decimal(18,4), int64) has no meaning, expected a decimal and a literal number of digits from 0 to 38
                    ^decimal(flag)             ~ decimal(boolean) has no meaning, expected decimal(string), decimal(int64) or decimal(float64)
                    '\u00e9𝄞' == name && ^nam == '' ~ column 'nam' is unknown; did you mean 'name'?
                    """)
    void saysWhatIsWrongAndWhere(String marked, String message) {
        String text = marked.replace("^", "");
        CelException error = error(text);
        assertThat(error.getMessage()).isEqualTo(message);
        assertThat(error.offset()).as(message).isEqualTo(marked.indexOf('^'));
    }

    @Test
    void countsLinesAndSurrogates() {
        String text = "name == '𝄞' &&\n  flag &&\r\n  nix";
        assertThat(error(text).offset()).isEqualTo(text.indexOf("nix"));
        String stray = "'𝄞' == name &&\n '𝄞' # name";
        assertThat(error(stray).offset()).isEqualTo(stray.indexOf('#'));
    }

    @Test
    void saysWhatThereIsWhereNothingIsNear() {
        CelException error =
                catchThrowableOfType(
                        CelException.class,
                        () -> CelExpression.compile("zzz", Map.of("a_b", DataType.decimal(3, 1))));
        assertThat(error).hasMessage("column 'zzz' is unknown, expected one of: a_b");
        assertThat(error("zzzzzzzz").getMessage()).endsWith("and 28 more");
    }

    @Test
    void refusesWhatIsEmptyOrTooLong() {
        assertThat(error(" \n").getMessage()).startsWith("the expression is empty");
        assertThat(error("a".repeat(8193)).getMessage()).contains("8193 characters");
        assertThat(error("(".repeat(60) + "1").getMessage()).contains("deeper than 50 levels");
        assertThat(error("1" + " + 1".repeat(60)).getMessage()).contains("deeper than 50 levels");
        assertThat(error("!".repeat(60) + "flag").getMessage()).contains("deeper than 50 levels");
        assertThat(error("[1].map(a, [1].map(b, [1].map(c, [1].map(d, 1))))").getMessage())
                .isEqualTo("loops are nested deeper than 3 levels");
        assertThat(error("name.matches('" + "a".repeat(1001) + "')").getMessage())
                .isEqualTo("the pattern has more than 1000 characters; make it smaller");
        for (String greedy : List.of("a{1000}".repeat(20), "((a{1000}){1000}){1000}")) {
            assertThat(error("name.matches('" + greedy + "')").getMessage())
                    .isEqualTo("the pattern becomes more than 10000 instructions; make it smaller");
        }
    }

    private static CelException error(String text) {
        return catchThrowableOfType(CelException.class, () -> Given.compiled(text));
    }
}
