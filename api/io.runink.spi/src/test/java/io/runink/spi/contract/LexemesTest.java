package io.runink.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.DataType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LexemesTest {

    private static boolean fits(String type, String text) {
        return read(Lexemes.of(DataType.parse(type)), text);
    }

    private static boolean read(Lexemes lexemes, String text) {
        byte[] padded = ("#" + text + "#").getBytes(StandardCharsets.UTF_8);
        return lexemes.read(padded, 1, padded.length - 2);
    }

    private static long number(String type, String text) {
        Lexemes lexemes = Lexemes.of(DataType.parse(type));
        assertThat(read(lexemes, text)).as(text).isTrue();
        return lexemes.number();
    }

    @Test
    void wholeNumbersKeepTheRangeOfTheirType() {
        assertThat(number("int8", "-128")).isEqualTo(-128);
        assertThat(number("int8", "127")).isEqualTo(127);
        assertThat(fits("int8", "128")).isFalse();
        assertThat(number("int16", "-32768")).isEqualTo(Short.MIN_VALUE);
        assertThat(fits("int16", "32768")).isFalse();
        assertThat(number("int32", "2147483647")).isEqualTo(Integer.MAX_VALUE);
        assertThat(fits("int32", "2147483648")).isFalse();
        assertThat(number("int64", "-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(number("int64", "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(fits("int64", "9223372036854775808")).isFalse();
        assertThat(fits("int64", "-9223372036854775809")).isFalse();
        assertThat(fits("int64", "99999999999999999999")).isFalse();
        for (String text : List.of("", "-", "+1", "1.0", "1e3", " 1", "0x1", "--1", "١")) {
            assertThat(fits("int64", text)).as(text).isFalse();
        }
    }

    @Test
    void decimalsAreExactAndNeverRounded() {
        assertThat(number("decimal(18,4)", "12.5")).isEqualTo(125_000);
        assertThat(number("decimal(18,4)", "-0.0001")).isEqualTo(-1);
        assertThat(number("decimal(18,4)", "0007")).isEqualTo(70_000);
        assertThat(number("decimal(4,2)", "99.99")).isEqualTo(9999);
        assertThat(fits("decimal(4,2)", "100")).isFalse();
        assertThat(fits("decimal(4,2)", "1.001")).isFalse();
        for (String text :
                List.of("", ".", ".5", "5.", "1e2", "NaN", "1,5", "+1", "- 1", "1.2.3")) {
            assertThat(fits("decimal(18,4)", text)).as(text).isFalse();
        }
        Lexemes wide = Lexemes.of(DataType.decimal(38, 10));
        assertThat(read(wide, "-1234567890123456789012345678.0000000001")).isTrue();
        assertThat(wide.wide())
                .isEqualTo(new BigInteger("-12345678901234567890123456780000000001"));
    }

    @Test
    void floatsAreFinite() {
        Lexemes lexemes = Lexemes.of(DataType.of(DataType.Kind.FLOAT64));
        assertThat(read(lexemes, "-1.5e3")).isTrue();
        assertThat(lexemes.real()).isEqualTo(-1500);
        assertThat(fits("float32", "3.4e38")).isTrue();
        assertThat(fits("float32", "3.5e38")).isFalse();
        for (String text : List.of("", "NaN", "Infinity", "1e999", "1f", "0x1p3", "1e", "1.e1")) {
            assertThat(fits("float64", text)).as(text).isFalse();
        }
    }

    @Test
    void booleansAreTrueOrFalse() {
        assertThat(number("boolean", "true")).isEqualTo(1);
        assertThat(number("boolean", "false")).isZero();
        for (String text : List.of("", "TRUE", "1", "yes", "tru", "falsy")) {
            assertThat(fits("boolean", text)).as(text).isFalse();
        }
    }

    @Test
    void daysAreThoseOfTheCalendar() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            LocalDate day = LocalDate.of(0, 1, 1).plusDays(random.nextInt(3_650_000));
            assertThat(number("date", day.toString())).isEqualTo(day.toEpochDay());
        }
        assertThat(fits("date", "2024-02-29")).isTrue();
        for (String text :
                List.of("2023-02-29", "2024-13-01", "2024-00-10", "2024-1-1", "2024-04-31", "")) {
            assertThat(fits("date", text)).as(text).isFalse();
        }
    }

    @Test
    void timesHaveMicroseconds() {
        assertThat(number("time", "10:15")).isEqualTo(LocalTime.of(10, 15).toNanoOfDay() / 1000);
        assertThat(number("time", "23:59:59.999999")).isEqualTo(86_399_999_999L);
        for (String text : List.of("24:00", "10:60", "10:15:60", "10:15:00.", "10:15Z", "1:15")) {
            assertThat(fits("time", text)).as(text).isFalse();
        }
    }

    @Test
    void timestampsAreInstants() {
        Random random = new Random(8);
        for (int i = 0; i < 2000; i++) {
            Instant instant =
                    Instant.ofEpochSecond(
                            random.nextLong(-62_167_219_200L, 253_402_300_800L),
                            random.nextLong(1_000_000) * 1000);
            assertThat(number("timestamp", instant.toString()))
                    .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
        }
        assertThat(number("timestamp", "1970-01-01T01:00:00+01:00")).isZero();
        assertThat(number("timestamp", "1970-01-01T01:00+01")).isZero();
        assertThat(number("timestamp", "1969-12-31T18:30:00-0530")).isZero();
        assertThat(number("timestamp", "1970-01-01T00:00:00.000001000Z")).isEqualTo(1);
        for (String text :
                List.of(
                        "",
                        "2024-01-01",
                        "2024-01-01T00:00:00",
                        "2024-01-01 00:00:00Z",
                        "2024-02-30T00:00:00Z",
                        "2024-01-01T25:00:00Z",
                        "2024-01-01T00:00:00.0000001Z",
                        "2024-01-01T00:00:00ZZ",
                        "2024-01-01T00:00:00+1",
                        "2024-01-01T00:00:00+19:00",
                        "0000-01-01T00:00:00+01:00",
                        "not a timestamp at all")) {
            assertThat(fits("timestamp", text)).as(text).isFalse();
        }
    }

    @Test
    void bytesAreBase64() {
        Lexemes lexemes = Lexemes.of(DataType.of(DataType.Kind.BYTES));
        assertThat(read(lexemes, "AQID")).isTrue();
        assertThat(lexemes.bytes()).containsExactly(1, 2, 3);
        for (String text : List.of("AQI", "A===", "A_ID", "AQID\n")) {
            assertThat(fits("bytes", text)).as(text).isFalse();
        }
    }

    @Test
    void nestedTextIsOneJsonObjectOrArray() {
        DataType map = DataType.map(DataType.of(DataType.Kind.STRING));
        DataType list = DataType.list(DataType.of(DataType.Kind.STRING));
        List<String> objects =
                List.of(
                        "{}",
                        " { } ",
                        "{\"a\":1}",
                        "{\"a\":{\"b\":[1,-0.5e+7,{}]},\"c\":null,\"a\":true}",
                        "{\"\\u00e9\\ud83d\\ude00\\n\":\"\u00e9\"}");
        List<String> arrays =
                List.of("[]", "[[],[[]]]", "[1 , \"x\"\t,false]", "[{\"a\":[{\"b\":0}]},{}]");
        List<String> neither =
                List.of(
                        "",
                        " ",
                        "1",
                        "\"a\"",
                        "null",
                        "{",
                        "}",
                        "[",
                        "[1",
                        "[1,]",
                        "[,1]",
                        "{,}",
                        "{\"a\"}",
                        "{\"a\":}",
                        "{\"a\":1,}",
                        "{a:1}",
                        "{1:1}",
                        "[1]]",
                        "[1]x",
                        "{}{}",
                        "[01]",
                        "[1.]",
                        "[.5]",
                        "[+1]",
                        "[1e]",
                        "[-]",
                        "[tru]",
                        "[\"\n\"]",
                        "[\"\\x\"]",
                        "[\"\\ud800\"]",
                        "[\"\\ud800\\u0041\"]",
                        "[\"\\udc00\"]",
                        "[\"\\u12\"]",
                        "[\"\\",
                        "[\"a",
                        "{]",
                        "[}",
                        "[{]}",
                        "[1 2]",
                        "{\"a\":1 \"b\":2}");
        assertThat(objects).allMatch(it -> reads(map, it)).noneMatch(it -> reads(list, it));
        assertThat(arrays).allMatch(it -> reads(list, it)).noneMatch(it -> reads(map, it));
        assertThat(neither).noneMatch(it -> reads(map, it)).noneMatch(it -> reads(list, it));
        assertThat(reads(list, "[".repeat(64) + "]".repeat(64))).isTrue();
        assertThat(reads(list, "[".repeat(65) + "]".repeat(65))).isFalse();
        assertThat(reads(list, "[".repeat(1_000_000))).isFalse();
    }

    private static boolean reads(DataType type, String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
        return Lexemes.of(type).read(bytes, 1, bytes.length - 2);
    }
}
