package io.runink.cli;

import io.runink.api.plugin.CheckDescriptor;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.Plugins;
import io.runink.api.plugin.StepDescriptor;
import io.runink.api.plugin.StepParameter;
import io.runink.api.scenario.ScenarioStyle;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Describes the language with the steps and checks of the distribution, in Markdown. */
@Command(
        name = "reference",
        hidden = true,
        description =
                "Describe the language, and the distribution's steps and checks, in Markdown.",
        footerHeading = "%nExample:%n",
        footer = "  runi reference")
final class ReferenceCommand implements Callable<Integer> {

    @Mixin Habits habits = new Habits();

    private final Session session;

    ReferenceCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String text = text();
        Console console = session.console();
        console.answer(
                Map.of("reference", text),
                () -> {
                    console.out().print(text);
                    console.out().flush();
                });
        return 0;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        text.append("# The language, from its own tables\n\n")
                .append("Made by `runi reference`; do not edit. [scenario.md](../scenario.md)")
                .append(" explains.\n\n")
                .append(session.services().need(ScenarioStyle.class).reference())
                .append("\n## Steps\n");
        Plugins plugins = session.services().need(Plugins.class);
        all(plugins, Plugin::steps, StepDescriptor::name).forEach(it -> step(it, text));
        text.append("\n## Checks\n\n")
                .append("| kind | looks at | may | annotations | holds rows to |\n")
                .append("|---|---|---|---|---|\n");
        all(plugins, Plugin::checks, CheckDescriptor::kind).forEach(it -> check(it, text));
        return text.toString();
    }

    /** Those of the distribution, by name: what somebody installed besides is not its language. */
    private static <T> List<T> all(
            Plugins plugins, Function<Plugin, List<T>> of, Function<T, String> name) {
        return plugins.catalogue().stream()
                .flatMap(it -> of.apply(it).stream())
                .sorted(Comparator.comparing(name))
                .toList();
    }

    private static void step(StepDescriptor step, StringBuilder text) {
        text.append("\n### `")
                .append(step.name())
                .append("`\n")
                .append(step.summary())
                .append("\n\nInputs: ")
                .append(inputs(step))
                .append(". Output: ")
                .append(lower(step.shape().name()))
                .append('.')
                .append(step.spills() ? " It may need scratch space on disk." : "")
                .append('\n');
        if (!step.parameters().isEmpty()) {
            text.append("\n| argument | holds | says |\n|---|---|---|\n");
        }
        for (StepParameter parameter : step.parameters()) {
            boolean any = parameter.name().equals(StepParameter.ANY);
            text.append("| ")
                    .append(any ? "any other key" : "`" + parameter.name() + "`")
                    .append(parameter.name().equals(step.positional()) ? ", or without a key" : "")
                    .append(parameter.required() ? "" : ", may be left out")
                    .append(" | ")
                    .append(lower(parameter.type().name()))
                    .append(" | ")
                    .append(cell(parameter.description()))
                    .append(" |\n");
        }
        if (!step.sentences().isEmpty()) {
            text.append("\nSentences that mean it:\n\n");
            step.sentences().forEach(it -> text.append("- `").append(it).append("`\n"));
        }
    }

    private static String inputs(StepDescriptor step) {
        int least = step.inputsMin();
        int most = step.inputsMax();
        if (most == 0) {
            return least + " or more";
        }
        return least == most ? String.valueOf(least) : least + " to " + most;
    }

    private static void check(CheckDescriptor check, StringBuilder text) {
        text.append("| `")
                .append(check.kind())
                .append("` | ")
                .append(lower(check.category().name()))
                .append(" | ")
                .append(
                        check.legal().stream()
                                .sorted()
                                .map(it -> lower(it.name()))
                                .collect(Collectors.joining(", ")))
                .append(" | ")
                .append(annotations(check.annotations()))
                .append(" | ")
                .append(cell(check.summary()))
                .append(" |\n");
    }

    private static String annotations(Collection<String> names) {
        return new TreeSet<>(names)
                .stream()
                        .map(it -> "`@" + it.substring(it.lastIndexOf('.') + 1) + "`")
                        .collect(Collectors.joining(", "));
    }

    private static String lower(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A bar would end the cell. */
    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
