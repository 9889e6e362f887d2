package io.runink.step.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.spi.step.StepFactory;
import io.runink.tck.StepSuite;
import io.runink.tck.StepSuite.Outcome;
import io.runink.tck.StepSuite.Rejected;
import io.runink.tck.StepSuite.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Steps and a database agree on random rows of every type. */
final class RowStepsOracleTest {

    private static final int ROWS = 1500;
    private static final long MEMORY_BYTES = 32L << 20;

    private static final Table SAMPLE = new Samples(20_260_101).rows(ROWS);

    private static Oracle oracle;

    @BeforeAll
    static void open() throws Exception {
        oracle = new Oracle().with("t", SAMPLE);
    }

    @AfterAll
    static void close() throws Exception {
        oracle.close();
    }

    /** Runs a step and holds it to the count: what came in went out, was filtered or rejected. */
    private static Outcome run(
            StepFactory factory, Map<String, List<String>> parameters, Contract output)
            throws Exception {
        StepSuite suite = new StepSuite(factory, MEMORY_BYTES);
        Outcome outcome = suite.run(parameters, output, SAMPLE);
        suite.runsTheSameHoweverRowsArrive(
                parameters,
                output,
                List.of(new Table(SAMPLE.contract(), SAMPLE.rows().subList(0, 70))));
        assertThat(outcome.rows().size() + outcome.filtered() + outcome.rejected().size())
                .isEqualTo(ROWS);
        return outcome;
    }

    private static void same(Outcome outcome, Contract output, String sql) throws Exception {
        assertThat(Oracle.comparable(outcome.rows(), output))
                .as(sql)
                .containsExactlyElementsOf(oracle.rows(sql + " ORDER BY n", output));
    }

    private static void rejects(Outcome outcome, String rule, String sql) throws Exception {
        assertThat(outcome.rejected()).extracting(Rejected::rule).containsOnly(rule);
        assertThat(outcome.rejected())
                .extracting(Rejected::line)
                .as(sql)
                .containsExactlyElementsOf(oracle.numbers(sql + " ORDER BY n"));
    }

    /** The sample's columns, with some added or of other types. */
    private static Contract with(String... columns) {
        Map<String, String> all = new java.util.LinkedHashMap<>();
        Samples.CONTRACT.fields().forEach(it -> all.put(it.name(), it.name() + " " + it.type()));
        for (String column : columns) {
            all.put(column.substring(0, column.indexOf(' ')), column);
        }
        return StepSuite.contract(all.values().toArray(String[]::new));
    }

    @Test
    void selectKeepsColumnsInTheirNewOrder() throws Exception {
        Contract output =
                StepSuite.contract("raw bytes", "moment timestamp", "word string", "id int64");

        Outcome outcome =
                run(
                        new SelectSteps(),
                        Map.of("columns", List.of("raw", "moment", "word", "id")),
                        output);

        same(outcome, output, "SELECT raw, moment, word, id, n FROM t");
    }

    @Test
    void renameMovesColumnsAndKeepsTheOthers() throws Exception {
        Contract output = StepSuite.contract("id int64", "name decimal(38,10)", "word time");

        Outcome outcome =
                run(
                        new RenameSteps(),
                        Map.of("word", List.of("clock"), "set", List.of("name = wide")),
                        output);

        same(outcome, output, "SELECT id, wide AS name, clock AS word, n FROM t");
    }

    @Test
    void filterKeepsWhatIsTrueAndNeitherFalseNorUnknown() throws Exception {
        Map<String, String> conditions =
                Map.of(
                        "flag",
                        "flag",
                        "!(flag || tiny > 3)",
                        "NOT (flag OR tiny > 3)",
                        "price >= 1.5 && word != 'USD'",
                        "price >= 1.5 AND word <> 'USD'",
                        "wide < 0.0000000001 || day > date('2000-01-01')",
                        "wide < 0.0000000001 OR day > DATE '2000-01-01'",
                        "real > 0.0",
                        "real > 0 AND NOT isnan(real)",
                        "moment >= timestamp('1970-01-01T00:00:00Z')",
                        "moment >= TIMESTAMPTZ '1970-01-01 00:00:00+00'",
                        "size(word) > 2",
                        "length(word) > 2",
                        "large == 9223372036854775807",
                        "large = 9223372036854775807");

        for (Map.Entry<String, String> it : conditions.entrySet()) {
            Outcome outcome =
                    run(new FilterSteps(), Map.of("when", List.of(it.getKey())), Samples.CONTRACT);

            same(outcome, Samples.CONTRACT, "SELECT * FROM t WHERE " + it.getValue());
            assertThat(outcome.filtered()).as(it.getKey()).isPositive();
        }
    }

    @Test
    void filterRejectsRowsWhoseConditionHasNoAnswer() throws Exception {
        Outcome outcome =
                run(
                        new FilterSteps(),
                        Map.of("when", List.of("large + large > 0")),
                        Samples.CONTRACT);

        same(outcome, Samples.CONTRACT, "SELECT * FROM t WHERE TRY(large + large) > 0");
        rejects(
                outcome,
                "node.when",
                "SELECT n FROM t WHERE large IS NOT NULL AND TRY(large + large) IS NULL");
    }

    @Test
    void deriveComputesAndLeavesUnknownAbsent() throws Exception {
        Contract output =
                with(
                        "total decimal(38,2)",
                        "both boolean",
                        "loud string",
                        "word string",
                        "day date",
                        "sum int64");

        Outcome outcome =
                run(
                        new DeriveSteps(),
                        Map.of(
                                "total", List.of("price * tiny"),
                                "both", List.of("flag && price > 0"),
                                "loud", List.of("word + '!'"),
                                "word", List.of("string(whole)"),
                                "day", List.of("date(moment)"),
                                "set", List.of("sum = whole + small")),
                        output);

        assertThat(outcome.rejected()).isEmpty();
        same(
                outcome,
                output,
                "SELECT * REPLACE (CAST(whole AS VARCHAR) AS word, CAST(moment AS DATE) AS day),"
                        + " CAST(CAST(price AS DECIMAL(20,2)) * tiny AS DECIMAL(38,2)) AS total,"
                        + " flag AND price > 0 AS both, word || '!' AS loud,"
                        + " CAST(whole AS BIGINT) + small AS sum FROM t");
    }

    @Test
    void deriveRejectsWhatDoesNotFit() throws Exception {
        Contract output = with("half int16", "money decimal(9,2)");

        Outcome outcome =
                run(
                        new DeriveSteps(),
                        Map.of("half", List.of("whole * 2"), "money", List.of("large")),
                        output);

        String half = "TRY_CAST(CAST(whole AS BIGINT) * 2 AS SMALLINT)";
        String money = "TRY_CAST(large AS DECIMAL(9,2))";
        String bad =
                "((whole IS NOT NULL AND %s IS NULL) OR (large IS NOT NULL AND %s IS NULL))"
                        .formatted(half, money);
        same(
                outcome,
                output,
                "SELECT *, %s AS half, %s AS money FROM t WHERE NOT %s"
                        .formatted(half, money, bad));
        rejects(outcome, "node.expression", "SELECT n FROM t WHERE " + bad);
    }

    @Test
    void defaultFillsInWhatIsAbsent() throws Exception {
        Outcome outcome =
                run(
                        new DefaultSteps(),
                        Map.of(
                                "word", List.of("\u00e9 = \uD83D\uDE00"),
                                "price", List.of("-0.5"),
                                "moment", List.of("2024-01-01T00:00:00+01:00"),
                                "clock", List.of("12:00"),
                                "raw", List.of("AAEC"),
                                "flag", List.of("true"),
                                "set", List.of("day = = date('2024-01-01')", "large = = id * 2")),
                        Samples.CONTRACT);

        assertThat(outcome.rejected()).isEmpty();
        same(
                outcome,
                Samples.CONTRACT,
                "SELECT * REPLACE (coalesce(word, '\u00e9 = \uD83D\uDE00') AS word,"
                        + " CAST(coalesce(price, -0.5) AS DECIMAL(9,2)) AS price,"
                        + " coalesce(moment, TIMESTAMPTZ '2023-12-31 23:00:00+00') AS moment,"
                        + " coalesce(clock, TIME '12:00:00') AS clock,"
                        + " coalesce(raw, from_base64('AAEC')) AS raw,"
                        + " coalesce(flag, true) AS flag,"
                        + " coalesce(day, DATE '2024-01-01') AS day,"
                        + " coalesce(large, id * 2) AS large) FROM t");
    }

    @Test
    void defaultRejectsARowWhoseDefaultDoesNotFit() throws Exception {
        Outcome outcome =
                run(new DefaultSteps(), Map.of("tiny", List.of("= large")), Samples.CONTRACT);

        String bad = "(tiny IS NULL AND large IS NOT NULL AND TRY_CAST(large AS TINYINT) IS NULL)";
        same(
                outcome,
                Samples.CONTRACT,
                "SELECT * REPLACE (coalesce(tiny, TRY_CAST(large AS TINYINT)) AS tiny)"
                        + " FROM t WHERE NOT "
                        + bad);
        rejects(outcome, "node.expression", "SELECT n FROM t WHERE " + bad);
    }

    @Test
    void castReadsTextAsContractsDo() throws Exception {
        Map<String, String> values =
                Map.of(
                        "int32",
                        text("-?[0-9]+", "INTEGER"),
                        "int64",
                        text("-?[0-9]+", "BIGINT"),
                        "decimal(9,2)",
                        text("-?[0-9]+([.][0-9]{1,2})?", "DECIMAL(9,2)"),
                        "decimal(38,10)",
                        text("-?[0-9]+([.][0-9]{1,10})?", "DECIMAL(38,10)"),
                        "float64",
                        text("-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?", "DOUBLE"),
                        "boolean",
                        text("true|false", "BOOLEAN"),
                        "date",
                        text("[0-9]{4}-[0-9]{2}-[0-9]{2}", "DATE"),
                        "time",
                        text("[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?", "TIME"),
                        "timestamp",
                        text("[0-9-]{10}T[0-9:.]+(Z|[+-][0-9:]+)", "TIMESTAMPTZ"));

        for (Map.Entry<String, String> it : values.entrySet()) {
            casts("word", it.getKey(), it.getValue());
        }
    }

    private static String text(String pattern, String type) {
        // The database writes no offset such as -1130.
        String value = "regexp_replace(word, '([+-][0-9]{2})([0-9]{2})$', '\\1:\\2')";
        return "CASE WHEN regexp_full_match(word, '%s') THEN TRY_CAST(%s AS %s) END"
                .formatted(pattern, type.equals("TIMESTAMPTZ") ? value : "word", type);
    }

    @Test
    void castBetweenNumbersLosesNothing() throws Exception {
        casts("whole", "int16", "TRY_CAST(whole AS SMALLINT)");
        casts("large", "int32", "TRY_CAST(large AS INTEGER)");
        casts("tiny", "int64", "CAST(tiny AS BIGINT)");
        casts("large", "decimal(18,2)", "TRY_CAST(large AS DECIMAL(18,2))");
        casts("tiny", "decimal(2,0)", "TRY_CAST(tiny AS DECIMAL(2,0))");
        casts("large", "float64", "CAST(large AS DOUBLE)");
        casts("price", "decimal(12,4)", "CAST(price AS DECIMAL(12,4))");
        casts(
                "wide",
                "decimal(9,2)",
                "CASE WHEN TRY_CAST(wide AS DECIMAL(9,2)) = wide"
                        + " THEN TRY_CAST(wide AS DECIMAL(9,2)) END");
        casts(
                "price",
                "int8",
                "CASE WHEN price = trunc(price) THEN TRY_CAST(price AS TINYINT) END");
        casts("price", "float64", "CAST(price AS DOUBLE)");
        casts("single", "float64", "CAST(single AS DOUBLE)");
        casts(
                "real",
                "float32",
                "CASE WHEN isfinite(real) AND abs(real) > 3.5e38 THEN NULL"
                        + " ELSE TRY_CAST(real AS FLOAT) END");
        casts(
                "real",
                "int32",
                "CASE WHEN isfinite(real) AND real = trunc(real)"
                        + " THEN TRY_CAST(real AS INTEGER) END");
    }

    @Test
    void castWritesTextAndMidnights() throws Exception {
        casts("wide", "string", "CAST(wide AS VARCHAR)");
        casts("large", "string", "CAST(large AS VARCHAR)");
        casts("day", "string", "CAST(day AS VARCHAR)");
        casts("flag", "string", "CAST(flag AS VARCHAR)");
        casts("raw", "string", "to_base64(raw)");
        casts("day", "timestamp", "CAST(CAST(day AS TIMESTAMP) AS TIMESTAMPTZ)");
    }

    private static void casts(String column, String type, String sql) throws Exception {
        Contract output = with(column + " " + type);
        Outcome outcome = run(new CastSteps(), Map.of(column, List.of(type)), output);
        String bad = "(" + column + " IS NOT NULL AND (" + sql + ") IS NULL)";

        same(
                outcome,
                output,
                "SELECT * REPLACE ((%s) AS %s) FROM t WHERE NOT %s".formatted(sql, column, bad));
        if (outcome.rejected().isEmpty()) {
            assertThat(oracle.numbers("SELECT n FROM t WHERE " + bad)).isEmpty();
        } else {
            rejects(outcome, "node.cast", "SELECT n FROM t WHERE " + bad);
            assertThat(outcome.rejected()).extracting(Rejected::column).containsOnly(column);
        }
    }

    @Test
    void maskHidesTextByPartsAndOtherTypesWhole() throws Exception {
        Outcome outcome =
                run(
                        new MaskSteps(),
                        Map.of(
                                "columns",
                                List.of("word", "price", "raw"),
                                "with",
                                List.of("partial")),
                        Samples.CONTRACT);

        String kept = "least(4, length(word) // 4)";
        same(
                outcome,
                Samples.CONTRACT,
                "SELECT * REPLACE (repeat('*', length(word) - %s) || right(word, %s) AS word,"
                                .formatted(kept, kept)
                        + " NULL AS price, NULL AS raw) FROM t");
    }

    @Test
    void unionBringsRowsTogetherByName() throws Exception {
        Table other = new Samples(7).rows(ROWS / 2);
        List<Field> turned = other.contract().fields().reversed();
        Contract backwards =
                StepSuite.contract(
                        turned.stream()
                                .map(it -> it.name() + " " + it.type())
                                .toArray(String[]::new));
        Table second = new Table(backwards, other.rows().stream().map(List::reversed).toList());

        Outcome outcome =
                new StepSuite(new UnionSteps(), MEMORY_BYTES)
                        .run(
                                Map.of(),
                                Samples.CONTRACT,
                                List.of(SAMPLE, second),
                                StepSuite.Feed.ALTERNATING,
                                100);

        assertThat(outcome.rows()).hasSize(ROWS + ROWS / 2);
        try (Oracle both = new Oracle().with("t", SAMPLE).with("u", second)) {
            assertThat(sorted(Oracle.comparable(outcome.rows(), Samples.CONTRACT)))
                    .isEqualTo(
                            sorted(
                                    both.rows(
                                            "SELECT * FROM t UNION ALL BY NAME SELECT * FROM u",
                                            Samples.CONTRACT)));
        }
    }

    private static List<String> sorted(List<? extends List<?>> rows) {
        return rows.stream().map(Object::toString).sorted().toList();
    }

    @Test
    void everyTypeOfTheSampleIsTried() {
        List<DataType.Kind> flat = new ArrayList<>(Arrays.asList(DataType.Kind.values()));
        flat.removeAll(List.of(DataType.Kind.STRUCT, DataType.Kind.LIST, DataType.Kind.MAP));
        assertThat(Samples.CONTRACT.fields()).extracting(it -> it.type().kind()).containsAll(flat);
    }
}
