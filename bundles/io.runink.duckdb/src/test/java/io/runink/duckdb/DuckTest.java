package io.runink.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.Contract;
import io.runink.api.error.RuninkException;
import io.runink.spi.contract.ValueText;
import io.runink.spi.step.StepRows;
import io.runink.tck.StepSuite;
import io.runink.tck.StepSuite.Table;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DuckTest {

    private static final long MEMORY_BYTES = 64L << 20;

    /** Every type, with its text beside it where DuckDB reads the same. */
    private static final Contract ALL =
            StepSuite.contract(
                    "word string",
                    "flag boolean",
                    "tiny int8",
                    "small int16",
                    "whole int32",
                    "large int64",
                    "single float32",
                    "real float64",
                    "d4 decimal(4,1)",
                    "d9 decimal(9,2)",
                    "d18 decimal(18,18)",
                    "d38 decimal(38,10)",
                    "day date",
                    "clock time",
                    "moment timestamp",
                    "raw bytes",
                    "d38_text string",
                    "moment_text string",
                    "clock_text string");

    private final Random random = new Random(3);

    private List<@Nullable String> row() {
        String d38 = decimal(38, 10);
        String moment = moment();
        String clock =
                "%02d:%02d:59.%06d"
                        .formatted(
                                random.nextInt(24),
                                random.nextInt(60),
                                1 + random.nextInt(999_999));
        List<@Nullable String> row = new ArrayList<>();
        row.add(sometimes("\u00e9\uD83D\uDE00".repeat(random.nextInt(5)) + random.nextInt(99)));
        row.add(sometimes(Boolean.toString(random.nextBoolean())));
        row.add(sometimes(Integer.toString(random.nextInt(-128, 128))));
        row.add(sometimes(Integer.toString(random.nextInt(-32768, 32768))));
        row.add(sometimes(Integer.toString(random.nextInt())));
        row.add(sometimes(Long.toString(random.nextLong())));
        row.add(sometimes(random.nextInt(9) == 0 ? "NaN" : Float.toString(random.nextFloat())));
        row.add(
                sometimes(
                        random.nextInt(9) == 0
                                ? "-Infinity"
                                : Double.toString(random.nextGaussian())));
        row.add(sometimes(decimal(4, 1)));
        row.add(sometimes(decimal(9, 2)));
        row.add(sometimes(decimal(18, 18)));
        boolean gone = random.nextInt(5) == 0;
        row.add(gone ? null : d38);
        row.add(sometimes(moment.substring(0, 10)));
        row.add(gone ? null : clock);
        row.add(gone ? null : moment);
        byte[] raw = new byte[random.nextInt(40)];
        random.nextBytes(raw);
        row.add(sometimes(Base64.getEncoder().encodeToString(raw)));
        row.add(gone ? null : d38);
        row.add(gone ? null : moment);
        row.add(gone ? null : clock);
        return row;
    }

    private @Nullable String sometimes(String value) {
        return random.nextInt(5) == 0 ? null : value;
    }

    private String decimal(int precision, int scale) {
        BigInteger most = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
        BigInteger value = random.nextInt(4) == 0 ? most : new BigInteger(130, random).mod(most);
        return new java.math.BigDecimal(random.nextBoolean() ? value : value.negate(), scale)
                .toPlainString();
    }

    private String moment() {
        return "%04d-%02d-%02dT23:59:59.%06dZ"
                .formatted(
                        1 + random.nextInt(9998),
                        1 + random.nextInt(12),
                        1 + random.nextInt(28),
                        1 + random.nextInt(999_999));
    }

    private static List<List<@Nullable String>> texts(
            Contract contract, List<FieldVector> columns, int rows) {
        ValueText text = new ValueText();
        List<List<@Nullable String>> texts = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            List<@Nullable String> values = new ArrayList<>();
            for (int i = 0; i < contract.fields().size(); i++) {
                if (columns.get(i).isNull(row)) {
                    values.add(null);
                } else {
                    text.load(columns.get(i), row);
                    values.add(new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8));
                }
            }
            texts.add(values);
        }
        return texts;
    }

    private static void append(Duck duck, String name, Table table, int batchRows) {
        try (BufferAllocator allocator = new RootAllocator(1L << 30)) {
            duck.create(name, table.contract().fields());
            for (int from = 0; from < table.rows().size(); from += batchRows) {
                int to = Math.min(table.rows().size(), from + batchRows);
                try (VectorSchemaRoot rows = StepSuite.batch(table, 0, from, to, allocator)) {
                    duck.append(
                            name,
                            rows.getFieldVectors().subList(0, StepRows.columns(rows)),
                            to - from);
                }
            }
        }
    }

    private static List<List<@Nullable String>> select(Duck duck, String sql, Contract wanted)
            throws Exception {
        List<List<@Nullable String>> found = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator(1L << 30);
                Selection selection = duck.select(sql)) {
            assertThat(selection.misfits(wanted.fields())).isEmpty();
            selection.run(
                    wanted.fields(),
                    allocator,
                    (columns, rows) -> {
                        found.addAll(texts(wanted, columns, rows));
                        columns.forEach(FieldVector::close);
                    });
        }
        return found;
    }

    private static String one(Duck duck, String sql, String type) throws Exception {
        return String.valueOf(
                select(duck, sql, StepSuite.contract("x " + type)).getFirst().getFirst());
    }

    @Test
    void whatGoesInComesOut() throws Exception {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            rows.add(row());
        }
        Table table = new Table(ALL, rows);
        try (Duck duck = Duck.open(MEMORY_BYTES)) {
            append(duck, "t", table, 4096);

            List<List<@Nullable String>> found = select(duck, "SELECT * FROM t", ALL);

            assertThat(found).hasSameSizeAs(rows);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(found.get(i)).isEqualTo(normal(rows.get(i)));
            }
            assertThat(
                            one(
                                    duck,
                                    "SELECT count(*) AS x FROM t WHERE d38 IS DISTINCT FROM"
                                            + " CAST(d38_text AS DECIMAL(38,10)) OR moment IS DISTINCT FROM"
                                            + " CAST(moment_text AS TIMESTAMPTZ) OR clock IS DISTINCT FROM"
                                            + " CAST(clock_text AS TIME)",
                                    "int64"))
                    .isEqualTo("0");
        }
    }

    /** Fractions of three digits are written so. */
    private static List<@Nullable String> normal(List<@Nullable String> row) {
        List<@Nullable String> copy = new ArrayList<>();
        for (@Nullable String value : row) {
            copy.add(value);
        }
        for (int i : new int[] {13, 14}) {
            String value = copy.get(i);
            if (value != null) {
                copy.set(i, value.replaceFirst("([.][0-9]{3})000", "$1"));
            }
        }
        return copy;
    }

    @Test
    void resultsBecomeWhatTheyAreWithoutLoss() throws Exception {
        try (Duck duck = Duck.open(MEMORY_BYTES)) {
            assertThat(one(duck, "SELECT sum(i) AS x FROM range(10) t(i)", "int8")).isEqualTo("45");
            assertThat(one(duck, "SELECT 18446744073709551615::UBIGINT AS x", "decimal(20,0)"))
                    .isEqualTo("18446744073709551615");
            assertThat(
                            one(
                                    duck,
                                    "SELECT '-170141183460469231731687303715884105728'::HUGEINT // 100 AS x",
                                    "decimal(38,0)"))
                    .isEqualTo("-1701411834604692317316873037158841057");
            assertThat(one(duck, "SELECT 1.50 AS x", "decimal(38,10)")).isEqualTo("1.5000000000");
            assertThat(one(duck, "SELECT 200::UTINYINT AS x", "int16")).isEqualTo("200");
            assertThat(one(duck, "SELECT 1.5::FLOAT AS x", "float64")).isEqualTo("1.5");
            assertThat(one(duck, "SELECT TIMESTAMP_S '2024-01-01 00:00:00' AS x", "timestamp"))
                    .isEqualTo("2024-01-01T00:00:00Z");
            assertThat(one(duck, "SELECT TIMESTAMPTZ '2024-01-01 00:00:00' AS x", "timestamp"))
                    .isEqualTo("2024-01-01T00:00:00Z");
            assertThat(
                            one(
                                    duck,
                                    "SELECT date_trunc('month', TIMESTAMPTZ '2024-01-31 23:00:00-02:00') AS x",
                                    "timestamp"))
                    .isEqualTo("2024-02-01T00:00:00Z");
            assertThat(one(duck, "SELECT to_json({'a': [1, NULL]}) AS x", "string"))
                    .isEqualTo("{\"a\":[1,null]}");
        }
    }

    @Test
    void whatWouldLoseIsRefusedBeforeItRuns() {
        try (Duck duck = Duck.open(MEMORY_BYTES)) {
            misfits(
                    duck,
                    "SELECT 1.25 AS x",
                    "decimal(9,1)",
                    "'x' is DECIMAL(3,2), expected decimal(9,1)");
            misfits(duck, "SELECT 1.5::DOUBLE AS x", "decimal(9,1)", "CAST(\"x\" AS DECIMAL(9,1))");
            misfits(duck, "SELECT 1 AS x", "string", "'x' is INTEGER, expected string");
            misfits(duck, "SELECT [1] AS x", "string", "of a type that no contract has");
            misfits(duck, "SELECT 1 AS y", "int32", "column 'x' is there 0 times");
            misfits(duck, "SELECT 1 AS x, 2 AS x", "int32", "column 'x' is there 2 times");
            misfits(duck, "SELECT 1 AS x, 2 AS y", "int32", "'y' is more than the output has");
        }
    }

    private static void misfits(Duck duck, String sql, String type, String why) {
        try (Selection selection = duck.select(sql)) {
            assertThat(selection.misfits(StepSuite.contract("x " + type).fields()))
                    .anySatisfy(it -> assertThat(it).contains(why));
        }
    }

    @Test
    void valuesOutOfRangeFailAndAreNotShown() {
        try (Duck duck = Duck.open(MEMORY_BYTES)) {
            fails(duck, "SELECT 128 AS x", "int8", DuckError.VALUE, "a value beyond int8");
            fails(
                    duck,
                    "SELECT -1::HUGEINT << 70 AS x",
                    "int64",
                    DuckError.VALUE,
                    "out of the range");
            fails(
                    duck,
                    "SELECT 12345 AS x",
                    "decimal(4,0)",
                    DuckError.VALUE,
                    "beyond decimal(4,0)");
            fails(duck, "SELECT DATE 'infinity' AS x", "date", DuckError.VALUE, "beyond date");
            fails(
                    duck,
                    "SELECT TIMESTAMPTZ '-infinity' AS x",
                    "timestamp",
                    DuckError.VALUE,
                    "beyond");
            fails(
                    duck,
                    "SELECT CAST(i || 'secret' AS INTEGER) AS x FROM range(2) t(i)",
                    "int32",
                    DuckError.VALUE,
                    "a value cannot be cast");
        }
    }

    private static void fails(Duck duck, String sql, String type, DuckError kind, String why) {
        assertThatThrownBy(() -> one(duck, sql, type))
                .isInstanceOfSatisfying(
                        RuninkException.class,
                        e -> {
                            assertThat(e.problems().getFirst().code()).isEqualTo(kind.code());
                            assertThat(e.getMessage()).contains(why).doesNotContain("secret");
                        });
    }

    @Test
    void nothingButOneSelectIsRead() {
        try (Duck duck = Duck.open(MEMORY_BYTES)) {
            refuses(duck, "SELEC 1", "syntax error");
            refuses(duck, "SELECT x FROM nowhere", "nowhere");
            refuses(duck, "", "0 statements");
            refuses(duck, "SELECT 1; SELECT 2", "2 statements, expected one SELECT");
            refuses(duck, "SELECT ?", "parameters");
            for (String other :
                    List.of(
                            "CREATE TABLE t (a INTEGER)",
                            "CREATE TABLE t AS SELECT 1",
                            "SET threads = 4",
                            "RESET memory_limit",
                            "PRAGMA database_list",
                            "ATTACH ':memory:' AS other",
                            "COPY (SELECT 1) TO '/tmp/x.csv'",
                            "EXPORT DATABASE '/tmp/x'",
                            "INSTALL httpfs",
                            "LOAD httpfs",
                            "EXPLAIN SELECT 1",
                            "CALL pragma_version()",
                            "BEGIN",
                            "CHECKPOINT",
                            "USE memory")) {
                assertThatThrownBy(() -> duck.select(other).close())
                        .as(other)
                        .isInstanceOfSatisfying(
                                RuninkException.class,
                                e ->
                                        assertThat(e.problems().getFirst().code())
                                                .isEqualTo(DuckError.SQL.code()));
            }
        }
    }

    @Test
    void aSelectMayBeWrittenInManyWays() throws Exception {
        try (Duck duck = Duck.open(MEMORY_BYTES)) {
            for (String sql :
                    List.of(
                            "SELECT 1 AS x;",
                            " -- why\n/* and\n how */ with y as (select 1 as x) from y",
                            "(SELECT 1 AS x) UNION (SELECT 1)",
                            "FROM (VALUES (1)) t(x)")) {
                assertThat(one(duck, sql, "int32")).isEqualTo("1");
            }
        }
    }

    private static void refuses(Duck duck, String sql, String why) {
        assertThatThrownBy(() -> duck.select(sql).close())
                .isInstanceOf(RuninkException.class)
                .hasMessageContaining(why);
    }

    @Test
    void nothingLeadsOut() {
        try (Duck duck = Duck.open(MEMORY_BYTES)) {
            for (String sql :
                    List.of(
                            "SELECT * FROM '/etc/passwd'",
                            "SELECT * FROM read_csv('/etc/passwd')",
                            "SELECT * FROM read_text('/etc/hostname')",
                            "SELECT * FROM read_blob('/proc/self/environ')",
                            "SELECT * FROM glob('/*')",
                            "SELECT * FROM read_parquet('https://example.org/x.parquet')",
                            "SELECT * FROM read_json('/etc/passwd')",
                            "SELECT Delimiter AS x FROM sniff_csv('/etc/passwd')",
                            "SELECT getenv('HOME') AS x")) {
                assertThatThrownBy(() -> select(duck, sql, StepSuite.contract("x string")))
                        .as(sql)
                        .isInstanceOfSatisfying(
                                RuninkException.class,
                                e ->
                                        assertThat(e.problems().getFirst().code())
                                                .isEqualTo(DuckError.SQL.code()));
            }
        }
    }

    @Test
    void settingsAreWhatTheyShouldBe() throws Exception {
        try (Duck duck = Duck.open(MEMORY_BYTES)) {
            String sql = "SELECT current_setting('%s')::VARCHAR AS x";
            assertThat(one(duck, sql.formatted("threads"), "string")).isEqualTo("1");
            assertThat(one(duck, sql.formatted("memory_limit"), "string")).isEqualTo("64.0 MiB");
            assertThat(one(duck, sql.formatted("temp_directory"), "string")).isEmpty();
            assertThat(one(duck, sql.formatted("enable_external_access"), "string"))
                    .isEqualTo("false");
            assertThat(one(duck, sql.formatted("lock_configuration"), "string")).isEqualTo("true");
            assertThat(one(duck, sql.formatted("TimeZone"), "string")).isEqualTo("UTC");
        }
    }

    @Test
    void rowsBeyondTheMemoryAreRefused() {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(List.of(Integer.toString(i) + "x".repeat(200_000)));
        }
        try (Duck duck = Duck.open(20L << 20)) {
            assertThatThrownBy(
                            () -> {
                                append(
                                        duck,
                                        "t",
                                        new Table(StepSuite.contract("x string"), rows),
                                        50);
                                one(duck, "SELECT min(x) AS x FROM t", "string");
                            })
                    .isInstanceOfSatisfying(
                            RuninkException.class,
                            e ->
                                    assertThat(e.problems().getFirst().code())
                                            .isEqualTo(DuckError.MEMORY.code()));
        }
    }

    @Test
    void queriesBeyondTheMemoryAreRefused() {
        try (Duck duck = Duck.open(20L << 20)) {
            fails(
                    duck,
                    "SELECT count(*) AS x FROM (SELECT DISTINCT i, i::VARCHAR || repeat('y', 90)"
                            + " FROM range(600000) t(i))",
                    "int64",
                    DuckError.MEMORY,
                    "need more memory");
        }
    }

    @Test
    void aLibraryThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Library.load(Path.of("/nowhere/libduckdb.so")))
                .isInstanceOf(RuninkException.class)
                .hasMessageContaining(DuckError.LIBRARY.code())
                .hasMessageContaining("'libduckdb.so' is not there");
    }

    @Test
    void rowsForNoTableAreADefect() {
        try (Duck duck = Duck.open(MEMORY_BYTES)) {
            assertThatThrownBy(() -> duck.append("nowhere", List.of(), 1))
                    .isInstanceOf(RuninkException.class)
                    .hasMessageContaining(DuckError.FAILED.code());
        }
    }

    @Test
    void aQueryHoldsForTheRowsItWasReadFor() throws Exception {
        Contract contract = StepSuite.contract("x string");
        try (Duck duck = Duck.open(MEMORY_BYTES);
                BufferAllocator allocator = new RootAllocator(1 << 20)) {
            append(duck, "t", new Table(contract, List.of(List.of("b"))), 1);
            try (Selection early = duck.select("SELECT x FROM t ORDER BY x")) {
                try (VectorSchemaRoot rows =
                        StepSuite.batch(
                                new Table(contract, List.of(List.of("longer"))),
                                0,
                                0,
                                1,
                                allocator)) {
                    duck.append("t", rows.getFieldVectors().subList(0, 1), 1);
                }

                assertThatThrownBy(() -> early.run(contract.fields(), allocator, (c, r) -> {}))
                        .isInstanceOf(IllegalStateException.class);
            }
            assertThat(select(duck, "SELECT x FROM t ORDER BY x", contract))
                    .containsExactly(List.of("b"), List.of("longer"));
        }
    }

    @Test
    void namesAreQuoted() throws Exception {
        try (Duck duck = Duck.open(MEMORY_BYTES)) {
            Contract contract = StepSuite.contract("x int32");
            append(duck, "a \"b\" 'c'; DROP", new Table(contract, List.of(List.of("7"))), 1);
            duck.alias("input", "a \"b\" 'c'; DROP");

            assertThat(one(duck, "SELECT x FROM input", "int32")).isEqualTo("7");
        }
    }

    @Test
    void textThatIsNoneIsRefusedAndNotDropped() {
        try (Duck duck = Duck.open(MEMORY_BYTES);
                BufferAllocator allocator = new RootAllocator(1 << 20);
                org.apache.arrow.vector.VarCharVector text =
                        new org.apache.arrow.vector.VarCharVector("x", allocator)) {
            duck.create("t", StepSuite.contract("x string").fields());
            text.allocateNew();
            text.setSafe(0, new byte[] {'a', (byte) 0xC3, '('});
            text.setValueCount(1);

            assertThatThrownBy(() -> duck.append("t", List.of(text), 1))
                    .isInstanceOf(RuninkException.class)
                    .hasMessageContaining("a text of column 'x' is no UTF-8");
        }
    }
}
