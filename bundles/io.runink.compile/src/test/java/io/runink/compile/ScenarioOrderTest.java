package io.runink.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.dag.DagCompiler;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScenarioOrderTest {

    @TempDir Path folder;

    private Outcome<List<String>> order(String text) throws IOException {
        Workspace workspace = new Workspace(folder).with("s.dsl", text);
        return workspace
                .compiler()
                .order(new DagCompiler.Request("s.dsl", "", List.of(), "", folder));
    }

    private List<String> refused(String text) throws IOException {
        return order(text) instanceof Outcome.Refused<List<String>> refused
                ? refused.problems().stream().map(Problem::text).toList()
                : List.of();
    }

    @Test
    void aScenarioStandsAfterThoseWhoseOutputsItReads() throws IOException {
        String text =
                """
                Scenario: gold
                  @source("json://out/./silver.json")
                  @sink("json://out/gold.json")

                Scenario: silver
                  @source("csv://bronze.csv")
                  @sink("json://out/silver.json")

                Scenario: alone
                  @source("csv://alone.csv")
                  @sink("json:///dev/null")

                Scenario: bronze
                  @source("csv://in.csv")
                  @sink("csv://%s/bronze.csv")
                  @dlq("json://bad.json")

                Scenario: repairs
                  @source("json://bad.json")
                  @sink("json:///dev/null")
                """
                        .formatted(folder);
        assertThat(order(text).orThrow())
                .containsExactly("alone", "bronze", "silver", "gold", "repairs");
    }

    @Test
    void aScenarioStandsAfterThoseItRequires() throws IOException {
        String text =
                """
                Scenario: b
                  @requires("c")
                  @source("csv://b.csv")
                  @sink("json://b.json")

                Scenario: a
                  @source("csv://a.csv")
                  @sink("json://a.json")

                Scenario: c
                  @source("csv://c.csv")
                  @sink("json://c.json")
                """;
        assertThat(order(text).orThrow()).containsExactly("a", "c", "b");
        assertThat(refused(text.replace("(\"c\")", "(\"cc\")")))
                .containsExactly(
                        "RNK-COMPILE-025 s.dsl:2:3: the file holds no scenario 'cc' to be required;"
                                + " use one of a, b, c");
    }

    @Test
    void circlesAndTwoWritersAreRefused() throws IOException {
        String text =
                """
                Scenario: first
                  @source("csv://x.csv")
                  @sink("json://b.json")

                Scenario: a
                  @source("json://b.json")
                  @sink("json://a.json")

                Scenario: b
                  @source("json://a.json")
                  @sink("json://b.json")
                """;
        assertThat(refused(text.replace("csv://x.csv", "json://b.json").replace("first", "f")))
                .contains(
                        "RNK-COMPILE-018 s.dsl:11:3: 'json://b.json' is also written by the"
                                + " scenario 'f'; write to another path");
        assertThat(
                        refused(
                                text.replace(
                                        "csv://x.csv\")\n  @sink(\"json://b",
                                        "csv://x.csv\")\n  @sink(\"json://c")))
                .containsExactly(
                        "RNK-COMPILE-026 s.dsl:5:1: the scenario waits for itself: 'a' after 'b'"
                                + " after 'a'; let one of them read another dataset, or drop a"
                                + " @requires");
    }

    @Test
    void anUnreadableFileHasNoOrder() throws IOException {
        assertThat(refused("Scenario:")).first().asString().startsWith("RNK-SCENARIO-");
    }
}
