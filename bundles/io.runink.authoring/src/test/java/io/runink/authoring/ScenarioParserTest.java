package io.runink.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.error.Outcome;
import io.runink.api.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ScenarioParserTest {

    private static String text(String scenario) {
        return Golden.text(ScenarioParser.parse("s.dsl", scenario), List::toString);
    }

    @Test
    void tooLargeFilesAreRefused() {
        assertThat(text("#".repeat(ScenarioParser.SIZE_MAX + 1))).startsWith("RNK-SCENARIO-001");
    }

    @Test
    void aFileOfTheGreatestSizeIsRead() {
        String head = "Scenario: x\n";
        assertThat(text(head + "#".repeat(ScenarioParser.SIZE_MAX - head.length())))
                .startsWith("[Scenario");
    }

    @Test
    void tooManyTagsAreRefusedOnce() {
        String text = text("Scenario: x\n" + "@meta\n".repeat(ScenarioParser.TAGS_MAX + 10));
        assertThat(text.lines()).hasSize(1);
        assertThat(text).startsWith("RNK-SCENARIO-015 s.dsl:5002:1: ");
    }

    @Test
    void tooManyLinesAreRefusedOnce() {
        String text = text("Scenario: x\n" + "\n".repeat(ScenarioParser.LINES_MAX + 10));
        assertThat(text.lines()).hasSize(1);
        assertThat(text).startsWith("RNK-SCENARIO-015 s.dsl:50001:1: the file has more than");
    }

    @Test
    void namesThatNobodyReadsAreRefusedAndNotRepeated() {
        String name = "n".repeat(1_000_000);
        for (String line :
                List.of(
                        "@" + name,
                        "@" + name + "(\"x\")",
                        "@step(\"" + name + "\")",
                        "@step(\"x\", name=\"" + name + "\")",
                        "@step(\"x\", from=[\"" + name + "\"])",
                        "@step(\"x\", " + name + "=1)",
                        "@step(\"x\", y=\"" + name + "\")",
                        "@source(\"" + name + "\")",
                        "Then:\n- " + name,
                        "Then:\n- X (name: " + name + ")",
                        "Metadata:\n" + name + ": 1")) {
            String text = text("Scenario: x\n" + line);
            assertThat(text).startsWith("RNK-SCENARIO-022 s.dsl:").hasSizeLessThan(300);
        }
        for (String line :
                List.of(
                        name,
                        name + ": x",
                        "@source(" + name + ")",
                        "@source(\"x\", name=" + name + ")",
                        "@retry(1" + name + ")",
                        "@source(\"x\" " + name + ")",
                        "Then: " + name,
                        "Then:\n- X (" + name + ")",
                        "Then:\n- go (step: X) " + name,
                        "Then:\n- go now (" + name + ": 1)",
                        "Scenario: " + name + "\nScenario: " + name)) {
            assertThat(text("Scenario: x\n" + line))
                    .startsWith("RNK-SCENARIO-")
                    .hasSizeLessThan(500);
        }
    }

    @Test
    void nestingIsBoundedHoweverDeep() {
        for (String one : List.of("@meta(", "[", "@meta([", "(", "x=[", "\"", "@meta(\"a\",")) {
            String text = text("Scenario: x\n@meta(" + one.repeat(100_000));
            assertThat(text.lines().count()).isBetween(1L, 101L);
        }
    }

    @Test
    void problemsAreBounded() {
        List<String> lines = text("@frob\n".repeat(5_000)).lines().toList();
        assertThat(lines).hasSize(Diagnostics.REPORTED_MAX + 1);
        assertThat(lines.getLast()).startsWith("RNK-SCENARIO-015 s.dsl: more than 100 problems");
    }

    @Test
    void controlCharactersAreBoundedToo() {
        assertThat(text("\u0001".repeat(500_000)).lines().count())
                .isLessThanOrEqualTo(Diagnostics.REPORTED_MAX + 1);
    }

    @Test
    void anyTextEndsInAnAnswer() {
        String alphabet =
                "@source(\"a\\, b=[1]5m)\n\r\t# Given Scenario: Feature:-\u00e9\ud83d\ude00";
        Random random = new Random(42);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder(round % 2 == 0 ? "Scenario: x\n" : "");
            for (int i = random.nextInt(120); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Outcome<List<Scenario>> outcome = ScenarioParser.parse("s.dsl", text.toString());
            assertThat(outcome).isNotNull();
        }
    }

    @Test
    void everyPrefixOfAFileEndsInAnAnswer() {
        String whole =
                "Feature: f\n@module(a=\"b\")\nScenario: s\n  @source(\"x://y\", name=\"a\","
                        + " @meta(z=[1, 2]))\n  @sink(\"x\" when \"y\")\n  Given it\n";
        for (int end = 0; end <= whole.length(); end++) {
            assertThat(ScenarioParser.parse("s.dsl", whole.substring(0, end))).isNotNull();
        }
    }

    @Test
    void anErrorAtTheEndOfTwoThousandLinesHasItsPlace() {
        StringBuilder file = new StringBuilder("Feature: long\nScenario: long\n");
        while (file.chars().filter(c -> c == '\n').count() < 1_995) {
            file.append("  @step(\"derive\", a=\"b + 1\",\n        c=\"d\")  # why\n")
                    .append("  Then:\n    - A (by: [\"x\", \"y\"])\n  And it is so\n");
        }
        assertThat(ScenarioParser.parse("s.dsl", file.toString())).isInstanceOf(Outcome.Done.class);
        file.append("\n".repeat((int) (1_999 - file.chars().filter(c -> c == '\n').count())));
        assertThat(text(file + "  @sink(\"x\", fromm=\"a\")"))
                .isEqualTo(
                        "RNK-SCENARIO-009 s.dsl:2000:14: '@sink' has no argument 'fromm'; did you"
                                + " mean 'from'?\n");
    }

    @Test
    void examplesOfTheManualAreRead() throws IOException {
        String manual = Files.readString(Path.of("../../docs/scenario.md"));
        List<String> examples =
                Pattern.compile("```gherkin\n(.*?)```", Pattern.DOTALL)
                        .matcher(manual)
                        .results()
                        .map(it -> it.group(1))
                        .filter(it -> it.contains("Scenario:"))
                        .toList();
        assertThat(examples).hasSize(2);
        for (String example : examples) {
            assertThat(ScenarioParser.parse("manual", example)).isInstanceOf(Outcome.Done.class);
        }
    }
}
