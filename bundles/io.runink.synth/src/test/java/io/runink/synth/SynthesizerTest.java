package io.runink.synth;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.dag.DagCompiler.Compiled;
import io.runink.api.synth.Synthesizer.Report;
import io.runink.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SynthesizerTest {

    @TempDir Path folder;

    private Report make(Compiled compiled, String file, long rows, String invalid, long seed) {
        return new SynthesizerComponent()
                .synthesize(
                        Pipelines.request(
                                compiled,
                                folder.resolve(file),
                                rows,
                                new BigDecimal(invalid),
                                seed),
                        _ -> {});
    }

    private Map<Long, String> labels(String file) throws IOException {
        Map<Long, String> labels = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve(file + ".labels.jsonl"))) {
            Map<?, ?> label = Json.read(line.getBytes(StandardCharsets.UTF_8), Map.class);
            assertThat(label.keySet().toString()).isEqualTo("[line, rule]");
            long number = Long.parseLong(String.valueOf(label.get("line")));
            assertThat(labels.put(number, String.valueOf(label.get("rule")))).isNull();
        }
        return labels;
    }

    /** Holds every row against its label, and the report against both. */
    private void holds(Report report, String file, Judge judge, List<Map<String, String>> rows)
            throws IOException {
        Map<Long, String> labels = labels(file);
        long firstLine = file.endsWith(".csv") ? 2 : 1;
        Map<String, Long> byRule = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            String label = labels.remove(firstLine + i);
            List<String> expected = label == null ? List.of() : List.of(label);
            List<String> broken = judge.broken(rows.get(i));
            if (!broken.equals(expected)) {
                assertThat(broken).as("row %d: %s", i, rows.get(i)).isEqualTo(expected);
            }
            if (label != null) {
                byRule.merge(label, 1L, Long::sum);
            }
        }
        assertThat(labels).isEmpty();
        assertThat(report.rows()).isEqualTo(rows.size());
        assertThat(report.byRule()).isEqualTo(byRule);
        assertThat(report.invalid())
                .isEqualTo(byRule.values().stream().mapToLong(Long::longValue).sum());
    }

    private List<Map<String, String>> jsonRows(String file) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(file))) {
            Map<String, String> row = Judge.object(line);
            assertThat(row).as(line).isNotNull();
            rows.add(row == null ? Map.of() : row);
        }
        return rows;
    }

    private List<Map<String, String>> csvRows(String file) throws IOException {
        List<List<String>> records = CsvText.records(Files.readString(folder.resolve(file)));
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> record : records.subList(1, records.size())) {
            Map<String, String> row = new LinkedHashMap<>();
            assertThat(record).hasSameSizeAs(records.getFirst());
            for (int i = 0; i < record.size(); i++) {
                if (!record.get(i).isEmpty()) {
                    row.put(records.getFirst().get(i), record.get(i));
                }
            }
            rows.add(row);
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"1,10", "7,50", "42,0", "42,100", "20260101,33.3"})
    void everyJsonRowBreaksExactlyTheRuleOfItsLabel(long seed, String invalid) throws IOException {
        Contract contract = Pipelines.everything();
        Report report =
                make(Pipelines.flat("json://in.json", contract), "in.json", 3000, invalid, seed);
        holds(report, "in.json", new Judge(contract, null, null), jsonRows("in.json"));
        assertThat(report.invalid())
                .isEqualTo(new BigDecimal(invalid).multiply(BigDecimal.valueOf(30)).longValue());
    }

    @ParameterizedTest
    @CsvSource({"1,10", "7,50", "42,0", "20260101,33.3"})
    void everyCsvRowBreaksExactlyTheRuleOfItsLabel(long seed, String invalid) throws IOException {
        Contract contract = Pipelines.everything();
        Report report =
                make(Pipelines.flat("csv://in.csv", contract), "in.csv", 3000, invalid, seed);
        holds(report, "in.csv", new Judge(contract, null, null), csvRows("in.csv"));
    }

    @ParameterizedTest
    @CsvSource({"json,1", "json,42", "csv,1", "csv,42"})
    void rowsThatHoldJsonBreakRulesOfEitherContract(String scheme, long seed) throws IOException {
        Contract inner = Pipelines.everything();
        Contract outer =
                Pipelines.contract("Envelope")
                        .column("id", "string", "required", "unique")
                        .holding("payload", "Everything", "required")
                        .done();
        String file = "in." + scheme;
        Report report =
                make(
                        Pipelines.decoded(scheme + "://" + file, outer, "payload", inner),
                        file,
                        4000,
                        "25",
                        seed);
        Judge judge = new Judge(outer, "payload", new Judge(inner, null, null));
        holds(report, file, judge, scheme.equals("csv") ? csvRows(file) : jsonRows(file));
        assertThat(report.byRule().keySet())
                .contains(
                        "id.required",
                        "id.unique",
                        "payload.required",
                        "payload.json-of",
                        "key.unique",
                        "code.unique",
                        "code.pattern",
                        "serial.unique",
                        "serial.type",
                        "serial.at-least",
                        "kind.one-of",
                        "level.at-least",
                        "level.at-most",
                        "price.greater-than",
                        "price.type",
                        "price.required",
                        "share.at-least",
                        "share.less-than",
                        "ratio.at-most",
                        "day.less-than",
                        "moment.type",
                        "blob.type",
                        "mail.pattern",
                        "grade.one-of")
                .doesNotContain("note.type", "payload.type");
        long most = report.byRule().values().stream().mapToLong(it -> it).max().orElse(0);
        long least = report.byRule().values().stream().mapToLong(it -> it).min().orElse(0);
        assertThat(most - least).isLessThanOrEqualTo(1);
    }

    @Test
    void optionalColumnThatIsDecodedIsNeverAbsentInAValidRow() throws IOException {
        Contract inner = Pipelines.contract("Inner").column("a", "int32", "required").done();
        Contract outer = Pipelines.contract("Outer").holding("held", "Inner").done();
        make(Pipelines.decoded("json://in.json", outer, "held", inner), "in.json", 500, "0", 1);
        assertThat(jsonRows("in.json")).allMatch(row -> row.containsKey("held"));
    }

    @Test
    void validRowsReachTheBrinks() throws IOException {
        Contract contract = Pipelines.everything();
        make(Pipelines.flat("json://in.json", contract), "in.json", 2000, "0", 5);
        List<Map<String, String>> rows = jsonRows("in.json");
        Map<String, List<String>> seen = new HashMap<>();
        for (Map<String, String> row : rows) {
            row.forEach(
                    (name, text) -> seen.computeIfAbsent(name, _ -> new ArrayList<>()).add(text));
        }
        assertThat(seen.get("level")).contains("-5", "5", "0");
        assertThat(seen.get("count")).contains("1", "2147483647");
        assertThat(seen.get("small")).contains("-32768", "32767");
        assertThat(seen.get("price")).contains("0.0001", "99999999999999.9999");
        assertThat(seen.get("day")).contains("2020-01-01", "2029-12-31");
        assertThat(seen.get("kind")).contains("NEW", "AMEND", "CANCEL");
        assertThat(seen.get("flag")).contains("true", "false");
        assertThat(seen.get("ratio")).contains("0.5");
        assertThat(seen.get("serial")).contains("1");
        assertThat(seen.get("code")).contains("AAA-000000", "ZZZ-999999");
        assertThat(seen.get("note")).contains("", "東京", "😀").anyMatch(it -> it.length() > 200);
        assertThat(seen.get("note")).hasSizeBetween(1500, 1999);
        assertThat(seen.get("key")).hasSize(2000);
    }

    @Test
    void sameSeedGivesSameBytesWhateverLocaleAndTimeZone() throws IOException {
        Compiled compiled = Pipelines.flat("json://a.json", Pipelines.everything());
        make(compiled, "a.json", 1000, "7", 9);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            make(compiled, "b.json", 1000, "7", 9);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        make(compiled, "c.json", 1000, "7", 10);
        assertThat(folder.resolve("b.json")).hasSameBinaryContentAs(folder.resolve("a.json"));
        assertThat(folder.resolve("b.json.labels.jsonl"))
                .hasSameBinaryContentAs(folder.resolve("a.json.labels.jsonl"));
        assertThat(Files.mismatch(folder.resolve("a.json"), folder.resolve("c.json")))
                .isNotNegative();
    }

    @Test
    void addedColumnMovesNoOther() throws IOException {
        Contract before =
                Pipelines.contract("C")
                        .column("a", "int32", "required")
                        .column("b", "string")
                        .done();
        Contract after =
                Pipelines.contract("C")
                        .column("x", "date", "required")
                        .column("a", "int32", "required")
                        .column("b", "string")
                        .done();
        make(Pipelines.flat("json://a.json", before), "a.json", 500, "0", 3);
        make(Pipelines.flat("json://b.json", after), "b.json", 500, "0", 3);
        List<Map<String, String>> rows = jsonRows("b.json");
        rows.forEach(row -> row.remove("x"));
        assertThat(rows).isEqualTo(jsonRows("a.json"));
    }

    @Test
    void invalidRowsAreSpreadOverTheFile() throws IOException {
        make(Pipelines.flat("json://a.json", Pipelines.everything()), "a.json", 10_000, "1", 3);
        List<Long> lines = List.copyOf(labels("a.json").keySet());
        assertThat(lines).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat((lines.get(i) - 1) / 100).isEqualTo(i);
        }
    }

    @Test
    void replacesBothFilesAndLeavesNothingElse() throws IOException {
        Compiled compiled = Pipelines.flat("json://deep/down/a.json", Pipelines.everything());
        make(compiled, "deep/down/a.json", 10, "50", 1);
        Report report = make(compiled, "deep/down/a.json", 20, "0", 1);
        assertThat(report.files())
                .containsExactly(
                        folder.resolve("deep/down/a.json").toString(),
                        folder.resolve("deep/down/a.json.labels.jsonl").toString());
        assertThat(jsonRows("deep/down/a.json")).hasSize(20);
        assertThat(folder.resolve("deep/down/a.json.labels.jsonl")).isEmptyFile();
        try (Stream<Path> files = Files.list(folder.resolve("deep/down"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void tellsProgress() {
        List<Long> told = new ArrayList<>();
        Contract contract = Pipelines.contract("C").column("a", "boolean").done();
        new SynthesizerComponent()
                .synthesize(
                        Pipelines.request(
                                Pipelines.flat("csv://a.csv", contract),
                                folder.resolve("a.csv"),
                                120_000,
                                BigDecimal.ZERO,
                                1),
                        told::add);
        assertThat(told).containsExactly(50_000L, 100_000L, 120_000L);
    }

    @Test
    void singleCsvColumnHasNoEmptyLine() throws IOException {
        Contract contract = Pipelines.contract("C").column("a", "int32").done();
        make(Pipelines.flat("csv://a.csv", contract), "a.csv", 100, "0", 1);
        assertThat(Files.readAllLines(folder.resolve("a.csv")))
                .hasSize(101)
                .contains("\"\"")
                .doesNotContain("");
    }

    @Test
    void takesTheSourceThatTheGoldenNames() throws IOException {
        Contract one = Pipelines.contract("One").column("a", "int32", "required").done();
        Contract two = Pipelines.contract("Two").column("b", "int32", "required").done();
        Compiled compiled =
                Pipelines.compiled(
                        List.of(one, two),
                        List.of(
                                new io.runink.api.dag.Node.Source(
                                        "x", "json://in/1.json", "One", true),
                                new io.runink.api.dag.Node.Source(
                                        "y", "csv://in/2.csv", "Two", true)),
                        List.of());
        make(compiled, "in/2.csv", 5, "0", 1);
        assertThat(Files.readString(folder.resolve("in/2.csv"))).startsWith("b\r\n");
    }
}
