package io.runink.slice;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Makes texts that are values of a type, nearly so, or not at all. */
final class RandomText {

    private static final List<String> STRANGE =
            List.of(
                    "",
                    " ",
                    "x",
                    "N/A",
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "null",
                    "-",
                    "+1",
                    "1.",
                    ".5",
                    "1e5",
                    "0x1F",
                    "１２",
                    "1,5",
                    "--1",
                    "1 ",
                    "\u00a0",
                    "true",
                    "TRUE",
                    "\u202e1",
                    "{",
                    "a\u0000b",
                    "é",
                    "😀",
                    "2026-02-30",
                    "24:00",
                    "99999999999999999999");
    private static final List<String> WORDS =
            List.of(
                    "a",
                    "ab",
                    "abcd",
                    "cdab",
                    "éa",
                    "éé",
                    "😀",
                    "😀😀😀",
                    "AB12",
                    "AB",
                    "A1",
                    "12-x_9",
                    "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
                    "529900T8BM49AURSDO55",
                    "529900T8BM49AURSDO54",
                    "US0378331005",
                    "US0378331006",
                    "DE000BAY0017",
                    "DE89370400440532013000",
                    "DE89370400440532013001",
                    "NO9386011117947",
                    "GB82WEST12345698765432",
                    "e\u0301",
                    "\u05d0\u05d1");
    private static final List<String> WHOLES =
            List.of(
                    "0",
                    "-0",
                    "1",
                    "-1",
                    "2",
                    "3",
                    "5",
                    "007",
                    "10",
                    "-10",
                    "100",
                    "127",
                    "128",
                    "-128",
                    "-129",
                    "32767",
                    "-32768",
                    "32768",
                    "2147483647",
                    "-2147483648",
                    "2147483648",
                    "9223372036854775807",
                    "-9223372036854775808",
                    "9223372036854775808",
                    "-9223372036854775809");
    private static final List<String> FRACTIONS =
            List.of(
                    "0.5",
                    "0.05",
                    "-0.05",
                    "0.3",
                    "0.10",
                    "99.99",
                    "-99.99",
                    "100.00",
                    "0.005",
                    "1.000000000000000001",
                    "0.999999999999999999",
                    "-0.0",
                    "0.1000000000",
                    "9999999999999999999999999999.9999999999",
                    "12345678901234567890.5",
                    "0.00000000001",
                    "999999999999999999");
    private static final List<String> REALS =
            List.of(
                    "1e308",
                    "1e309",
                    "-1e309",
                    "4.9e-324",
                    "1e-400",
                    "3.4028235e38",
                    "3.5e38",
                    "1E+2",
                    "1.5e-3",
                    "0.1",
                    "0.30000001",
                    "16777217",
                    "1e",
                    "1.e5");
    private static final List<String> DATES =
            List.of(
                    "2026-01-31",
                    "2024-02-29",
                    "2023-02-29",
                    "1900-02-29",
                    "2000-02-29",
                    "0000-01-01",
                    "9999-12-31",
                    "0399-12-31",
                    "1969-12-31",
                    "1970-01-01",
                    "2026-1-31",
                    "2026-13-01",
                    "2026-00-10",
                    "10000-01-01",
                    "-001-01-01");
    private static final List<String> TIMES =
            List.of(
                    "00:00",
                    "23:59:59.999999",
                    "09:30",
                    "09:30:00",
                    "12:00:00.5",
                    "09:30:00.000001",
                    "09:30:00.0000010",
                    "09:30:00.0000001",
                    "24:00:00",
                    "09:60",
                    "09:30:60",
                    "9:30",
                    "09:30:",
                    "09:30:00.");
    private static final List<String> ZONES =
            List.of("Z", "+01:00", "-05:30", "+00", "+0545", "+18:00", "-18:01", "+19", "z", "");
    private static final List<String> BYTES =
            List.of(
                    "", "AQID", "AQ==", "AQI=", "AR==", "A", "AQID\n", "=AQI", "AQ=I", "++//",
                    "--__");

    private RandomText() {}

    private static String any(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }

    /** A text for a column of a type. */
    static String of(DataType type, Random random) {
        if (type.nested()) {
            return switch (random.nextInt(12)) {
                case 0 -> any(STRANGE, random);
                case 1 -> any(List.of("{}", "[]", " [ ] ", "{\"x\":1", "[1,]", "[]]"), random);
                default -> json(type, random);
            };
        }
        return random.nextInt(8) == 0 ? any(STRANGE, random) : usual(type, random);
    }

    private static String usual(DataType type, Random random) {
        return switch (type.kind()) {
            case STRING -> word(random);
            case BOOLEAN -> random.nextBoolean() ? "true" : "false";
            case INT8, INT16, INT32, INT64 -> whole(random);
            case FLOAT32, FLOAT64 -> random.nextInt(3) == 0 ? any(REALS, random) : number(random);
            case DECIMAL -> number(random);
            case DATE -> date(random);
            case TIME -> any(TIMES, random);
            case TIMESTAMP -> date(random) + "T" + any(TIMES, random) + any(ZONES, random);
            case BYTES -> any(BYTES, random);
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private static String word(Random random) {
        if (random.nextInt(3) > 0) {
            return any(WORDS, random);
        }
        StringBuilder word = new StringBuilder();
        int length = random.nextInt(10);
        for (int i = 0; i < length; i++) {
            word.appendCodePoint(
                    switch (random.nextInt(6)) {
                        case 0 -> 0x80 + random.nextInt(0x700);
                        case 1 -> 0x1F600 + random.nextInt(0x40);
                        default -> 'a' + random.nextInt(26);
                    });
        }
        return word.toString();
    }

    private static String whole(Random random) {
        return random.nextBoolean()
                ? any(WHOLES, random)
                : String.valueOf(random.nextInt(200) - 100);
    }

    private static String number(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> any(FRACTIONS, random);
            case 1 -> whole(random);
            case 2 -> (random.nextInt(200) - 100) + "." + (10 + random.nextInt(90));
            default -> "0." + (1 + random.nextInt(9));
        };
    }

    private static String date(Random random) {
        return random.nextBoolean()
                ? any(DATES, random)
                : "20%02d-%02d-%02d"
                        .formatted(
                                random.nextInt(100),
                                1 + random.nextInt(12),
                                1 + random.nextInt(31));
    }

    /** A text that denotes a value of the type, for a bound. */
    static String bound(DataType type, Random random) {
        while (true) {
            String text =
                    switch (type.kind()) {
                        case INT8, INT16, INT32, INT64, DECIMAL -> number(random);
                        default -> usual(type, random);
                    };
            DataType read =
                    switch (type.kind()) {
                        case INT8, INT16, INT32, INT64, DECIMAL -> DataType.decimal(38, 18);
                        default -> type;
                    };
            if (OracleValue.of(read, text).isPresent()) {
                return text;
            }
        }
    }

    private static String json(DataType type, Random random) {
        if (random.nextInt(15) == 0) {
            return "null";
        }
        return switch (type.kind()) {
            case STRUCT -> {
                StringBuilder text = new StringBuilder("{");
                for (Field member : type.fields()) {
                    int times = random.nextInt(60) == 0 ? 2 : random.nextInt(6) == 0 ? 0 : 1;
                    for (int i = 0; i < times; i++) {
                        text.append(text.length() > 1 ? "," : "");
                        text.append('"').append(member.name()).append("\":");
                        text.append(json(member.type(), random));
                    }
                }
                yield text.append(random.nextInt(4) == 0 ? " }" : "}").toString();
            }
            case LIST -> {
                StringBuilder text = new StringBuilder("[");
                int size = random.nextInt(4);
                for (int i = 0; i < size; i++) {
                    text.append(i > 0 ? ", " : "").append(json(element(type), random));
                }
                yield text.append(']').toString();
            }
            case MAP -> {
                StringBuilder text = new StringBuilder("{");
                List<String> names = List.of("EUR", "a.b[0]", "é", "}{@");
                int size = random.nextInt(5);
                for (int i = 0; i < size; i++) {
                    text.append(i > 0 ? "," : "")
                            .append(quoted(names.get(random.nextInt(40) == 0 ? 0 : i)))
                            .append(" : ");
                    text.append(json(element(type), random));
                }
                yield text.append('}').toString();
            }
            default -> scalar(type, random);
        };
    }

    private static DataType element(DataType type) {
        return Objects.requireNonNull(type.element());
    }

    private static String scalar(DataType type, Random random) {
        String text = random.nextInt(8) == 0 ? any(STRANGE, random) : usual(type, random);
        boolean bare =
                text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")
                        || text.equals("true")
                        || text.equals("false");
        return bare && random.nextBoolean() ? text : quoted(text);
    }

    /** A text as JSON writes it. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == 'é') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
