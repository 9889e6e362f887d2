package io.runink.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Any bytes are JSON of their type or refused, and what was read is written and read again. */
public final class JsonFuzz {

    private JsonFuzz() {}

    /** Loads what the first input would, whose time is taken as that of any other. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput("{\"a\":1.5}".getBytes(StandardCharsets.UTF_8));
    }

    /** One input, as Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] data) {
        members(new String(data, StandardCharsets.UTF_8));
        try {
            byte[] written = Json.bytes(Json.read(data, Contract.class));
            assertThat(Json.bytes(Json.read(written, Contract.class))).isEqualTo(written);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    private static void members(String text) {
        Map<String, String> members;
        try {
            members = Json.members(text);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotEmpty();
            return;
        }
        String object =
                members.entrySet().stream()
                        .map(it -> Json.text(it.getKey()) + ":" + it.getValue())
                        .collect(Collectors.joining(",", "{", "}"));
        assertThat(Json.members(object)).isEqualTo(members);
    }
}
