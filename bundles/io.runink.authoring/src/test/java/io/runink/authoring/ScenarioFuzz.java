package io.runink.authoring;

import java.nio.charset.StandardCharsets;

/** Any text is scenarios or diagnostics: what {@code distribution/fuzz} tries. */
public final class ScenarioFuzz {

    private ScenarioFuzz() {}

    /** Loads what the first input would, whose time is taken as that of any other. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(
                "Scenario: s\n  @source(\"csv://a.csv\")\n".getBytes(StandardCharsets.UTF_8));
    }

    /** One input, as Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] data) {
        ScenarioProperties.hold(new String(data, StandardCharsets.UTF_8));
    }
}
