package io.runink.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.error.Location;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.api.scenario.Scenario;
import java.util.List;
import java.util.Objects;

/** What holds of every text, whoever wrote it. */
final class ScenarioProperties {

    private ScenarioProperties() {}

    /** Whether the text is a scenario file; fails if what must hold of it does not. */
    static boolean hold(String text) {
        ScenarioParser.Parsed parsed = ScenarioParser.read("s.dsl", text);
        switch (parsed.outcome()) {
            case Outcome.Refused<List<Scenario>> refused -> {
                assertThat(refused.problems()).hasSizeBetween(1, Diagnostics.REPORTED_MAX + 1);
                refused.problems().forEach(it -> problem(it, text));
            }
            case Outcome.Done<List<Scenario>> done -> {
                assertThat(done.value()).isNotEmpty();
                layout(text, parsed, Meaning.of(done.value()));
            }
        }
        return parsed.outcome() instanceof Outcome.Done;
    }

    private static void problem(Problem problem, String text) {
        Location place = Objects.requireNonNull(problem.place(), problem.code());
        assertThat((long) place.line()).isBetween(0L, text.lines().count() + 1);
        assertThat(problem.text().length()).as(problem.code()).isLessThan(1_500);
        assertThat(problem.text().codePoints().filter(it -> it != '\n'))
                .noneMatch(it -> TextGuard.invisible(it) || Character.isISOControl(it));
    }

    private static void layout(String text, ScenarioParser.Parsed parsed, List<String> meaning) {
        String laid = ScenarioLayout.of(text, parsed.pieces());
        ScenarioParser.Parsed again = ScenarioParser.read("s.dsl", laid);
        assertThat(Meaning.of(again.outcome().orThrow())).isEqualTo(meaning);
        assertThat(ScenarioLayout.of(laid, again.pieces())).isEqualTo(laid);
    }
}
