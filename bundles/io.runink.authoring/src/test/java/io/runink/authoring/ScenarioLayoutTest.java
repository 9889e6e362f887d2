package io.runink.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ScenarioLayoutTest {

    private static String laid(String text) {
        return ScenarioLayout.of(text, ScenarioParser.read("s.dsl", text).pieces());
    }

    private static List<String> meaning(String text) {
        return Meaning.of(ScenarioParser.parse("s.dsl", text).orThrow());
    }

    private static void keepsEverything(String text) {
        List<String> meaning = meaning(text);
        String laid = laid(text);
        assertThat(meaning(laid)).isEqualTo(meaning);
        assertThat(laid(laid)).isEqualTo(laid);
        assertThat(laid).endsWith("\n").doesNotContain("\t\n", " \n", "\n\n\n", "\r");
    }

    @Test
    void everyLayoutHasOneAndKeepsItsMeaning() {
        for (int seed = 0; seed < 2_000; seed++) {
            RandomScenario random = new RandomScenario(seed);
            String text = random.text();
            keepsEverything(text);
            String laid = laid(text);
            for (int comment = 0; comment < random.comments(); comment++) {
                String mark = "[comment " + comment + "]";
                int at = laid.indexOf(mark);
                assertThat(at).as(mark).isNotNegative().isEqualTo(laid.lastIndexOf(mark));
            }
        }
    }

    @Test
    void longTagsAreFilledBelowTheirFirstArgument() {
        String text =
                """
                Scenario:   Wide
                @sink( "csv://%s"  when "%s"
                   # why
                   with   "role=ops", from = ["a",  "b"] , @meta(x=1) ) @herd( "h" )# who
                \tGiven   two  words\s\s
                Then :
                  -A
                """
                        .formatted("a".repeat(40), "b".repeat(50));
        assertThat(laid(text))
                .isEqualTo(
                        """
                        Scenario: Wide
                          @sink("csv://%s"
                                when "%s"
                                # why
                                with "role=ops", from=["a", "b"], @meta(x=1))
                          @herd("h")  # who
                          Given two  words
                          Then:
                            - A
                        """
                                .formatted("a".repeat(40), "b".repeat(50)));
    }

    @Test
    void aTagAsWideAsALineStaysOnIt() {
        int room = ScenarioLayout.WIDTH - "  @source(\"\", name=\"b\")".length();
        for (int more = 0; more < 2; more++) {
            String tag = "@source(\"" + "x".repeat(room + more) + "\", name=\"b\")";
            assertThat(laid("Scenario: s\n" + tag).lines()).hasSize(2 + more);
        }
    }

    @Test
    void examplesKeepTheirMeaning() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../../examples"))) {
            List<Path> scenarios = files.filter(it -> it.toString().endsWith(".dsl")).toList();
            assertThat(scenarios).isNotEmpty();
            for (Path scenario : scenarios) {
                keepsEverything(Files.readString(scenario));
            }
        }
    }
}
