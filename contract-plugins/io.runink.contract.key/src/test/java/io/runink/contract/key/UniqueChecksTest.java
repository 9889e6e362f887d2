package io.runink.contract.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckResources;
import io.runink.spi.spill.Spill;
import io.runink.tck.CheckSuite;
import io.runink.tck.StepSuite;
import io.runink.tck.TemporarySpill;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class UniqueChecksTest {

    private final CheckSuite unique = new CheckSuite(new UniqueChecks(), RuleClass.KEYED_SET);
    private final Rule rule = unique.rule("unique", Map.of());

    private static List<@Nullable String> values(@Nullable String... values) {
        List<@Nullable String> list = new ArrayList<>();
        for (@Nullable String value : values) {
            list.add(value);
        }
        return list;
    }

    private List<Integer> repeated(String type, @Nullable String... values) {
        return unique.broken(rule, DataType.parse(type), values(values));
    }

    @Test
    void theFirstRowKeepsAValue() {
        assertThat(repeated("string", "a", "b", "a", null, null, "", "", "b"))
                .containsExactly(2, 6, 7);
    }

    @Test
    void valuesAreComparedNotSpellings() {
        assertThat(repeated("decimal(9,2)", "1.5", "1.50", "01.5", "1.51")).containsExactly(1, 2);
        assertThat(repeated("timestamp", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00"))
                .containsExactly(1);
        assertThat(repeated("boolean", "true", "false", "true")).containsExactly(2);
        assertThat(repeated("int32", "0", "x", "y", "0")).containsExactly(3);
    }

    @Test
    void aRejectedRowTakesNoKey() {
        assertThat(
                        unique.broken(
                                rule,
                                DataType.of(DataType.Kind.STRING),
                                values("a", "a", "a"),
                                Set.of(0)))
                .containsExactly(2);
    }

    @Test
    void longValuesThatDifferInOneByteAreDifferent() {
        String body = "x".repeat(100);
        assertThat(repeated("string", body + "1", body + "2", "1" + body, body + "1"))
                .containsExactly(3);
    }

    private static Rule over(String... columns) {
        return new Rule(
                "key.unique",
                "unique",
                "unique",
                RuleClass.KEYED_SET,
                List.of(columns),
                new TreeMap<>());
    }

    private static Check check(Rule rule, Contract contract, long memoryBytes, Spill spill) {
        List<Field> fields =
                rule.columns().stream().map(it -> contract.field(it).orElseThrow()).toList();
        return new UniqueChecks().create(rule, fields, new CheckResources(memoryBytes, spill));
    }

    @Test
    void severalColumnsAreOneKey() {
        Contract contract = StepSuite.contract("a string", "n int32", "b string");
        List<List<@Nullable String>> rows =
                List.of(
                        values("x", "1", "y"),
                        values("x", "2", "y"),
                        values("xy", "1", ""),
                        values("x", "1", "z"),
                        values("x", "3", "y"),
                        values(null, "1", "y"),
                        values(null, "1", "y"),
                        values("xy", "9", ""));
        try (Check check = check(over("a", "b"), contract, 1 << 20, new TemporarySpill())) {
            assertThat(check.expected()).isEqualTo("a, b that no earlier row has together");
            assertThat(Evaluation.of(check, new StepSuite.Table(contract, rows)))
                    .containsExactly(1, 4, 7);
        }
    }

    @Test
    void isExactAtTenTimesItsMemory() {
        long memoryBytes = 64 << 10;
        int count = (int) (10 * memoryBytes / 16);
        Contract contract = StepSuite.contract("a int32", "b string");
        Random random = new Random(5);
        Set<List<@Nullable String>> seen = new HashSet<>();
        List<List<@Nullable String>> rows = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 2 * count; i++) {
            int value = random.nextInt(count);
            rows.add(values(String.valueOf(value / 200), "k" + value % 200));
            if (!seen.add(rows.getLast())) {
                expected.add(i);
            }
        }
        TemporarySpill spill = new TemporarySpill();
        try (Check check = check(over("a", "b"), contract, memoryBytes, spill)) {
            assertThat(Evaluation.of(check, new StepSuite.Table(contract, rows)))
                    .isEqualTo(expected);
        }
        assertThat(seen.size() * 16L).isGreaterThan(8 * memoryBytes);
        assertThat(spill.written()).isPositive();
    }

    @Test
    void referencesAreHeldByAStepInstead() {
        ReferencesChecks references = new ReferencesChecks();
        Rule rule =
                new Rule(
                        "a.references",
                        "references",
                        references.kind(),
                        RuleClass.KEYED_SET,
                        List.of("a"),
                        new TreeMap<>());
        assertThatThrownBy(() ->
                        references.create(
                                rule, List.of(), new CheckResources(1, new TemporarySpill())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step");
    }
}
