package io.runink.authoring;

import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.ScenarioStyle;
import java.util.List;
import java.util.function.BiFunction;
import org.osgi.service.component.annotations.Component;

/** Offers layout, findings and the reference as a service. */
@Component(service = ScenarioStyle.class)
public final class ScenarioStyleComponent implements ScenarioStyle {

    @Override
    public Outcome<String> format(String file, String text) {
        return read(file, text, (_, pieces) -> ScenarioLayout.of(text, pieces));
    }

    @Override
    public Outcome<List<Problem>> lint(String file, String text, Surroundings surroundings) {
        return read(
                file,
                text,
                (scenarios, pieces) ->
                        ScenarioLint.of(file, text, scenarios, pieces, surroundings));
    }

    @Override
    public Outcome<String> fix(String file, String text) {
        return read(file, text, (_, pieces) -> LineTidy.tidy(OldSpelling.corrected(text, pieces)));
    }

    @Override
    public String reference() {
        return LanguageReference.text();
    }

    private static <T> Outcome<T> read(
            String file, String text, BiFunction<List<Scenario>, List<Piece>, T> answer) {
        ScenarioParser.Parsed parsed = ScenarioParser.read(file, text);
        return switch (parsed.outcome()) {
            case Outcome.Done<List<Scenario>> done ->
                    Outcome.done(answer.apply(done.value(), parsed.pieces()));
            case Outcome.Refused<List<Scenario>> refused -> Outcome.refused(refused.problems());
        };
    }
}
