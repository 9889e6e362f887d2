package io.runink.cli;

import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import io.runink.api.scenario.ScenarioStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lays scenario files out. */
@Command(
        name = "fmt",
        description = {
            "Lay scenario files out in the one layout that all should have.",
            "",
            "Words, comments, blank lines and meaning stay. A file that does not parse is refused,"
                    + " and then none is changed."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  runi fmt features/orders.dsl", "  runi fmt --check features/*.dsl"})
final class FmtCommand implements Callable<Integer> {

    @Mixin Habits habits = new Habits();

    @Option(
            names = "--check",
            description = "Change nothing; end with 1 if a file differs from its layout.")
    boolean check;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Scenario files.")
    List<String> files = new ArrayList<>();

    private final Session session;

    FmtCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ScenarioFiles all = new ScenarioFiles(session.folders());
        ScenarioStyle style = session.services().need(ScenarioStyle.class);
        Map<String, String> changed = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (String file : files) {
            String text = all.read(file);
            switch (style.format(file, text)) {
                case Outcome.Refused<String> refused -> problems.addAll(refused.problems());
                case Outcome.Done<String> done when !done.value().equals(text) ->
                        changed.put(file, done.value());
                case Outcome.Done<String> _ -> {}
            }
        }
        if (!problems.isEmpty()) {
            throw new RuninkException(problems);
        }
        if (!check) {
            changed.forEach(all::write);
        }
        answer(changed);
        return check && !changed.isEmpty() ? 1 : 0;
    }

    private void answer(Map<String, String> changed) {
        Console console = session.console();
        console.answer(
                Map.of("files", files, check ? "differ" : "changed", List.copyOf(changed.keySet())),
                () -> {
                    String verb = check ? "Differs: " : "Laid out: ";
                    changed.keySet().forEach(file -> console.line(verb + file));
                    if (changed.isEmpty()) {
                        String count = console.figures().count(files.size(), "file");
                        console.line(count + " laid out as they should be.");
                    } else if (check) {
                        console.line("Run 'runi fmt' on them.");
                    }
                });
    }
}
