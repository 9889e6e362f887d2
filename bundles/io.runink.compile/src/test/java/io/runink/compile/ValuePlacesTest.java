package io.runink.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.error.Location;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Tag;
import io.runink.authoring.Readers;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ValuePlacesTest {

    private static Scenario scenario(String text) {
        return Readers.scenarios().read("s.dsl", text).orThrow().getFirst();
    }

    private static Location place(String text, String key, int item, int offset) {
        Tag tag = scenario(text).tags().getLast();
        return new ValuePlaces("s.dsl", text).of(tag.argument(key).orElseThrow(), item, offset);
    }

    private static Location at(int line, int column) {
        return new Location("s.dsl", line, column);
    }

    @Test
    void aCharacterIsFoundBehindEscapesOnItsLine() {
        String text = "Scenario: S\r\n  @step(\"derive\", a = \"x\\u002b\\n\\\"y\\\"\")\r\n";
        assertThat(place(text, "a", 0, 0)).isEqualTo(at(2, 24));
        assertThat(place(text, "a", 0, 1)).isEqualTo(at(2, 25));
        assertThat(place(text, "a", 0, 2)).isEqualTo(at(2, 31));
        assertThat(place(text, "a", 0, 4)).isEqualTo(at(2, 35));
        assertThat(place(text, "a", 0, 99)).isEqualTo(at(2, 38));
    }

    @Test
    void anItemOfAListIsFoundOverLinesAndRemarks() {
        String text =
                "\uFEFFScenario: S\r  @step(\"select\", columns=[\"a\", # one\r    \"b, c\"\r  , \"d\"])";
        assertThat(place(text, "columns", 0, 0)).isEqualTo(at(2, 29));
        assertThat(place(text, "columns", 1, 3)).isEqualTo(at(3, 9));
        assertThat(place(text, "columns", 2, 0)).isEqualTo(at(4, 6));
    }

    @Test
    void conditionsWithoutAnEqualsSignAreFound() {
        String text = "Scenario: S\n  @sink(\"json://x\" when \"a > 1\")";
        assertThat(place(text, "when", 0, 2)).isEqualTo(at(2, 28));
    }

    @Test
    void whatWasNotWrittenAsATextHasTheArgumentsPlace() {
        String text = "Scenario: S\n  @step(\"derive\", a=\"x\")";
        Tag.Argument argument = scenario(text).tags().getLast().argument("a").orElseThrow();
        assertThat(new ValuePlaces("s.dsl", "Scenario: T\n").of(argument, 0, 0))
                .isEqualTo(argument.place());
        assertThat(new ValuePlaces("other.dsl", text).of(argument, 0, 0))
                .isEqualTo(argument.place());
        assertThat(new ValuePlaces("s.dsl", text.replace("x", "y")).of(argument, 0, 0))
                .isEqualTo(argument.place());
    }

    @Test
    void aSentencesWordsStandBehindItsKeyword() {
        String text = "Scenario: S\n  @source(\"csv://x\")\n  Then \t be kind\n";
        Scenario scenario = scenario(text);
        assertThat(new ValuePlaces("s.dsl", text).inSentence(scenario.sentences().getFirst(), 3))
                .isEqualTo(at(3, 13));
        assertThat(ValuePlaces.texts(new Tag.Value.Items(List.of(new Tag.Value.Bool(true)))))
                .isEmpty();
    }
}
