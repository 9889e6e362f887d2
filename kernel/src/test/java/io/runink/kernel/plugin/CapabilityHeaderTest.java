package io.runink.kernel.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CapabilityHeaderTest {

    @Test
    void readsNamespacesAttributesAndLists() {
        assertThat(
                        CapabilityHeader.parse(
                                "runink.connector;scheme=csv;directions:List<String>=\"source, sink\";"
                                        + "version:Version=\"1.2.0\";uses:=\"a.b,c\",osgi.service;"
                                        + "objectClass:List<String>=\"x.Y\";effective:=active"))
                .containsExactly(
                        new CapabilityHeader.Clause(
                                "runink.connector",
                                Map.of(
                                        "scheme",
                                        "csv",
                                        "directions",
                                        List.of("source", "sink"),
                                        "version",
                                        "1.2.0")),
                        new CapabilityHeader.Clause(
                                "osgi.service", Map.of("objectClass", List.of("x.Y"))));
    }

    @Test
    void keepsEscapedCommasInTheirItem() {
        String header = "x;a:List<String>=\"rows=1:1:2:rows\\, kept,b\";c=\"say \\\"hi\\\", you\"";

        assertThat(CapabilityHeader.parse(header).getFirst().attributes())
                .isEqualTo(
                        Map.of("a", List.of("rows=1:1:2:rows, kept", "b"), "c", "say \"hi\", you"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";a=b", "x;a", "x;a=\"b", "x,", "x;a=b:c"})
    void refusesWhatIsNoHeader(String header) {
        assertThatThrownBy(() -> CapabilityHeader.parse(header))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
