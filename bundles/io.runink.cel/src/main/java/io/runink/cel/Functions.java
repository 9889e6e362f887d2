package io.runink.cel;

import static io.runink.cel.Type.Simple.BOOLEAN;
import static io.runink.cel.Type.Simple.BYTES;
import static io.runink.cel.Type.Simple.DATE;
import static io.runink.cel.Type.Simple.DURATION;
import static io.runink.cel.Type.Simple.FLOAT;
import static io.runink.cel.Type.Simple.INT;
import static io.runink.cel.Type.Simple.STRING;
import static io.runink.cel.Type.Simple.TIME;
import static io.runink.cel.Type.Simple.TIMESTAMP;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The functions whose result type does not depend on values. */
final class Functions {

    /**
     * A function for certain types.
     *
     * @param member whether it is written {@code value.name(...)}; the value is its first parameter
     */
    record Overload(
            String name, boolean member, List<Type> parameters, Type result, Node.Many body) {

        boolean accepts(boolean asMember, List<Expr> arguments) {
            if (member != asMember || parameters.size() != arguments.size()) {
                return false;
            }
            for (int i = 0; i < parameters.size(); i++) {
                if (!accepts(parameters.get(i), arguments.get(i).type())) {
                    return false;
                }
            }
            return true;
        }

        private static boolean accepts(Type parameter, Type argument) {
            return switch (parameter) {
                case Type.Decimal _ -> argument instanceof Type.Decimal;
                case Type.ListOf list ->
                        argument instanceof Type.ListOf it
                                && (list.element() == Type.Simple.ABSENT
                                        || Coercion.common(list.element(), it.element()) != null);
                case Type.MapOf _ -> argument instanceof Type.MapOf;
                case Type.Struct _ -> false;
                case Type.Simple one -> argument == one || argument == Type.Simple.ABSENT;
            };
        }

        /** How it is called, such as {@code string.size()} or {@code int(string)}. */
        @Override
        public String toString() {
            List<String> words = new ArrayList<>(parameters.stream().map(Functions::word).toList());
            String before = member ? words.removeFirst() + "." : "";
            return before + name + "(" + String.join(", ", words) + ")";
        }
    }

    private static final Type LIST = new Type.ListOf(Type.Simple.ABSENT);
    private static final Type STRINGS = new Type.ListOf(STRING);
    private static final Type MAP = new Type.MapOf(Type.Simple.ABSENT, Type.Simple.ABSENT);
    private static final Type DECIMAL = new Type.Decimal(Decimals.DIGITS_MAX, 0);

    private static final Map<String, List<Overload>> ALL = new TreeMap<>();

    private Functions() {}

    /** All of a name, none if it is unknown. */
    static List<Overload> named(String name) {
        return ALL.getOrDefault(name, List.of());
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    static @Nullable Overload find(String name, boolean member, List<Expr> arguments) {
        for (Overload overload : named(name)) {
            if (overload.accepts(member, arguments)) {
                return overload;
            }
        }
        return null;
    }

    private static String word(Type type) {
        if (type.equals(DECIMAL)) {
            return "decimal";
        }
        return type.equals(LIST) ? "list" : type.equals(MAP) ? "map" : type.toString();
    }

    private static void global(String name, Type result, Node.Many body, Type... parameters) {
        add(new Overload(name, false, List.of(parameters), result, body));
    }

    private static void member(String name, Type result, Node.Many body, Type... parameters) {
        add(new Overload(name, true, List.of(parameters), result, body));
    }

    private static void add(Overload overload) {
        ALL.computeIfAbsent(overload.name(), _ -> new ArrayList<>()).add(overload);
    }

    static {
        sizes();
        search();
        pieces();
        conversions();
        toText();
        calendar();
        clock();
    }

    private static String text(Object[] arguments, int index) {
        return (String) arguments[index];
    }

    private static long number(Object[] arguments, int index) {
        return (long) arguments[index];
    }

    private static void sizes() {
        for (boolean member : new boolean[] {false, true}) {
            add(size(member, STRING, it -> Strings.size((String) it)));
            add(size(member, BYTES, it -> ((byte[]) it).length));
            add(size(member, LIST, it -> ((List<?>) it).size()));
            add(size(member, MAP, it -> ((Map<?, ?>) it).size()));
        }
    }

    private static Overload size(boolean member, Type of, ToLongFunction<Object> size) {
        return new Overload("size", member, List.of(of), INT, (_, it) -> size.applyAsLong(it[0]));
    }

    private static void search() {
        member("contains", BOOLEAN, (_, it) -> text(it, 0).contains(text(it, 1)), STRING, STRING);
        member(
                "startsWith",
                BOOLEAN,
                (_, it) -> text(it, 0).startsWith(text(it, 1)),
                STRING,
                STRING);
        member("endsWith", BOOLEAN, (_, it) -> text(it, 0).endsWith(text(it, 1)), STRING, STRING);
        member(
                "indexOf",
                INT,
                (_, it) -> Strings.indexOf(text(it, 0), text(it, 1), 0),
                STRING,
                STRING);
        member(
                "indexOf",
                INT,
                (_, it) -> Strings.indexOf(text(it, 0), text(it, 1), number(it, 2)),
                STRING,
                STRING,
                INT);
        member(
                "lastIndexOf",
                INT,
                (_, it) -> Strings.lastIndexOf(text(it, 0), text(it, 1), Strings.size(text(it, 0))),
                STRING,
                STRING);
        member(
                "lastIndexOf",
                INT,
                (_, it) -> Strings.lastIndexOf(text(it, 0), text(it, 1), number(it, 2)),
                STRING,
                STRING,
                INT);
    }

    private static void pieces() {
        member(
                "charAt",
                STRING,
                (_, it) -> Strings.charAt(text(it, 0), number(it, 1)),
                STRING,
                INT);
        member("lowerAscii", STRING, (_, it) -> Strings.lower(text(it, 0)), STRING);
        member("upperAscii", STRING, (_, it) -> Strings.upper(text(it, 0)), STRING);
        member("trim", STRING, (_, it) -> text(it, 0).strip(), STRING);
        member(
                "substring",
                STRING,
                (_, it) -> Strings.substring(text(it, 0), number(it, 1), Strings.size(text(it, 0))),
                STRING,
                INT);
        member(
                "substring",
                STRING,
                (_, it) -> Strings.substring(text(it, 0), number(it, 1), number(it, 2)),
                STRING,
                INT,
                INT);
        member(
                "replace",
                STRING,
                (f, it) -> Strings.replace(f, text(it, 0), text(it, 1), text(it, 2), -1),
                STRING,
                STRING,
                STRING);
        member(
                "replace",
                STRING,
                (f, it) -> Strings.replace(f, text(it, 0), text(it, 1), text(it, 2), number(it, 3)),
                STRING,
                STRING,
                STRING,
                INT);
        member(
                "split",
                STRINGS,
                (f, it) -> Strings.split(f, text(it, 0), text(it, 1), -1),
                STRING,
                STRING);
        member(
                "split",
                STRINGS,
                (f, it) -> Strings.split(f, text(it, 0), text(it, 1), number(it, 2)),
                STRING,
                STRING,
                INT);
        member("join", STRING, (f, it) -> Strings.join(f, (List<?>) it[0], ""), STRINGS);
        member(
                "join",
                STRING,
                (f, it) -> Strings.join(f, (List<?>) it[0], text(it, 1)),
                STRINGS,
                STRING);
    }

    private static void conversions() {
        for (Type same : List.of(BOOLEAN, INT, FLOAT, STRING, BYTES, DATE, TIME, TIMESTAMP)) {
            String name = same == INT ? "int" : same == FLOAT ? "double" : same.toString();
            global(same == BOOLEAN ? "bool" : name, same, (_, it) -> it[0], same);
        }
        global("duration", DURATION, (_, it) -> it[0], DURATION);
        global("bool", BOOLEAN, (_, it) -> Conversions.toBoolean(text(it, 0)), STRING);
        global("int", INT, (_, it) -> Conversions.toInt((double) it[0]), FLOAT);
        global("int", INT, (_, it) -> Conversions.toInt(text(it, 0)), STRING);
        global("int", INT, (_, it) -> Conversions.toInt((java.math.BigDecimal) it[0]), DECIMAL);
        global("int", INT, (_, it) -> ((Instant) it[0]).getEpochSecond(), TIMESTAMP);
        global("double", FLOAT, (_, it) -> (double) number(it, 0), INT);
        global("double", FLOAT, (_, it) -> Conversions.toDouble(text(it, 0)), STRING);
        global("double", FLOAT, (_, it) -> ((java.math.BigDecimal) it[0]).doubleValue(), DECIMAL);
        global("bytes", BYTES, (_, it) -> Conversions.toBytes(text(it, 0)), STRING);
        global("timestamp", TIMESTAMP, (_, it) -> Times.timestamp(text(it, 0)), STRING);
        global("timestamp", TIMESTAMP, (_, it) -> Times.ofEpochSecond(number(it, 0)), INT);
        global("duration", DURATION, (_, it) -> Times.duration(text(it, 0)), STRING);
        global("date", DATE, (_, it) -> Times.date(text(it, 0)), STRING);
        global("date", DATE, (_, it) -> Times.day((Instant) it[0]), TIMESTAMP);
        global("time", TIME, (_, it) -> Times.time(text(it, 0)), STRING);
    }

    private static void toText() {
        global("string", STRING, (_, it) -> it[0].toString(), BOOLEAN);
        global("string", STRING, (_, it) -> it[0].toString(), INT);
        global("string", STRING, (_, it) -> Conversions.text((double) it[0]), FLOAT);
        global(
                "string",
                STRING,
                (_, it) -> ((java.math.BigDecimal) it[0]).toPlainString(),
                DECIMAL);
        global("string", STRING, (_, it) -> Conversions.text((byte[]) it[0]), BYTES);
        global("string", STRING, (_, it) -> it[0].toString(), DATE);
        global("string", STRING, (_, it) -> Times.text((LocalTime) it[0]), TIME);
        global("string", STRING, (_, it) -> it[0].toString(), TIMESTAMP);
        global("string", STRING, (_, it) -> Times.text((Duration) it[0]), DURATION);
    }

    /** Parts of a day count from 0 except in {@code getDate}, as CEL has it. */
    private static void calendar() {
        day("getFullYear", LocalDate::getYear);
        day("getMonth", it -> it.getMonthValue() - 1);
        day("getDate", LocalDate::getDayOfMonth);
        day("getDayOfMonth", it -> it.getDayOfMonth() - 1);
        day("getDayOfYear", it -> it.getDayOfYear() - 1);
        day("getDayOfWeek", it -> it.getDayOfWeek().getValue() % 7);
    }

    private static void day(String name, ToLongFunction<LocalDate> part) {
        member(name, INT, (_, it) -> part.applyAsLong((LocalDate) it[0]), DATE);
        instant(name, it -> part.applyAsLong(it.toLocalDate()));
    }

    private static void instant(String name, Function<ZonedDateTime, Long> part) {
        member(
                name,
                INT,
                (_, it) -> part.apply(((Instant) it[0]).atZone(ZoneOffset.UTC)),
                TIMESTAMP);
        member(
                name,
                INT,
                (_, it) -> part.apply(Times.in((Instant) it[0], text(it, 1))),
                TIMESTAMP,
                STRING);
    }

    private static void clock() {
        clock("getHours", LocalTime::getHour, it -> Times.seconds(it) / 3600);
        clock("getMinutes", LocalTime::getMinute, it -> Times.seconds(it) / 60);
        clock("getSeconds", LocalTime::getSecond, Times::seconds);
        clock(
                "getMilliseconds",
                it -> it.get(ChronoField.MILLI_OF_SECOND),
                it -> it.toMillis() % 1000);
    }

    private static void clock(
            String name, ToLongFunction<LocalTime> part, ToLongFunction<Duration> whole) {
        member(name, INT, (_, it) -> part.applyAsLong((LocalTime) it[0]), TIME);
        member(name, INT, (_, it) -> whole.applyAsLong((Duration) it[0]), DURATION);
        instant(name, it -> part.applyAsLong(it.toLocalTime()));
    }
}
