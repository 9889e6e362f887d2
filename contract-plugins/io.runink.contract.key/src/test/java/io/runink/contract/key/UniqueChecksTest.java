package io.runink.contract.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.error.RuninkException;
import io.runink.tck.CheckSuite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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

    @Test
    void saysWhenItIsFullAndStillKnowsWhatItHolds() {
        KeySet keys = new KeySet(16L * 10);
        assertThat(keys.capacity()).isEqualTo(9);
        List<@Nullable String> ten = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            ten.add("k" + i);
        }
        ten.add("k3");
        UniqueCheck check = new UniqueCheck(rule, keys);
        assertThat(Evaluation.of(check, ten)).containsExactly(9);
        assertThatThrownBy(() -> Evaluation.of(check, values("k9")))
                .isInstanceOf(RuninkException.class)
                .hasMessageStartingWith("RNK-CHECK-001")
                .hasMessageContaining("value.unique")
                .hasMessageNotContaining("k9");
        check.close();
    }

    @Test
    void aSetAnswersAsAHashSetDoes() {
        Random random = new Random(5);
        Set<List<Long>> expected = new HashSet<>();
        try (KeySet keys = new KeySet(16L * 4000)) {
            for (int i = 0; i < 20_000 && !keys.full(); i++) {
                // High words that collide often, and the key of zeros among them.
                long high = random.nextInt(50) * (Long.MAX_VALUE / 25);
                long low = random.nextInt(100);
                assertThat(keys.contains(high, low))
                        .isEqualTo(expected.contains(List.of(high, low)));
                assertThat(keys.add(high, low)).isEqualTo(expected.add(List.of(high, low)));
            }
            assertThat(keys.size()).isEqualTo(expected.size());
        }
    }
}
