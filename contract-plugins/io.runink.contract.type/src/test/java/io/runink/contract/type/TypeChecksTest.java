package io.runink.contract.type;

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

final class TypeChecksTest {

    private final CheckSuite types = new CheckSuite(new TypeChecks(), RuleClass.RECORD);
    private final CheckSuite required = new CheckSuite(new RequiredChecks(), RuleClass.RECORD);

    private static List<@Nullable String> values(@Nullable String... values) {
        List<@Nullable String> list = new ArrayList<>();
        for (@Nullable String value : values) {
            list.add(value);
        }
        return list;
    }

    private List<Integer> misfits(String type, @Nullable String... values) {
        Rule rule = types.rule("type", Map.of("type", List.of(type)));
        return types.broken(rule, DataType.parse(type), values(values));
    }

    @Test
    void findsTextThatIsNoValueOfItsType() {
        assertThat(misfits("string", "x", "", null)).isEmpty();
        assertThat(misfits("int32", "1", "x", null, "2147483648", "-5")).containsExactly(1, 3);
        assertThat(misfits("decimal(5,2)", "999.99", "1000", "0.001")).containsExactly(1, 2);
        assertThat(misfits("timestamp", "2026-01-02T03:04:05Z", "yesterday")).containsExactly(1);
        assertThat(misfits("boolean", "true", "TRUE")).containsExactly(1);
        assertThat(misfits("bytes", "AQID", "?")).containsExactly(1);
    }

    @Test
    void saysWhatItExpectsOfEveryType() {
        for (DataType.Kind kind : DataType.Kind.values()) {
            DataType type =
                    kind == DataType.Kind.DECIMAL ? DataType.decimal(9, 2) : DataType.of(kind);
            Rule rule = types.rule("type", Map.of("type", List.of(type.toString())));
            assertThat(types.check(rule, type, 1).expected()).isNotBlank();
        }
    }

    @Test
    void refusesARuleThatNamesNoType() {
        assertThatThrownBy(() ->
                        types.check(
                                types.rule("type", Map.of()), DataType.of(DataType.Kind.STRING), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsWhatIsAbsentAndNotWhatIsWrong() {
        assertThat(
                        required.broken(
                                required.rule("required", Map.of()),
                                DataType.of(DataType.Kind.INT32),
                                values("1", null, "x", null)))
                .containsExactly(1, 3);
    }
}
