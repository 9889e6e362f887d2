package io.runink.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.error.ExitStatus;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.api.scenario.ScenarioStyle;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ScenarioStyleTest {

    private static final ScenarioStyle.Surroundings AROUND =
            new ScenarioStyle.Surroundings(
                    "golden/there"::equals, sentence -> sentence.text().contains("bound"));

    private static final String UNTIDY =
            """
            Feature: f
            @golden
            @golden("golden/gone")
            @golden("golden/there")
            Scenario: untidy\s\s
            \t@source("x://a", name="unused-but-for-the-command-line")
              \t@step("A", name="taken")
              @step("B", name="split")\t\r
              @step("C", name="counted", from="taken", references="split.high")
              @step("D", name="unused",
            \t   a="\t")
              @assert("rows['counted'] > 1")
              @sink("x://b", name="out")
            \s\s\s
              Given bound words
              When loose words
              Then bound words
              And source "a b" from "x://c"
              Golden Test:
                folder: golden/there
              Do:
                - source "d" from "x://d"
            Scenario: bare
            """;

    private final ScenarioStyle style = new ScenarioStyleComponent();

    private List<Problem> lint(String text) {
        return style.lint("s.dsl", text, AROUND).orThrow();
    }

    @Test
    void findingsHaveTheirPlaceAndOrder() {
        assertThat(lint(UNTIDY).stream().map(it -> it.code().substring(4) + " " + it.place()))
                .containsExactly(
                        "LINT-005 s.dsl:2:1",
                        "LINT-005 s.dsl:3:1",
                        "LINT-003 s.dsl:5:1",
                        "LINT-004 s.dsl:5:1",
                        "LINT-007 s.dsl:5:17",
                        "LINT-006 s.dsl:6:1",
                        "LINT-006 s.dsl:7:3",
                        "LINT-007 s.dsl:8:27",
                        "LINT-001 s.dsl:10:14",
                        "LINT-006 s.dsl:11:1",
                        "LINT-007 s.dsl:14:1",
                        "LINT-002 s.dsl:16:3",
                        "LINT-009 s.dsl:17:3",
                        "LINT-008 s.dsl:18:3",
                        "LINT-008 s.dsl:19:3",
                        "LINT-008 s.dsl:22:5",
                        "LINT-003 s.dsl:23:1",
                        "LINT-004 s.dsl:23:1");
    }

    @Test
    void everyFindingIsShown() {
        assertThat(new TreeSet<>(lint(UNTIDY).stream().map(Problem::code).toList()))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(LintFinding.values()).map(LintFinding::code).toList());
    }

    @Test
    void anUnboundSentenceIsForInformation() {
        for (Problem finding : lint(UNTIDY)) {
            boolean information = finding.code().equals(LintFinding.SENTENCE_UNBOUND.code());
            assertThat(finding.exit())
                    .isEqualTo(information ? ExitStatus.DONE : ExitStatus.FINDINGS);
        }
    }

    @Test
    void whatIsSafeToFixIsFixedAndNothingElse() {
        String fixed = style.fix("s.dsl", UNTIDY).orThrow();
        assertThat(Meaning.of(ScenarioParser.parse("s", fixed).orThrow()))
                .isEqualTo(Meaning.of(ScenarioParser.parse("s", UNTIDY).orThrow()));
        assertThat(lint(fixed).stream().map(Problem::code))
                .doesNotContain("RNK-LINT-006", "RNK-LINT-007", "RNK-LINT-008")
                .hasSize(lint(UNTIDY).size() - 9);
        assertThat(fixed)
                .contains("    @step(\"A\", name=\"taken\")\n")
                .contains("name=\"split\")\r\n")
                .contains("     a=\"\t\")\n")
                .contains("\n\n  Given bound")
                .contains("  And source stream \"a b\"")
                .contains("  GoldenTest:\n")
                .contains("    - source stream \"d\"");
    }

    @Test
    void aLineOfBlanksStaysALine() {
        String text = "Scenario: a\r@sink(\"x\")\r  \n@herd(\"h\")\rScenario: b\r";
        String fixed = style.fix("s.dsl", text).orThrow();
        assertThat(fixed).isEqualTo(text.replace("  \n", "\r"));
        assertThat(ScenarioParser.parse("s", fixed).orThrow().getLast().tags("herd")).hasSize(1);
    }

    @Test
    void fixingKeepsTheMeaningOfEveryLayout() {
        for (int seed = 0; seed < 300; seed++) {
            String text = new RandomScenario(seed).text();
            String fixed = style.fix("s.dsl", text).orThrow();
            assertThat(Meaning.of(ScenarioParser.parse("s", fixed).orThrow()))
                    .isEqualTo(Meaning.of(ScenarioParser.parse("s", text).orThrow()));
            assertThat(lint(fixed).stream().map(Problem::code))
                    .doesNotContain("RNK-LINT-006", "RNK-LINT-007", "RNK-LINT-008");
        }
    }

    @Test
    void aTidyScenarioHasNoFinding() {
        assertThat(
                        lint(
                                """
                                @herd("h")
                                Scenario: tidy
                                  @source("x://a")
                                  @sink("x://b")
                                  @dlq("x://c")
                                  Given bound words
                                """))
                .isEmpty();
    }

    @Test
    void whatDoesNotParseIsRefusedAlike() {
        String wrong = "Scenario: x\n@frob";
        assertThat(style.format("s", wrong)).isInstanceOf(Outcome.Refused.class);
        assertThat(style.lint("s", wrong, AROUND)).isInstanceOf(Outcome.Refused.class);
        assertThat(style.fix("s", wrong)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void findingsAreBounded() {
        String text = "Scenario: x\n" + "Given a \n".repeat(5_000);
        assertThat(lint(text)).hasSize(ScenarioLint.FINDINGS_MAX);
    }

    @Test
    void theReferenceNamesEveryTagAndHeader() {
        String reference = style.reference();
        KnownTags.names().forEach(it -> assertThat(reference).contains("### `@" + it));
        BlockParser.HEADERS.forEach(it -> assertThat(reference).contains("| `" + it + ":` |"));
    }
}
