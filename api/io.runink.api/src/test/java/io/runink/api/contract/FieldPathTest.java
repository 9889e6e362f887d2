package io.runink.api.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.Masking;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FieldPathTest {

    private static final Field PRICE = field("price", DataType.decimal(9, 2));
    private static final Field LINES =
            new Field(
                    "lines",
                    "lines",
                    DataType.list(DataType.map(DataType.struct(List.of(PRICE)))),
                    true,
                    Masking.REDACT,
                    null);

    private static Field field(String name, DataType type) {
        return new Field(name, name, type, false, null, null);
    }

    @Test
    void comesBackAsItWasWritten() {
        for (String text : List.of("a", "a.b", "a[]", "a{}", "a[][]{}.b_1[].c")) {
            assertThat(FieldPath.parse(text)).hasToString(text);
        }
        assertThat(FieldPath.of("a").elements().values().member("b")).hasToString("a[]{}.b");
        assertThat(FieldPath.parse("a.b").repeated()).isFalse();
        assertThat(FieldPath.parse("a.b{}").repeated()).isTrue();
        assertThat(FieldPath.parse("a").nested()).isFalse();
    }

    @Test
    void refusesWhatIsNone() {
        for (String text : List.of("", ".a", "a.", "a..b", "[]", "a[0]", "a[", "a{b}", "a[]b")) {
            assertThatThrownBy(() -> FieldPath.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void leadsToWhatIsThere() {
        Optional<Field> price = FieldPath.parse("lines[]{}.price").in(List.of(LINES));
        assertThat(price).map(Field::type).contains(PRICE.type());
        assertThat(price).map(Field::name).contains("lines[]{}.price");
        assertThat(price).map(Field::sensitive).contains(true);
        assertThat(price).map(Field::masking).contains(Masking.REDACT);
        assertThat(FieldPath.of("lines").in(List.of(LINES))).contains(LINES);
        for (String text : List.of("x", "lines.price", "lines{}", "lines[]{}.cost", "x[].y")) {
            assertThat(FieldPath.parse(text).in(List.of(LINES))).as(text).isEmpty();
        }
    }
}
