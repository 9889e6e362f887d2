package io.runink.synth;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Rule;
import io.runink.api.dag.DagCompiler.Compiled;
import io.runink.api.dag.Node;
import io.runink.api.synth.Synthesizer.Report;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of contracts with every kind of rule, held against another reading of the rules. */
final class EveryRuleTest {

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

    private static Compiled pipeline(Contract contract, String scheme) {
        Contract keys = RandomContracts.keys();
        return Pipelines.compiled(
                List.of(contract, keys),
                List.of(
                        new Node.Source("in", scheme + "://rows." + scheme, contract.name(), true),
                        new Node.Source("parties", "json://parties.json", keys.name(), true)),
                List.of());
    }

    private List<Map<String, String>> rows(String file) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        if (file.endsWith(".csv")) {
            List<List<String>> records = CsvText.records(Files.readString(folder.resolve(file)));
            for (List<String> fields : records.subList(1, records.size())) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < fields.size(); i++) {
                    if (!fields.get(i).isEmpty()) {
                        row.put(records.getFirst().get(i), fields.get(i));
                    }
                }
                rows.add(row);
            }
            return rows;
        }
        for (String line : Files.readAllLines(folder.resolve(file))) {
            Map<String, String> row = new LinkedHashMap<>();
            RowText.members(line).forEach(row::put);
            rows.add(row);
        }
        return rows;
    }

    private Map<Integer, String> labels(String file, int first) throws IOException {
        Map<Integer, String> labels = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve(file + ".labels.jsonl"))) {
            Map<String, String> label = RowText.members(line);
            labels.put(
                    Integer.parseInt(label.getOrDefault("line", "")) - first,
                    label.getOrDefault("rule", ""));
        }
        return labels;
    }

    private Set<List<String>> parties(Compiled compiled) throws IOException {
        make(compiled, "parties.json", 300, "10", 7);
        Map<Integer, String> wrong = labels("parties.json", 1);
        Set<List<String>> keys = new HashSet<>();
        List<Map<String, String>> rows = rows("parties.json");
        for (int i = 0; i < rows.size(); i++) {
            if (!wrong.containsKey(i)) {
                keys.add(
                        List.of(
                                rows.get(i).getOrDefault("tenant", ""),
                                rows.get(i).getOrDefault("number", "")));
            }
        }
        return keys;
    }

    /** Without the texts that stand for none: the platform takes them for absent. */
    private static Map<String, String> there(Contract contract, Map<String, String> row) {
        Map<String, String> there = new LinkedHashMap<>(row);
        contract.fields()
                .forEach(field ->
                        there.values()
                                .removeIf(it ->
                                        field.missing().contains(it)
                                                && it.equals(row.get(field.name()))
                                                && field.name().equals("name")));
        return there;
    }

    @ParameterizedTest
    @CsvSource({
        "1,json,0",
        "2,json,40",
        "3,csv,40",
        "4,json,100",
        "5,json,30",
        "6,csv,0",
        "7,json,50",
        "8,csv,60",
        "9,json,25",
        "10,json,80"
    })
    void everyRowIsWhatItsLabelSays(long seed, String scheme, String invalid) throws IOException {
        Contract contract = RandomContracts.of(seed);
        if (invalid.equals("100")) {
            contract = withoutDataset(contract);
        }
        Compiled compiled = pipeline(contract, scheme);
        Set<List<String>> keys = parties(compiled);
        String file = "rows." + scheme;
        Report report = make(compiled, file, 600, invalid, seed);
        RowOracle oracle =
                new RowOracle(contract, keys, java.time.Instant.parse("2026-01-31T10:00:00Z"));
        Map<Integer, String> labels = labels(file, scheme.equals("csv") ? 2 : 1);
        List<Map<String, String>> rows = rows(file);
        assertThat(rows).hasSize(600);
        assertThat(labels).hasSize(600 * Integer.parseInt(invalid) / 100);
        for (int i = 0; i < rows.size(); i++) {
            int row = i;
            String label = labels.get(i);
            Set<String> broken = oracle.broken(there(contract, rows.get(i)));
            assertThat(broken)
                    .as(() -> "row " + row + " of " + rows.get(row))
                    .isEqualTo(label == null ? Set.of() : Set.of(label));
        }
        if (!invalid.equals("100")) {
            assertThat(oracle.brokenTogether()).isEmpty();
        }
        if (labels.size() > 200) {
            Set<String> never = breakable(contract, invalid);
            never.removeAll(report.byRule().keySet());
            // Others may imply these two: a condition that wants an end, a list of two kinds.
            assertThat(never).isSubsetOf("ends.type", "implied");
        }
    }

    private static Contract withoutDataset(Contract contract) {
        return new Contract(
                contract.name(),
                contract.id(),
                contract.version(),
                "",
                contract.javaClass(),
                contract.fields(),
                contract.rules().stream()
                        .filter(it -> !it.category().name().equals("DATASET"))
                        .toList(),
                null,
                null,
                null);
    }

    /** Every rule on rows but those that hold of any text, or need an earlier row. */
    private static Set<String> breakable(Contract contract, String invalid) {
        Set<String> ids = new TreeSet<>();
        for (Rule rule : contract.rules()) {
            boolean text =
                    rule.kind().equals("type")
                            && contract.at(rule.columns().getFirst())
                                    .orElseThrow()
                                    .type()
                                    .toString()
                                    .equals("string");
            boolean first = invalid.equals("100") && rule.kind().equals("unique");
            boolean dataset = rule.category().name().equals("DATASET");
            if (!text && !first && !dataset) {
                ids.add(rule.id());
            }
        }
        return ids;
    }

    @Test
    void sameSeedGivesSameBytes() throws IOException {
        Contract contract = RandomContracts.of(11);
        Compiled compiled = pipeline(contract, "json");
        parties(compiled);
        make(compiled, "rows.json", 300, "20", 5);
        byte[] first = Files.readAllBytes(folder.resolve("rows.json"));
        make(compiled, "rows.json", 300, "20", 5);
        assertThat(folder.resolve("rows.json")).hasBinaryContent(first);
    }
}
