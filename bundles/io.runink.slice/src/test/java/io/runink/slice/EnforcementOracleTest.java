package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Action;
import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.Rule;
import io.runink.api.dag.Dag;
import io.runink.api.run.RunReport.RuleFigures;
import io.runink.contract.cel.CelChecks;
import io.runink.contract.format.FormatChecks;
import io.runink.contract.key.UniqueChecks;
import io.runink.contract.type.RequiredChecks;
import io.runink.contract.type.TypeChecks;
import io.runink.contract.value.EnumChecks;
import io.runink.contract.value.LengthChecks;
import io.runink.contract.value.MultipleChecks;
import io.runink.contract.value.PatternChecks;
import io.runink.contract.value.RangeChecks;
import io.runink.json.Json;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckResources;
import io.runink.tck.TemporarySpill;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;

/**
 * Random contracts and rows: the vectorised enforcement and an oracle that goes row by row agree on
 * every verdict and every violation. 200,000 rows; 10 million with {@code -Plong}.
 */
final class EnforcementOracleTest {

    private static final long ROWS = Boolean.getBoolean("runink.long") ? 10_000_000 : 200_000;
    private static final int ROWS_OF_CONTRACT = 400;
    private static final Map<String, CheckFactory> FACTORIES =
            Stream.of(
                            new TypeChecks(),
                            new RequiredChecks(),
                            new RangeChecks(),
                            new EnumChecks(),
                            new PatternChecks(),
                            new LengthChecks(),
                            new MultipleChecks(),
                            new FormatChecks(),
                            new CelChecks(),
                            new UniqueChecks())
                    .collect(Collectors.toMap(CheckFactory::kind, it -> it));

    /** What became of a run's rows. */
    private static final class Fate {
        private final TreeSet<Long> kept = new TreeSet<>();
        private final SortedMap<Long, SortedSet<String>> rejected = new TreeMap<>();
        private final SortedMap<String, Long> rowsByRule = new TreeMap<>();
        private long dropped;

        @Override
        public String toString() {
            return "kept "
                    + kept
                    + "\nrejected "
                    + rejected
                    + "\nby rule "
                    + rowsByRule
                    + "\ndropped "
                    + dropped;
        }
    }

    @Test
    void vectorsAndTheOracleAgree() throws IOException {
        agree(false);
    }

    private static void agree(boolean nest) throws IOException {
        long rows = 0;
        SortedMap<String, Long> brokenByKind = new TreeMap<>();
        for (long seed = 1; rows < ROWS; seed++, rows += ROWS_OF_CONTRACT) {
            Random random = new Random(seed);
            Contract contract = RandomContract.of(random, nest);
            List<Map<String, String>> table = new ArrayList<>();
            for (int i = 0; i < ROWS_OF_CONTRACT; i++) {
                table.add(row(contract, table, random));
            }
            Fate expected = byOracle(contract, table);
            Fate seen = byEnforcement(contract, table, random);
            if (!seen.toString().equals(expected.toString())) {
                explain(seed, contract, table, expected, seen);
            }
            contract.rules()
                    .forEach(it ->
                            brokenByKind.merge(
                                    it.kind(),
                                    expected.rowsByRule.getOrDefault(it.id(), 0L),
                                    Long::sum));
        }
        // A kind that is never broken would agree about nothing.
        assertThat(brokenByKind).containsOnlyKeys(FACTORIES.keySet());
        assertThat(brokenByKind.values()).allMatch(it -> it > ROWS / 1000);
    }

    /** Says which rows differ, so that a failure can be understood. */
    private static void explain(
            long seed,
            Contract contract,
            List<Map<String, String>> table,
            Fate expected,
            Fate seen) {
        StringBuilder said = new StringBuilder("seed " + seed + "\n");
        for (int i = 0; i < table.size(); i++) {
            long line = i + 1L;
            SortedSet<String> one = expected.rejected.getOrDefault(line, new TreeSet<>());
            SortedSet<String> other = seen.rejected.getOrDefault(line, new TreeSet<>());
            if (!one.equals(other) || expected.kept.contains(line) != seen.kept.contains(line)) {
                said.append("line ").append(line).append(": ").append(table.get(i));
                said.append("\n  oracle ").append(one);
                said.append("\n  vectors ").append(other).append('\n');
            }
        }
        contract.rules().forEach(it -> said.append(it).append('\n'));
        assertThat(seen.toString()).as(said.toString()).isEqualTo(expected.toString());
    }

    private static Map<String, String> row(
            Contract contract, List<Map<String, String>> before, Random random) {
        Map<String, String> row = new TreeMap<>();
        for (Field field : contract.fields()) {
            if (random.nextInt(7) > 0) {
                row.put(field.name(), RandomText.of(field.type(), random));
            }
        }
        if (!before.isEmpty() && random.nextInt(4) == 0) {
            // Keys meet again.
            Map<String, String> again = before.get(random.nextInt(before.size()));
            for (String column : List.of("s1", "n1")) {
                if (again.containsKey(column)) {
                    row.put(column, again.get(column));
                }
            }
        }
        return row;
    }

    private static Fate byOracle(Contract contract, List<Map<String, String>> table) {
        Map<String, Rule> rules = new HashMap<>();
        contract.rules().forEach(it -> rules.put(it.id(), it));
        Oracle oracle = new Oracle(contract);
        Fate fate = new Fate();
        for (int i = 0; i < table.size(); i++) {
            long line = i + 1L;
            SortedSet<String> broken = oracle.broken(table.get(i));
            SortedSet<String> ids = new TreeSet<>();
            broken.forEach(it -> ids.add(it.contains("@") ? it.substring(0, it.indexOf('@')) : it));
            ids.forEach(it -> fate.rowsByRule.merge(it, 1L, Long::sum));
            List<Action> actions =
                    ids.stream()
                            .map(it -> java.util.Objects.requireNonNull(rules.get(it)).action())
                            .toList();
            if (actions.contains(Action.QUARANTINE)) {
                fate.rejected.put(line, broken);
            } else if (actions.contains(Action.DROP)) {
                fate.dropped++;
            } else {
                fate.kept.add(line);
            }
        }
        return fate;
    }

    private static Fate byEnforcement(
            Contract contract, List<Map<String, String>> table, Random random) throws IOException {
        Fate fate = new Fate();
        Counters counters = new Counters("node");
        Findings findings = new Findings();
        try (BufferAllocator allocator = new RootAllocator(256 << 20);
                Rejections rejections = new Rejections(contract, fate)) {
            Rejector rejector =
                    new Rejector(dag(contract), contract, counters, allocator, rejections, null);
            List<BoundRule> bound = bound(contract);
            Enforcement enforcement =
                    new Enforcement(
                            contract,
                            bound,
                            new Consequences(bound, counters, rejector, findings),
                            new DatasetRules(dag(contract), "node", contract, bound, findings),
                            allocator);
            int from = 0;
            while (from < table.size()) {
                int to = Math.min(table.size(), from + 1 + random.nextInt(150));
                VectorSchemaRoot batch = batch(contract, table, from, to, allocator);
                try (VectorSchemaRoot kept = enforcement.enforce(batch)) {
                    for (int row = 0; row < kept.getRowCount(); row++) {
                        fate.kept.add(RowSchema.lines(kept).get(row));
                    }
                }
                from = to;
            }
            rejector.flush();
            enforcement.end();
        }
        for (RuleFigures figures : findings.rules()) {
            fate.rowsByRule.put(figures.rule(), figures.rows());
        }
        fate.dropped = counters.figures().filtered();
        return fate;
    }

    private static Dag dag(Contract contract) {
        return new Dag(
                Dag.FORMAT,
                "any",
                "",
                new TreeMap<>(),
                List.of(contract),
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>());
    }

    private static List<BoundRule> bound(Contract contract) {
        List<BoundRule> bound = new ArrayList<>();
        for (Rule rule : contract.rules()) {
            List<Field> fields =
                    rule.columns().stream()
                            .map(it -> FieldPath.parse(it).in(contract.fields()).orElseThrow())
                            .toList();
            bound.add(
                    new BoundRule(
                            rule,
                            java.util.Objects.requireNonNull(
                                            FACTORIES.get(rule.kind()), rule.kind())
                                    .create(
                                            rule,
                                            fields,
                                            new CheckResources(1 << 20, new TemporarySpill()))));
        }
        return bound;
    }

    private static VectorSchemaRoot batch(
            Contract contract,
            List<Map<String, String>> table,
            int from,
            int to,
            BufferAllocator allocator) {
        TextRows rows = new TextRows(RowSchema.text(contract));
        for (int i = from; i < to; i++) {
            rows.begin(i + 1, 0);
            for (int column = 0; column < contract.fields().size(); column++) {
                String text = table.get(i).get(contract.fields().get(column).name());
                if (text != null) {
                    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                    rows.value(column).put(utf8, 0, utf8.length);
                }
            }
            rows.end();
        }
        return rows.take(allocator);
    }

    /** Reads what is rejected. */
    private static final class Rejections implements Stage, AutoCloseable {

        private final Map<String, Rule> rules = new HashMap<>();
        private final Fate fate;

        Rejections(Contract contract, Fate fate) {
            contract.rules().forEach(it -> rules.put(it.id(), it));
            this.fate = fate;
        }

        @Override
        @SuppressWarnings("unchecked") // An array of objects with string keys.
        public void accept(VectorSchemaRoot batch) {
            try (batch) {
                VarCharVector violations = (VarCharVector) batch.getVector("violations");
                for (int row = 0; row < batch.getRowCount(); row++) {
                    SortedSet<String> broken = new TreeSet<>();
                    for (Object each : Json.read(violations.get(row), List.class)) {
                        Map<String, String> violation = (Map<String, String>) each;
                        Rule rule = rules.get(violation.get("rule"));
                        broken.add(
                                java.util.Objects.requireNonNull(rule).columns().size() == 1
                                        ? rule.id() + "@" + violation.get("field")
                                        : rule.id());
                    }
                    fate.rejected.put(RowSchema.lines(batch).get(row), broken);
                }
            }
        }

        @Override
        public void end() {
            // The test knows when.
        }

        @Override
        public void close() {
            // Batches were closed one by one.
        }
    }
}
