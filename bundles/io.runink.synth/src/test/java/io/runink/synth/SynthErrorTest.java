package io.runink.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.Contract;
import io.runink.api.contract.RuleClass;
import io.runink.api.dag.DagCompiler.Compiled;
import io.runink.api.dag.Node;
import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import io.runink.synth.Pipelines.Building;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SynthErrorTest {

    @TempDir Path folder;

    private List<Problem> problems(Compiled compiled, String file, long rows, String invalid) {
        List<Problem> problems = new java.util.ArrayList<>();
        assertThatThrownBy(() ->
                        new SynthesizerComponent()
                                .synthesize(
                                        Pipelines.request(
                                                compiled,
                                                folder.resolve(file),
                                                rows,
                                                new BigDecimal(invalid),
                                                1),
                                        _ -> {}))
                .isInstanceOfSatisfying(RuninkException.class, e -> problems.addAll(e.problems()));
        return problems;
    }

    private void fails(Building contract, String invalid, String code, String... words) {
        List<Problem> problems =
                problems(Pipelines.flat("json://a.json", contract.done()), "a.json", 100, invalid);
        assertThat(problems).extracting(Problem::code).containsExactly("RNK-SYNTH-" + code);
        assertThat(problems.getFirst().text()).contains(words);
        assertThat(folder.toFile().list()).isEmpty();
    }

    private static Building contract() {
        return Pipelines.contract("C");
    }

    @Test
    void sourceUnclear() {
        Contract one = contract().column("a", "int32").done();
        Compiled compiled =
                Pipelines.compiled(
                        List.of(one),
                        List.of(
                                new Node.Source("x", "json://1.json", "C", true),
                                new Node.Source("y", "json://2.json", "C", true)),
                        List.of());
        assertThat(problems(compiled, "3.json", 1, "0"))
                .singleElement()
                .satisfies(it -> assertThat(it.text()).contains("RNK-SYNTH-001", "json://1.json"));
    }

    @Test
    void formatUnknown() {
        Contract one = contract().column("a", "int32").done();
        assertThat(problems(Pipelines.flat("tape://a", one), "a", 1, "0"))
                .singleElement()
                .satisfies(it -> assertThat(it.text()).contains("RNK-SYNTH-002", "'tape'"));
    }

    @Test
    void kindUnknown() {
        fails(contract().column("a", "string", "isin"), "0", "003", "'a.isin'", "'isin'");
    }

    @Test
    void unknownKindIsNoMatterWhereNothingEnforcesIt() {
        Contract held = Pipelines.contract("Held").column("a", "string", "isin").done();
        Contract outer = contract().holding("h", "Held", "required").done();
        Compiled compiled =
                Pipelines.compiled(
                        List.of(outer, held),
                        List.of(new Node.Source("in", "json://a.json", "C", true)),
                        List.of());
        new SynthesizerComponent()
                .synthesize(
                        Pipelines.request(
                                compiled, folder.resolve("a.json"), 10, BigDecimal.ZERO, 1),
                        _ -> {});
        assertThat(folder.resolve("a.json")).isNotEmptyFile();
    }

    @Test
    void contradictions() {
        fails(contract().column("a", "int32", "at-least=5", "less-than=5"), "0", "004", "'a'");
        fails(contract().column("b", "int8", "greater-than=127"), "0", "004", "b.greater-than");
        fails(contract().column("c", "int32", "one-of=x|y"), "0", "004", "c.one-of");
        fails(contract().column("d", "string", "pattern=a", "pattern=b"), "0", "004", "'d'");
        fails(contract().column("e", "decimal(4,2)", "at-least=100"), "0", "004", "'e'");
    }

    @Test
    void patternUnsupported() {
        fails(
                contract().column("a", "string", "pattern=(?=x).*"),
                "0",
                "005",
                "X.java:3:7",
                "'a.pattern'",
                "'(?=x'");
    }

    @Test
    void tooFewValues() {
        fails(
                contract().column("a", "int32", "unique", "at-least=1", "at-most=9"),
                "0",
                "006",
                "9 values",
                "100 rows");
    }

    @Test
    void nothingToBreak() {
        fails(contract().column("a", "string"), "1", "007", "'C'");
        fails(
                contract().column("a", "string", "required", "unique", "one-of=x"),
                "0",
                "006",
                "1 value,");
        fails(contract().column("a", "string", "unique"), "100", "007", "no rule");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-1,0", "2000000000,0", "10,-1", "10,100.1"})
    void amounts(long rows, String invalid) {
        Contract one = contract().column("a", "int32").done();
        assertThat(problems(Pipelines.flat("json://a.json", one), "a.json", rows, invalid))
                .extracting(Problem::code)
                .containsExactly("RNK-SYNTH-008");
    }

    @Test
    void notCreated() throws IOException {
        Files.createDirectories(folder.resolve("a.json"));
        Contract one = contract().column("a", "int32").done();
        assertThat(problems(Pipelines.flat("json://a.json", one), "a.json", 1, "0"))
                .extracting(Problem::code)
                .containsExactly("RNK-SYNTH-009");
    }

    @Test
    void notWrittenLeavesWhatWasThere() throws IOException {
        // A folder appears at the labels' place while rows are made: they cannot be published.
        Path golden = folder.resolve("a.json");
        Files.writeString(golden, "before");
        Contract one = contract().column("a", "int32").done();
        Path labels = folder.resolve("a.json.labels.jsonl");
        assertThatThrownBy(() ->
                        new SynthesizerComponent()
                                .synthesize(
                                        Pipelines.request(
                                                Pipelines.flat("json://a.json", one),
                                                golden,
                                                10,
                                                BigDecimal.ZERO,
                                                1),
                                        _ -> fillFolder(labels)))
                .isInstanceOf(RuninkException.class)
                .hasMessageContaining("RNK-SYNTH-010");
        assertThat(golden).hasContent("before");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(golden, labels);
        }
    }

    private static void fillFolder(Path folder) {
        try {
            Files.createDirectories(folder.resolve("inside"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void parameters() {
        fails(contract().column("a", "int32", "at-least=soon"), "0", "011", "'soon'");
        fails(contract().column("a", "date", "at-least=2024-02-30"), "0", "011", "a date");
        fails(contract().column("a", "string", "at-least=1"), "0", "011", "a string");
        fails(contract().column("a", "int32", "pattern=.*"), "0", "011", "a int32");
        fails(contract().column("a", "string", "pattern=("), "0", "011", "'('");
    }

    @Test
    void endlessContract() {
        fails(contract().holding("a", "C", "required"), "0", "012", "'a'");
    }

    @Test
    void contractMissing() {
        fails(contract().holding("a", "Elsewhere"), "0", "013", "'Elsewhere'");
    }

    @Test
    void rulesUnmet() {
        fails(
                contract()
                        .column("a", "int32", "required", "unique")
                        .whole("odd", "cel", RuleClass.RECORD, "", "value=a > 5 && a < 4"),
                "0",
                "015",
                "'odd'",
                "200");
        fails(
                contract().column("a", "string", "format=LEI", "pattern=[A-Z]{18}99"),
                "0",
                "004",
                "a.format");
    }

    @Test
    void conditionThatIsNone() {
        fails(
                contract()
                        .column("a", "int32")
                        .whole("odd", "cel", RuleClass.RECORD, "", "value=b > 5"),
                "0",
                "011",
                "'odd'");
    }

    @Test
    void keysMissing() {
        Contract other = Pipelines.contract("Other").column("k", "int32", "unique").done();
        Contract one =
                contract()
                        .column("a", "int32")
                        .whole(
                                "a.references",
                                "references",
                                RuleClass.KEYED_SET,
                                "a",
                                "contract=Other",
                                "to=k")
                        .done();
        Node.Source rows = new Node.Source("in", "json://a.json", "C", true);
        Compiled alone = Pipelines.compiled(List.of(one, other), List.of(rows), List.of());
        assertThat(problems(alone, "a.json", 1, "0"))
                .singleElement()
                .satisfies(it -> assertThat(it.text()).contains("RNK-SYNTH-016", "'Other'"));
        Node.Source keys = new Node.Source("keys", "json://keys.json", "Other", true);
        Compiled both = Pipelines.compiled(List.of(one, other), List.of(rows, keys), List.of());
        assertThat(problems(both, "a.json", 1, "0"))
                .singleElement()
                .satisfies(it -> assertThat(it.text()).contains("RNK-SYNTH-016", "keys.json"));
    }

    @Test
    void datasetOutOfReach() {
        fails(
                contract()
                        .column("a", "int32")
                        .whole("row-count", "row-count", RuleClass.DATASET, "", "max=99"),
                "0",
                "017",
                "at most 99",
                "100 rows");
        fails(
                contract()
                        .column("a", "int32")
                        .whole("sql", "sql", RuleClass.DATASET, "", "value=SELECT true FROM rows"),
                "0",
                "003",
                "'sql'");
    }

    @Test
    void reportsEverythingThatIsWrongTogether() {
        Contract many =
                contract()
                        .column("a", "int32", "at-least=soon")
                        .column("b", "string", "isin")
                        .column("c", "int32", "at-least=5", "at-most=4")
                        .done();
        assertThat(problems(Pipelines.flat("json://a.json", many), "a.json", 1, "0")).hasSize(3);
    }

    @Test
    void selfCheckSaysThatAValueDoesNotMatch() throws ExpressionReader.Unsupported {
        Contract contract = contract().column("a", "string", "required", "pattern=x").done();
        Meaning.Matching unlike =
                new Meaning.Matching(
                        contract.rules().getLast(),
                        ExpressionReader.read("x", CharSet.EMPTY),
                        java.util.regex.Pattern.compile("y"));
        Column column =
                new Column(
                        contract,
                        contract.fields().getFirst(),
                        List.of(unlike),
                        List.of(),
                        null,
                        new ListDomain(List.of("x")),
                        false,
                        false,
                        Draws.of(1));
        assertThatThrownBy(() -> column.any(7, 0, new SplittableRandom(1)))
                .hasMessageContaining("RNK-SYNTH-014");
    }
}
