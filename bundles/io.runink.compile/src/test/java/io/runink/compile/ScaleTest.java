package io.runink.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.dag.DagCompiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scenario of 2,000 lines and a contract of 2,000 fields. */
final class ScaleTest {

    private static final int STEPS = 600;

    private static final int FIELDS = 2_000;

    @TempDir Path folder;

    private static String contract() {
        StringBuilder text = new StringBuilder();
        text.append("import io.runink.api.*;\n\n");
        text.append("class Big {\n");
        text.append("    @Contract(id = \"narrow\", version = \"1.0.0\")\n");
        text.append("    record Narrow(@Required String id, long a, long b) {}\n\n");
        // A record has at most 255 components, so that columns beyond are members of a struct.
        for (int part = 0; part < FIELDS / 200; part++) {
            text.append("    record Part").append(part).append("(\n");
            for (int i = 0; i < 200; i++) {
                text.append("            @Required String p").append(part).append('f').append(i);
                text.append(i < 199 ? ",\n" : ") {}\n\n");
            }
        }
        text.append("    @Contract(id = \"wide\", version = \"1.0.0\")\n    record Wide(\n");
        for (int part = 0; part < FIELDS / 200; part++) {
            text.append("            @Required Part").append(part).append(" part").append(part);
            text.append(part + 1 < FIELDS / 200 ? ",\n" : ") {}\n}\n");
        }
        return text.toString();
    }

    /** A line in three is a step, the others say what it is for. */
    private static String scenario(String last) {
        StringBuilder text = new StringBuilder("Scenario: big\n");
        text.append("  @source(\"csv://narrow.csv\", contract=\"Narrow\", name=\"narrow\")\n");
        text.append("  @source(\"json://wide.json\", contract=\"Wide\", name=\"wide\")\n");
        text.append("  @sink(\"json://wide-out.json\", from=\"wide\")\n");
        String from = "narrow";
        for (int i = 0; i < STEPS; i++) {
            text.append("  # What step ").append(i).append(" does:\n  # it computes.\n");
            text.append("  @step(\"derive\", name=\"s")
                    .append(i)
                    .append("\", from=\"")
                    .append(from);
            text.append("\", c").append(i % 40).append("=\"a + ").append(i).append("\")\n");
            from = "s" + i;
        }
        text.append("  @step(\"filter\", \"").append(last).append("\", name=\"last\")\n");
        text.append("  @sink(\"json://out.json\", from=\"last\")\n\n");
        for (int i = 0; i < 190; i++) {
            text.append("  And sentence ").append(i).append(" says something to its readers\n");
        }
        return text.toString();
    }

    @Test
    void aGreatScenarioCompiles() throws IOException {
        String scenario = scenario("a > b");
        assertThat(scenario.lines().count()).isGreaterThan(1_990);
        Workspace workspace =
                new Workspace(folder).with("Big.java", contract()).with("s.dsl", scenario);
        DagCompiler.Compiled compiled = workspace.compile("s.dsl", "Big.java").orThrow();
        assertThat(compiled.dag().nodes()).hasSize(STEPS + 6);
        assertThat(workspace.compile("s.dsl", "Big.java").orThrow().digest())
                .isEqualTo(compiled.digest());
    }

    @Test
    void aMistakeAtItsEndIsPlacedThere() throws IOException {
        Workspace workspace =
                new Workspace(folder)
                        .with("Big.java", contract())
                        .with("s.dsl", scenario("a > bb"));
        List<String> problems = workspace.problems("s.dsl", "Big.java");
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("RNK-COMPILE-032 s.dsl:" + (4 + 3 * STEPS + 1) + ":24: ");
    }
}
