package io.runink.cli;

import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;
import io.runink.api.error.Location;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.ScenarioReader;
import io.runink.api.scenario.ScenarioStyle;
import io.runink.api.scenario.Sentence;
import java.util.ArrayList;
import java.util.List;

/** Knows one rule of layout (no tabs) and of style (nobody says 'bad'); 'wrong' does not parse. */
final class FakeStyle implements ScenarioStyle {

    private static final Sentence SENTENCE =
            new Sentence("Given", "loose words", new Location("s", 3, 1));

    private static <T> Outcome<T> answer(String file, String text, T value) {
        return text.contains("wrong")
                ? Outcome.refused(problem(file, ExitStatus.BAD_INPUT, "wrong"))
                : Outcome.done(value);
    }

    private static Problem problem(String file, ExitStatus exit, String what) {
        return new Problem(
                "RNK-TEST-002",
                ErrorType.USER,
                exit,
                new Location(file, 1, 1),
                "found '" + what + "', expected better",
                "do better");
    }

    @Override
    public Outcome<String> format(String file, String text) {
        return answer(file, text, text.replace("\t", "  "));
    }

    @Override
    public Outcome<String> fix(String file, String text) {
        return format(file, text);
    }

    @Override
    public Outcome<List<Problem>> lint(String file, String text, Surroundings surroundings) {
        List<Problem> findings = new ArrayList<>();
        for (String what : List.of("bad", "\t")) {
            if (text.contains(what)) {
                findings.add(problem(file, ExitStatus.FINDINGS, what.strip() + "word"));
            }
        }
        if (!surroundings.bound().test(SENTENCE)) {
            findings.add(problem(file, ExitStatus.DONE, "loose"));
        }
        if (!surroundings.folder().test("golden")) {
            findings.add(problem(file, ExitStatus.DONE, "no folder"));
        }
        return answer(file, text, findings);
    }

    @Override
    public String reference() {
        return "## Tags\n";
    }

    ScenarioReader reader() {
        return (file, text) ->
                answer(
                        file,
                        text,
                        List.of(
                                new Scenario(
                                        "",
                                        "orders",
                                        List.of(),
                                        List.of(SENTENCE),
                                        new Location(file, 1, 1))));
    }
}
