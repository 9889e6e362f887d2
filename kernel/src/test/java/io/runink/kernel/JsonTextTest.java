package io.runink.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTextTest {

    @Test
    void writesWhatTheProcessAnswers() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("running", true);
        fields.put("pid", 7L);
        fields.put("home", Path.of("/a/b"));
        fields.put("text", "a \"b\" \\ \n\t\u0001\u00fc");
        fields.put("none", null);
        fields.put("list", List.of(Map.of("x", 1)));

        assertThat(JsonText.object(fields))
                .isEqualTo(
                        "{\"running\":true,\"pid\":7,\"home\":\"/a/b\","
                                + "\"text\":\"a \\\"b\\\" \\\\ \\n\\t\\u0001\u00fc\","
                                + "\"none\":null,\"list\":[{\"x\":1}]}");
    }
}
