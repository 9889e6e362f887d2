package io.runink.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ScenarioGoldenTest {

    /** Those that no small file shows; {@link ScenarioParserTest} does. */
    private static final Set<String> ELSEWHERE = Set.of("RNK-SCENARIO-001", "RNK-SCENARIO-022");

    @TestFactory
    Stream<DynamicTest> scenariosReadAsExpected() throws IOException {
        return Golden.tests("scenario", ScenarioGoldenTest::read);
    }

    @Test
    void everyCodeIsShown() throws IOException {
        Set<String> shown = new TreeSet<>(Golden.codes("scenario"));
        shown.addAll(ELSEWHERE);
        assertThat(shown)
                .containsAll(
                        Arrays.stream(ScenarioError.values()).map(ScenarioError::code).toList());
    }

    private static String read(Path file) {
        try {
            return Golden.text(
                    ScenarioParser.parse("s.dsl", Files.readString(file)),
                    ScenarioGoldenTest::scenarios);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String scenarios(List<Scenario> scenarios) {
        StringBuilder text = new StringBuilder();
        for (Scenario scenario : scenarios) {
            text.append(scenario.place())
                    .append(" scenario '")
                    .append(scenario.name())
                    .append("' of '")
                    .append(scenario.feature())
                    .append("'\n");
            scenario.tags().forEach(tag -> text.append("  ").append(tag(tag)).append('\n'));
            scenario.sentences()
                    .forEach(it ->
                            text.append("  ")
                                    .append(it.place())
                                    .append(' ')
                                    .append(it.keyword())
                                    .append(" | ")
                                    .append(it.text())
                                    .append('\n'));
        }
        return text.toString();
    }

    private static String tag(Tag tag) {
        return tag.place()
                + " @"
                + tag.name()
                + tag.arguments().stream()
                        .map(it ->
                                it.place().line()
                                        + ":"
                                        + it.place().column()
                                        + " "
                                        + it.key()
                                        + "="
                                        + value(it.value()))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String value(Tag.Value value) {
        return switch (value) {
            case Tag.Value.Text text ->
                    "text'" + text.text().replace("\n", "<LF>").replace("\t", "<TAB>") + "'";
            case Tag.Value.Numeral number -> "number " + number.digits();
            case Tag.Value.Bool bool -> "bool " + bool.value();
            case Tag.Value.Span span -> "span " + span.duration();
            case Tag.Value.Items items ->
                    "items " + items.values().stream().map(ScenarioGoldenTest::value).toList();
            case Tag.Value.Nested nested -> tag(nested.tag());
            case Tag.Value.Flag _ -> "flag";
        };
    }
}
