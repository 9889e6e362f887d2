package io.runink.contract.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
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
        DataType text = DataType.of(DataType.Kind.STRING);
        for (DataType.Kind kind : DataType.Kind.values()) {
            DataType type =
                    switch (kind) {
                        case DECIMAL -> DataType.decimal(9, 2);
                        case STRUCT -> DataType.struct(List.of(field(text)));
                        case LIST -> DataType.list(text);
                        case MAP -> DataType.map(text);
                        default -> DataType.of(kind);
                    };
            Rule rule = types.rule("type", Map.of());
            assertThat(types.check(rule, type, 1).expected()).isNotBlank();
        }
    }

    private static Field field(DataType type) {
        return new Field("a", "a", type, false, null, null);
    }

    @Test
    void looksAtTheShapeOfNestedTextAlone() {
        DataType map = DataType.map(DataType.of(DataType.Kind.INT32));
        Rule rule = types.rule("type", Map.of());
        assertThat(types.broken(rule, map, values("{}", "{\"a\":\"x\"}", null, "[]", "{", "1")))
                .containsExactly(3, 4, 5);
        assertThat(types.broken(rule, DataType.list(map), values("[]", "[1]", "{}", "[1")))
                .containsExactly(2, 3);
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
