package io.runink.step.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.tck.StepSuite;
import io.runink.tck.StepSuite.Feed;
import io.runink.tck.StepSuite.Outcome;
import io.runink.tck.StepSuite.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Questions in SQL on random rows of every type, and plain loops in Java that answer the same: what
 * is absent, no number, at the limit of its type or of another time zone. Of no row, of one, of
 * many.
 */
final class SqlOracleTest {

    /** Always as far from UTC as since 1986. */
    private static final ZoneId FAR = ZoneId.of("Asia/Kathmandu");

    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private final StepSuite suite = new StepSuite(new SqlSteps(128L << 20), 1 << 20);

    /** A row's values by column; those that are absent are left out. */
    private record Row(Map<String, Comparable<?>> values) {

        @Nullable Comparable<?> at(String column) {
            return values.get(column);
        }

        @SuppressWarnings("unchecked") // A column has values of one type.
        <T> Optional<T> maybe(String column) {
            return Optional.ofNullable((T) values.get(column));
        }
    }

    private static List<Row> read(Contract contract, List<List<@Nullable String>> texts) {
        List<Row> rows = new ArrayList<>();
        for (List<@Nullable String> row : texts) {
            Map<String, Comparable<?>> values = new HashMap<>();
            for (int i = 0; i < row.size(); i++) {
                String text = row.get(i);
                Field field = contract.fields().get(i);
                if (text != null) {
                    values.put(field.name(), value(field.type(), text));
                }
            }
            rows.add(new Row(values));
        }
        return rows;
    }

    /** A value whose natural order and equality are those of SQL. */
    private static Comparable<?> value(DataType type, String text) {
        return switch (type.kind()) {
            // By code points, which is the order of their bytes.
            case STRING -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
            case BYTES -> HexFormat.of().formatHex(Base64.getDecoder().decode(text));
            case BOOLEAN -> Boolean.valueOf(text);
            case INT8, INT16, INT32, INT64, DECIMAL -> decimal(text);
            // Zero has two signs and is one number; what is none is the greatest.
            case FLOAT32 -> Float.parseFloat(text) + 0.0f;
            case FLOAT64 -> Double.parseDouble(text) + 0.0;
            case DATE -> LocalDate.parse(text);
            case TIME -> LocalTime.parse(text);
            case TIMESTAMP -> OffsetDateTime.parse(text).toInstant();
            case STRUCT, LIST, MAP -> throw new IllegalArgumentException(type.toString());
        };
    }

    private static BigDecimal decimal(String text) {
        BigDecimal value = new BigDecimal(text);
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // A column has values of one type.
    private static Comparator<Row> by(String column) {
        Comparator<@Nullable Comparable> values =
                Comparator.nullsLast((one, other) -> one.compareTo(other));
        return (one, other) -> values.compare(one.at(column), other.at(column));
    }

    private List<Row> asked(String query, Contract output, Table... inputs) throws IOException {
        Outcome outcome =
                suite.run(
                        Map.of("query", List.of(query)),
                        output,
                        List.of(inputs),
                        Feed.ALTERNATING,
                        77);
        // All that came is taken, and what is made of it is told row by row.
        assertThat(outcome.filtered()).isZero();
        assertThat(outcome.rejected()).isEmpty();
        assertThat(outcome.lines()).hasSameSizeAs(outcome.rows());
        return read(output, outcome.rows());
    }

    private static Table rows(int count) {
        return new RandomRows(count + 7L).rows(count);
    }

    private static Contract all() {
        return RandomRows.CONTRACT;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000})
    void everyRowIsInOneOfThreeParts(int count) throws Exception {
        Table table = rows(count);
        Map<String, Predicate<Row>> conditions =
                Map.of(
                        "price > 2.5",
                        row ->
                                row.<BigDecimal>maybe("price").orElseThrow().compareTo(of("2.5"))
                                        > 0,
                        "wide <= -0.0000000001",
                        row ->
                                row.<BigDecimal>maybe("wide").orElseThrow().compareTo(of("-1e-10"))
                                        <= 0,
                        "real > 1e308",
                        row -> row.<Double>maybe("real").orElseThrow().compareTo(1e308) > 0,
                        "moment < '2023-12-01T02:00:00+02:00'",
                        row ->
                                row.<Instant>maybe("moment")
                                        .orElseThrow()
                                        .isBefore(Instant.parse("2023-12-01T00:00:00Z")),
                        "clock = '23:59:59.999999'",
                        row ->
                                row.<LocalTime>maybe("clock")
                                        .orElseThrow()
                                        .equals(LocalTime.parse("23:59:59.999999")),
                        "length(word) = 1",
                        row -> {
                            byte[] utf8 =
                                    HexFormat.of()
                                            .parseHex(row.<String>maybe("word").orElseThrow());
                            String word = new String(utf8, StandardCharsets.UTF_8);
                            return word.codePointCount(0, word.length()) == 1;
                        });
        List<Row> came = read(all(), table.rows());
        for (Map.Entry<String, Predicate<Row>> one : conditions.entrySet()) {
            String condition = one.getKey();
            String column = condition.replaceFirst("^length\\((.*)\\)", "$1").split(" ", 2)[0];
            Predicate<Row> known = row -> row.at(column) != null;
            Predicate<Row> holds = known.and(one.getValue());
            String select = "SELECT * FROM input WHERE %s ORDER BY id";
            List<Row> is = asked(select.formatted(condition), all(), table);
            List<Row> not = asked(select.formatted("NOT (" + condition + ")"), all(), table);
            List<Row> unknown =
                    asked(select.formatted("(" + condition + ") IS NULL"), all(), table);
            assertThat(is).as(condition).isEqualTo(came.stream().filter(holds).toList());
            assertThat(not)
                    .as(condition)
                    .isEqualTo(came.stream().filter(known.and(holds.negate())).toList());
            assertThat(unknown)
                    .as(condition)
                    .isEqualTo(came.stream().filter(known.negate()).toList());
            assertThat(is.size() + not.size() + unknown.size()).isEqualTo(count);
        }
    }

    private static BigDecimal of(String number) {
        return new BigDecimal(number);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 300})
    void everyTypeHasItsOrder(int count) throws Exception {
        Table table = rows(count);
        for (Field field : all().fields()) {
            List<Row> expected = new ArrayList<>(read(all(), table.rows()));
            expected.sort(by(field.name()).thenComparing(by("id")));
            assertThat(
                            asked(
                                    "SELECT * FROM input ORDER BY \""
                                            + field.name()
                                            + "\" NULLS LAST, id",
                                    all(),
                                    table))
                    .as(field.name())
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 800})
    void everyRowIsInOneGroup(int count) throws Exception {
        Table table = rows(count);
        List<Row> came = read(all(), table.rows());
        for (String key :
                List.of("word", "flag", "tiny", "single", "real", "price", "thin", "clock")) {
            Field field = all().field(key).orElseThrow();
            Contract output =
                    StepSuite.contract(
                            key + " " + field.type(),
                            "n int64",
                            "priced int32",
                            "words int32",
                            "total decimal(38,2)",
                            "least float64",
                            "most decimal(38,10)",
                            "first timestamp",
                            "last date");
            List<Row> groups =
                    asked(
                            "SELECT "
                                    + key
                                    + ", count(*) AS n, count(price) AS priced, sum(price) AS total,"
                                    + " count(DISTINCT word) AS words, min(real) AS least,"
                                    + " max(wide) AS most, min(moment) AS first, max(day) AS last"
                                    + " FROM input GROUP BY "
                                    + key
                                    + " ORDER BY "
                                    + key
                                    + " NULLS LAST",
                            output,
                            table);
            assertThat(groups).as(key).isEqualTo(grouped(came, key));
            assertThat(
                            groups.stream()
                                    .mapToLong(it ->
                                            it.<BigDecimal>maybe("n")
                                                    .orElseThrow()
                                                    .longValueExact())
                                    .sum())
                    .isEqualTo(count);
        }
    }

    private static List<Row> grouped(List<Row> came, String key) {
        List<Row> groups = new ArrayList<>();
        for (Row one : came.stream().sorted(by(key)).toList()) {
            if (groups.stream().anyMatch(it -> Objects.equals(it.at(key), one.at(key)))) {
                continue;
            }
            List<Row> same =
                    came.stream().filter(it -> Objects.equals(it.at(key), one.at(key))).toList();
            Map<String, Comparable<?>> values = new HashMap<>();
            Stream.of(
                            Map.entry(key, one.maybe(key)),
                            Map.entry("n", Optional.of(number(same.size()))),
                            Map.entry("priced", Optional.of(number(column(same, "price").size()))),
                            Map.entry(
                                    "words",
                                    Optional.of(
                                            number(
                                                    column(same, "word").stream()
                                                            .distinct()
                                                            .count()))),
                            Map.entry(
                                    "total",
                                    SqlOracleTest.<BigDecimal>column(same, "price").stream()
                                            .reduce(BigDecimal::add)
                                            .map(it -> decimal(it.toString()))),
                            Map.entry("least", fold(same, "real", BinaryOperator.minBy(order()))),
                            Map.entry("most", fold(same, "wide", BinaryOperator.maxBy(order()))),
                            Map.entry("first", fold(same, "moment", BinaryOperator.minBy(order()))),
                            Map.entry("last", fold(same, "day", BinaryOperator.maxBy(order()))))
                    .forEach(it ->
                            it.getValue()
                                    .ifPresent(value ->
                                            values.put(it.getKey(), (Comparable<?>) value)));
            groups.add(new Row(values));
        }
        return groups;
    }

    private static BigDecimal number(long count) {
        return decimal(Long.toString(count));
    }

    private static <T> List<T> column(List<Row> rows, String column) {
        return rows.stream().map(it -> it.<T>maybe(column)).flatMap(Optional::stream).toList();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // A column has values of one type.
    private static Comparator<Object> order() {
        return (one, other) -> ((Comparable) one).compareTo(other);
    }

    private static Optional<Object> fold(
            List<Row> rows, String column, BinaryOperator<Object> take) {
        return SqlOracleTest.<Object>column(rows, column).stream().reduce(take);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 150})
    void whatIsAbsentMeetsNothing(int count) throws Exception {
        Table left = rows(count);
        Table right = new RandomRows(99).rows(90);
        Contract output = StepSuite.contract("id int64", "other int64");
        List<Row> expected = new ArrayList<>();
        for (Row one : read(all(), left.rows())) {
            List<Row> met =
                    read(all(), right.rows()).stream()
                            .filter(it -> one.at("word") != null)
                            .filter(it -> Objects.equals(it.at("word"), one.at("word")))
                            .filter(it ->
                                    one.at("real") != null
                                            && it.at("real") != null
                                            && by("real").compare(one, it) <= 0)
                            .toList();
            Comparable<?> id = Objects.requireNonNull(one.at("id"));
            met.forEach(it ->
                    expected.add(
                            new Row(
                                    Map.of(
                                            "id",
                                            id,
                                            "other",
                                            Objects.requireNonNull(it.at("id"))))));
            if (met.isEmpty()) {
                expected.add(new Row(Map.of("id", id)));
            }
        }
        assertThat(
                        asked(
                                "SELECT a.id, b.id AS other FROM input1 a LEFT JOIN input2 b"
                                        + " ON a.word = b.word AND a.real <= b.real ORDER BY 1, 2",
                                output,
                                left,
                                right))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2000})
    void aMomentIsADayOfAZone(int count) throws Exception {
        Table table = rows(count);
        List<Row> expected = new ArrayList<>();
        for (Row row : read(all(), table.rows())) {
            Optional<Instant> moment =
                    row.<Instant>maybe("moment").filter(it -> !it.isBefore(EARLIEST));
            if (moment.isPresent()) {
                Instant at = moment.get();
                expected.add(
                        new Row(
                                Map.of(
                                        "id",
                                        Objects.requireNonNull(row.at("id")),
                                        "moment",
                                        at,
                                        "here",
                                        at.atOffset(ZoneOffset.UTC).toLocalDate(),
                                        "there",
                                        at.atZone(FAR).toLocalDate())));
            }
        }
        assertThat(
                        asked(
                                "SELECT id, moment, CAST(moment AS DATE) AS here,"
                                        + " CAST(moment AT TIME ZONE 'Asia/Kathmandu' AS DATE)"
                                        + " AS there FROM input"
                                        + " WHERE moment >= '1989-12-31 18:15:00-05:45' ORDER BY id",
                                StepSuite.contract(
                                        "id int64", "moment timestamp", "here date", "there date"),
                                table))
                .isEqualTo(expected);
    }
}
