package io.runink.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.dag.DagCompiler;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScenarioCompilerTest {

    private static final String CONTRACT =
            """
            import io.runink.api.*;

            @Contract(id = "x", version = "1.0.0")
            record X(@Required String a, @Pattern("\\"\\\\\\n\\u2020") String b) {}
            """;

    private static final String SCENARIO =
            "Scenario: S\n  @source(\"csv://a.csv\", contract=\"X\")\n  @sink(\"json://b.json\")\n";

    @TempDir Path folder;

    @Test
    void aMissingScenarioIsNamed() {
        Workspace workspace = new Workspace(folder);
        assertThat(workspace.problems("no.dsl", "No.java"))
                .satisfiesExactly(
                        it ->
                                assertThat(it)
                                        .startsWith("RNK-COMPILE-001 no.dsl: 'no.dsl' does not"),
                        it -> assertThat(it).startsWith("RNK-CONTRACT-001 No.java: "));
        assertThat(workspace.problems(".")).first().asString().contains("is no file");
        assertThat(workspace.problems("\0")).first().asString().contains("is no path");
    }

    @Test
    void brokenUtf8IsPlaced() throws IOException {
        Files.write(folder.resolve("s.dsl"), new byte[] {'#', '\r', '\n', '#', (byte) 0xff});
        assertThat(new Workspace(folder).problems("s.dsl"))
                .first()
                .asString()
                .startsWith("RNK-COMPILE-002 s.dsl:2:2: ");
    }

    @Test
    void aScenarioFileTooLargeIsRefused() throws IOException {
        Files.writeString(folder.resolve("s.dsl"), "#".repeat(ScenarioFile.SIZE_MAX + 1));
        assertThat(new Workspace(folder).problems("s.dsl"))
                .first()
                .asString()
                .startsWith("RNK-COMPILE-003 s.dsl: ");
    }

    @Test
    void theCommandLineChoosesAScenarioAndAHerd() throws IOException {
        Workspace workspace =
                new Workspace(folder)
                        .with("X.java", CONTRACT)
                        .with("s.dsl", SCENARIO.replace(": S", ": Other") + "\n" + SCENARIO);
        DagCompiler.Compiled compiled =
                workspace.compiler().compile(request("S", "herd-a")).orThrow();
        assertThat(compiled.dag().scenario()).isEqualTo("S");
        assertThat(compiled.dag().herd()).isEqualTo("herd-a");
        assertThat(texts(workspace.compiler().compile(request("T", "No Herd"))))
                .contains(
                        "RNK-COMPILE-004 s.dsl: the file holds no scenario 'T'; name one of 'Other', 'S'");
        assertThat(texts(workspace.compiler().compile(request("S", "No Herd"))))
                .startsWith("RNK-COMPILE-022: 'No Herd' is no herd name");
    }

    private DagCompiler.Request request(String scenario, String herd) {
        return new DagCompiler.Request("s.dsl", scenario, List.of("X.java"), herd, folder);
    }

    private static String texts(Outcome<DagCompiler.Compiled> outcome) {
        return switch (outcome) {
            case Outcome.Done<DagCompiler.Compiled> _ -> "";
            case Outcome.Refused<DagCompiler.Compiled> refused ->
                    refused.problems().stream()
                            .map(Problem::text)
                            .collect(Collectors.joining("\n"));
        };
    }

    @Test
    void aFileOfTheCommandLineReplacesOneOfTheScenario() throws IOException {
        Workspace workspace =
                new Workspace(folder)
                        .with("new/X.java", CONTRACT)
                        .with("s.dsl", "@contract(\"old/X.java\")\n" + SCENARIO);
        assertThat(workspace.problems("s.dsl"))
                .containsExactly(
                        "RNK-COMPILE-024 s.dsl:1:1: there is no contract file 'old/X.java'; correct"
                                + " the path; it starts at the workspace");
        assertThat(workspace.problems("s.dsl", "new/X.java")).isEmpty();
    }

    @Test
    void withoutAPluginTheSentenceSaysWhatProvidesIt() throws IOException {
        Workspace workspace =
                new Workspace(folder, "io.runink.connector.file", "io.runink.contract.value")
                        .with("X.java", CONTRACT)
                        .with("s.dsl", SCENARIO);
        assertThat(workspace.problems("s.dsl", "X.java"))
                .containsExactly(
                        "RNK-COMPILE-017 s.dsl:2:11: scheme 'csv' needs a connector that is a"
                                + " source; 'runi plugin install io.runink.connector.file' provides it",
                        "RNK-COMPILE-017 s.dsl:3:9: scheme 'json' needs a connector that is a sink;"
                                + " 'runi plugin install io.runink.connector.file' provides it",
                        "RNK-CONTRACT-017 X.java:4:30: '@Pattern' needs check 'pattern'; 'runi"
                                + " plugin install io.runink.contract.value' provides it");
    }

    @Test
    void aStepOfTheCatalogueIsOffered() throws IOException {
        Workspace workspace =
                new Workspace(folder, "io.runink.step.keys")
                        .with("X.java", CONTRACT)
                        .with(
                                "s.dsl",
                                SCENARIO.replace("  @sink", "  @step(\"sort\", \"a\")\n  @sink"));
        assertThat(workspace.problems("s.dsl", "X.java"))
                .containsExactly(
                        "RNK-COMPILE-007 s.dsl:3:3: nothing provides the step 'sort'; 'runi plugin"
                                + " install io.runink.step.keys' provides it");
    }

    @Test
    void sentencesThatMeanNothingAreRefusedWhereThatIsAsked() throws IOException {
        Workspace workspace =
                new Workspace(folder)
                        .with("X.java", CONTRACT)
                        .with(
                                "s.dsl",
                                SCENARIO
                                        + "  Given rows\n  Then b should default to \"x\" if missing\n"
                                        + "  And b should default to \"y\" if mising\n");
        DagCompiler.Request strict =
                new DagCompiler.Request("s.dsl", "", List.of("X.java"), "", folder, true);
        assertThat(texts(workspace.compiler().compile(strict)))
                .startsWith("RNK-COMPILE-044 s.dsl:4:3: no step means 'rows'; declare one")
                .contains(
                        "RNK-COMPILE-044 s.dsl:6:3: no step means 'b should default to \"y\" if"
                                + " mising'; did you mean")
                .doesNotContain("s.dsl:5");
        assertThat(workspace.problems("s.dsl", "X.java")).isEmpty();
    }

    @Test
    void foldersZonesAndLocalesDoNotShowInTheBundle() throws IOException {
        byte[] first = compiledIn("one", Locale.GERMANY, "Asia/Kathmandu");
        byte[] second = compiledIn("two/deeper", Locale.forLanguageTag("tr-TR"), "America/Lima");
        assertThat(second).isEqualTo(first);
    }

    private byte[] compiledIn(String sub, Locale locale, String zone) throws IOException {
        Locale localeBefore = Locale.getDefault();
        TimeZone zoneBefore = TimeZone.getDefault();
        try {
            Locale.setDefault(locale);
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            Path in = folder.resolve(sub);
            Workspace workspace = Workspace.ofExample("trade-cdm", in);
            return workspace
                    .compile(
                            in.resolve("features/trade_cdm.dsl").toString(),
                            in.resolve("contracts/TradeCdmMulti.java").toString())
                    .orThrow()
                    .jar();
        } finally {
            Locale.setDefault(localeBefore);
            TimeZone.setDefault(zoneBefore);
        }
    }

    @Test
    void theReadableSourceIsJava() throws IOException {
        Workspace workspace =
                new Workspace(folder)
                        .with("X.java", CONTRACT)
                        .with(
                                "s.dsl",
                                SCENARIO.replace(": S", ": 4 \"quoted\" \u00fcml\u00e4uts")
                                        .replace(
                                                "  @sink(\"json://b.json\")",
                                                "  @step(\"filter\", \"size(a) > 1\")\n"
                                                        + "  @retry(2) @assert(\"records > 1\")\n"
                                                        + "  @sink(\"json://b.json\" when"
                                                        + " \"a < \\\"m\\\"\")"));
        DagCompiler.Compiled compiled = workspace.compile("s.dsl", "X.java").orThrow();
        var sources = ReadableSource.of(compiled);
        assertThat(sources.keySet()).containsExactly("Dag4QuotedMlUtsDag.java", "X.java");
        assertThat(sources).isEqualTo(ReadableSource.of(compiled));
        assertThat(sources.get("Dag4QuotedMlUtsDag.java"))
                .contains("RETRIES = 2;", "\"records > 1\"", "\"filter {when=[size(a) > 1]}\"")
                .contains("new Edge(\"filter\", \"sink\", \"rows of X\", \"a < \\\"m\\\"\")")
                .contains("\"required\", \"quarantine\", List.of(");
        Path out = folder.resolve("out");
        Files.createDirectories(out);
        for (String name : sources.keySet()) {
            Files.writeString(out.resolve(name), sources.get(name));
        }
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                Workspace.api().toString(),
                                "-d",
                                out.toString(),
                                out.resolve("Dag4QuotedMlUtsDag.java").toString(),
                                out.resolve("X.java").toString());
        assertThat(status).isZero();
    }

    @Test
    void namesOfFilesAreAsShortAsTheyCanBe() {
        assertThat(ShortNames.of(List.of("a/b/X.java", "a/c/X.java", "../Y.java", "/w/Z.java")))
                .isEqualTo(
                        Map.of(
                                "a/b/X.java", "b/X.java",
                                "a/c/X.java", "c/X.java",
                                "../Y.java", "Y.java",
                                "/w/Z.java", "Z.java"));
        assertThat(ShortNames.of(List.of("../X.java", "X.java")).values()).doesNotHaveDuplicates();
        assertThat(ShortNames.of(Collections.singletonList(".."))).containsValue("file");
    }
}
