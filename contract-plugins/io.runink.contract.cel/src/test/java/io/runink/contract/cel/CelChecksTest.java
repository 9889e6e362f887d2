package io.runink.contract.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.tck.CheckSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CelChecksTest {

    private static final DataType INT64 = DataType.of(DataType.Kind.INT64);

    private final CheckSuite suite = new CheckSuite(new CelChecks(), RuleClass.RECORD);

    private static List<@Nullable String> values(@Nullable String... values) {
        List<@Nullable String> list = new ArrayList<>();
        for (@Nullable String value : values) {
            list.add(value);
        }
        return list;
    }

    private Rule rule(String condition) {
        return suite.rule("condition", Map.of("value", List.of(condition)));
    }

    @Test
    void falseBreaksItAndUnknownDoesNot() {
        assertThat(suite.broken(rule("value > 2"), INT64, values("1", "2", "3", null, "x")))
                .containsExactly(0, 1);
        assertThat(suite.check(rule("value > 2"), INT64, 1).expected()).isEqualTo("value > 2");
    }

    @Test
    void whatHasNoValueForAnotherReasonBreaksIt() {
        assertThat(suite.broken(rule("10 / value > 2"), INT64, values("1", "0", "5", null)))
                .containsExactly(1, 2);
    }

    @Test
    void whatIsNoConditionIsRefused() {
        for (String text : List.of("value >", "other > 1", "value + 1")) {
            assertThatThrownBy(() -> suite.check(rule(text), INT64, 1))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("condition");
        }
        assertThatThrownBy(() -> suite.check(suite.rule("condition", Map.of()), INT64, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
