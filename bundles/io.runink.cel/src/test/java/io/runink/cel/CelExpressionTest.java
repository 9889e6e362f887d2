package io.runink.cel;

import static io.runink.cel.Given.compiled;
import static io.runink.cel.Given.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.DataType;
import org.junit.jupiter.api.Test;

final class CelExpressionTest {

    @Test
    void knowsItsTextTypeAndColumns() {
        CelExpression it = compiled("price * 2.0 > 10.0 && name == \"USD\" || price < 1.0");
        assertThat(it.text()).startsWith("price * 2.0");
        assertThat(it.type()).isEqualTo(DataType.of(DataType.Kind.BOOLEAN));
        assertThat(it.columns()).containsExactly("name", "price");
    }

    @Test
    void nested() {
        assertThat(value("address.zip + '/' + string(address.floor)")).isEqualTo("75001/3");
        assertThat(value("has(address.since)")).isEqualTo(false);
        assertThat(value("no_address.zip == null")).isEqualTo(true);
        assertThat(value("lines[0].price * 2")).hasToString("2.2000");
        assertThat(value("lines.exists(l, l.price > 2.0)")).isEqualTo(true);
        assertThat(value("lines.all(l, l.price > 1.0)")).isNull();
        assertThat(value("lines.all(l, l.price > 2.0)")).isEqualTo(false);
        assertThat(value("lines.filter(l, l.price > 2.0).map(l, l.items)")).isEqualTo("[1]");
        assertThat(value("lines[2]")).isEqualTo("{\"price\":null,\"items\":7,\"code\":\"c\"}");
        assertThat(value("tags.desk == 'FX' && tags['x'] == null && 'desk' in tags"))
                .isEqualTo(true);
    }

    @Test
    void smoke() {
        assertThat(value("price * 2.0 > 10.0 && name == \"USD\"")).isEqualTo(false);
        assertThat(value("price * 2.50")).hasToString("31.250000");
        assertThat(value("no_price * 2.0 > 10.0")).isNull();
        assertThat(value("no_price == null || no_price > 10")).isEqualTo(true);
        assertThat(value("[1,2,3].filter(x, x > 1).map(x, x * x) == [4, 9]")).isEqualTo(true);
        assertThat(value("name.split(' ').map(x, x.size()).exists(s, s == 1)")).isEqualTo(true);
        assertThat(value("at + duration('1h') > timestamp('2024-01-31T11:00:00Z')"))
                .isEqualTo(true);
        assertThat(value("day >= date('2024-01-31') && day.getFullYear() == 2024")).isEqualTo(true);
    }
}
