package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.runink.api.contract.Action;
import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.DataType.Kind;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.dag.Dag;
import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import io.runink.api.run.RunReport.RuleFigures;
import io.runink.contract.cel.CelChecks;
import io.runink.contract.dataset.AggregateChecks;
import io.runink.contract.dataset.FreshChecks;
import io.runink.contract.dataset.RowCountChecks;
import io.runink.contract.format.FormatChecks;
import io.runink.contract.key.UniqueChecks;
import io.runink.contract.sql.SqlChecks;
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
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
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
                            new UniqueChecks(),
                            new RowCountChecks(),
                            new AggregateChecks(),
                            new FreshChecks(),
                            new SqlChecks())
                    .collect(Collectors.toMap(CheckFactory::kind, it -> it));

    private static final Pattern FOUND =
            Pattern.compile(
                    "rule '([^']+)' of node 'node' found (.+), expected .+", Pattern.DOTALL);
    private static final Set<String> DATASET = Set.of("row-count", "aggregate", "fresh", "sql");

    /** Kinds that contracts have on what is inside nested columns. */
    private static final Set<String> INSIDE =
            Set.of(
                    "type",
                    "required",
                    "range",
                    "enum",
                    "pattern",
                    "length",
                    "multiple-of",
                    "format");

    /** What became of a run's rows. */
    private static final class Fate {
        private final TreeSet<Long> kept = new TreeSet<>();
        private final SortedMap<Long, SortedSet<String>> rejected = new TreeMap<>();
        private final SortedMap<String, Long> rowsByRule = new TreeMap<>();
        private final SortedMap<String, String> found = new TreeMap<>();
        private long dropped;

        private List<Object> told() {
            return List.of(kept, rejected, rowsByRule, found, dropped);
        }
    }

    /** What was broken: rows by kind of rule, and values inside nested columns likewise. */
    private record Tally(SortedMap<String, Long> rows, SortedMap<String, Long> inside) {

        Tally() {
            this(new TreeMap<>(), new TreeMap<>());
        }

        private synchronized void count(Contract contract, Fate fate) {
            Map<String, Rule> rules = byId(contract);
            fate.rowsByRule.forEach(
                    (id, broken) -> rows.merge(rule(rules, id).kind(), broken, Long::sum));
            fate.rejected.values().stream()
                    .flatMap(it -> it.stream())
                    .filter(it -> it.contains("@"))
                    .map(it -> rule(rules, it.substring(0, it.indexOf('@'))))
                    .filter(it -> FieldPath.parse(it.columns().getFirst()).nested())
                    .forEach(it -> inside.merge(it.kind(), 1L, Long::sum));
        }
    }

    @Test
    void vectorsAndTheOracleAgree() {
        long contracts = ROWS / ROWS_OF_CONTRACT;
        Tally tally = new Tally();
        // Each is a world of its own, so that all processors may work on them.
        LongStream.rangeClosed(1, contracts).parallel().forEach(seed -> agree(seed, tally));
        // A kind that is never broken would agree about nothing.
        assertThat(tally.rows).containsOnlyKeys(FACTORIES.keySet());
        for (Map.Entry<String, Long> kind : tally.rows.entrySet()) {
            long least = DATASET.contains(kind.getKey()) ? contracts / 40 : ROWS / 1000;
            assertThat(kind.getValue()).as(kind.getKey()).isGreaterThan(least);
        }
        assertThat(tally.inside).containsOnlyKeys(INSIDE);
        assertThat(tally.inside.values()).allMatch(it -> it > ROWS / 2000);
    }

    private static void agree(long seed, Tally tally) {
        Random random = new Random(seed);
        Contract ofRows = RandomContract.of(random, random.nextInt(3) > 0);
        List<Map<String, String>> table = new ArrayList<>();
        for (int i = 0; i < ROWS_OF_CONTRACT; i++) {
            table.add(row(ofRows, table, random));
        }
        Fate expected = new Fate();
        List<Map<String, Object>> kept = rowsByOracle(ofRows, table, expected);
        Contract contract = with(ofRows, RandomDataset.of(random, ofRows, kept));
        datasetByOracle(contract, kept, expected);
        Fate seen = byEnforcement(contract, table, random);
        if (!seen.told().equals(expected.told())) {
            explain(seed, contract, table, expected, seen);
        }
        tally.count(contract, expected);
    }

    private static Map<String, Rule> byId(Contract contract) {
        return contract.rules().stream().collect(Collectors.toMap(Rule::id, it -> it));
    }

    private static Rule rule(Map<String, Rule> rules, String id) {
        return Objects.requireNonNull(rules.get(id), id);
    }

    private static Contract with(Contract contract, List<Rule> more) {
        return new Contract(
                contract.name(),
                contract.id(),
                contract.version(),
                contract.owner(),
                contract.javaClass(),
                contract.fields(),
                Stream.concat(contract.rules().stream(), more.stream()).toList(),
                null,
                null,
                null);
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
        for (Fate fate : List.of(expected, seen)) {
            said.append(fate == seen ? "vectors " : "oracle ").append(fate.rowsByRule);
            said.append(fate.found).append(" dropped ").append(fate.dropped).append('\n');
        }
        fail(said.toString());
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

    /** Judges rows one by one; returns the values of those that go on. */
    private static List<Map<String, Object>> rowsByOracle(
            Contract contract, List<Map<String, String>> table, Fate fate) {
        Map<String, Rule> rules = byId(contract);
        Oracle oracle = new Oracle(contract);
        List<Map<String, Object>> kept = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            long line = i + 1L;
            SortedSet<String> broken = oracle.broken(table.get(i));
            SortedSet<String> ids = new TreeSet<>();
            broken.forEach(it -> ids.add(it.contains("@") ? it.substring(0, it.indexOf('@')) : it));
            ids.forEach(it -> fate.rowsByRule.merge(it, 1L, Long::sum));
            List<Action> actions =
                    ids.stream().map(it -> Objects.requireNonNull(rules.get(it)).action()).toList();
            if (actions.contains(Action.QUARANTINE)) {
                fate.rejected.put(line, broken);
            } else if (actions.contains(Action.DROP)) {
                fate.dropped++;
            } else {
                fate.kept.add(line);
                kept.add(oracle.values(table.get(i)));
            }
        }
        return kept;
    }

    private static void datasetByOracle(
            Contract contract, List<Map<String, Object>> kept, Fate fate) {
        for (Rule rule : contract.rules()) {
            if (rule.category() != RuleClass.DATASET) {
                continue;
            }
            Optional<String> found = OracleDataset.found(contract, rule, kept);
            if (found.isPresent()) {
                fate.rowsByRule.merge(rule.id(), 1L, Long::sum);
                fate.found.put(rule.id(), rule.action() + " " + found.get());
                if (rule.action() == Action.FAIL_RUN) {
                    return;
                }
            }
        }
    }

    private static Fate byEnforcement(
            Contract contract, List<Map<String, String>> table, Random random) {
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
            end(enforcement, bound).ifPresent(it -> found(contract, Action.FAIL_RUN, it, fate));
            findings.holds().forEach(it -> found(contract, Action.HOLD_PUBLISH, it, fate));
            findings.warnings().stream()
                    .filter(it -> it.code().equals(SliceError.DATASET_BROKEN.code()))
                    .forEach(it -> found(contract, Action.WARN, it, fate));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (RuleFigures figures : findings.rules()) {
            fate.rowsByRule.put(figures.rule(), figures.rows());
        }
        fate.dropped = counters.figures().filtered();
        return fate;
    }

    /** Ends, and says why the run fails if it does. */
    private static Optional<Problem> end(Enforcement enforcement, List<BoundRule> bound) {
        try {
            enforcement.end();
            return Optional.empty();
        } catch (RuninkException e) {
            bound.forEach(it -> it.check().close());
            return Optional.of(e.problems().getFirst());
        }
    }

    private static void found(Contract contract, Action action, Problem problem, Fate fate) {
        Matcher said = FOUND.matcher(problem.message());
        assertThat(said.matches()).as(problem.message()).isTrue();
        Rule rule =
                contract.rules().stream()
                        .filter(it -> it.id().equals(said.group(1)))
                        .findFirst()
                        .orElseThrow();
        String found = said.group(2);
        String shown =
                switch (rule.kind()) {
                    case "fresh" -> "old";
                    case "row-count" ->
                            OracleDataset.shown(new BigDecimal(found.replace(" rows", "")));
                    case "aggregate" -> figure(contract, rule, found);
                    default -> found;
                };
        fate.found.put(rule.id(), action + " " + shown);
    }

    /** A figure that is told as a number, a day or a time. */
    private static String figure(Contract contract, Rule rule, String told) {
        DataType type = contract.field(rule.columns().getFirst()).orElseThrow().type();
        boolean moments =
                EnumSet.of(Kind.DATE, Kind.TIME, Kind.TIMESTAMP).contains(type.kind())
                        && !rule.name().startsWith("count");
        return OracleDataset.shown(
                moments
                        ? OracleDataset.number(OracleValue.of(type, told).orElseThrow())
                        : new BigDecimal(told));
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
                            Objects.requireNonNull(FACTORIES.get(rule.kind()), rule.kind())
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
                                Objects.requireNonNull(rule).columns().size() == 1
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
