package io.runink.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.error.Outcome;
import io.runink.api.scenario.Scenario;
import java.util.List;
import java.util.Random;
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
        assertThat(text).startsWith("RNK-SCENARIO-015 s.dsl:1002:1: ");
    }

    @Test
    void problemsAreBounded() {
        List<String> lines = text("@frob\n".repeat(5_000)).lines().toList();
        assertThat(lines).hasSize(ScenarioParser.PROBLEMS_MAX + 1);
        assertThat(lines.getLast()).startsWith("RNK-SCENARIO-015 s.dsl: more than 100 problems");
    }

    @Test
    void controlCharactersAreBoundedToo() {
        assertThat(text("\u0001".repeat(500_000)).lines().count())
                .isLessThanOrEqualTo(ScenarioParser.PROBLEMS_MAX + 1);
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
}
