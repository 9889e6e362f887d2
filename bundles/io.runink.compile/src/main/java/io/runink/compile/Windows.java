package io.runink.compile;

import io.runink.api.error.Location;
import io.runink.api.plugin.StepShape;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives windows to the aggregations they are for: a {@code @window} is for the next one. What it
 * says becomes the step's parameters {@code window.*}, durations in ms.
 */
final class Windows {

    /** The parameter that says whether there is a window, and of which kind. */
    static final String KIND = "window.kind";

    /** The parameter that names the column of a row's time. */
    static final String TIME = "window.time";

    private static final Set<String> KINDS = Set.of("tumbling", "sliding", "session");

    /** By key of the tag: the parameter of the step. */
    private static final Map<String, String> PARAMETERS =
            Map.of(
                    "tumbling", "window.size",
                    "sliding", "window.size",
                    "every", "window.slide",
                    "session", "window.gap",
                    "on", TIME,
                    "watermark", "window.watermark",
                    "late", "window.late");

    private static final Set<String> SPANS =
            Set.of("tumbling", "sliding", "session", "every", "watermark");

    private static final Set<String> LATE = Set.of("quarantine", "filter", "include");

    private static final String EXAMPLE =
            "write @window(tumbling=5m, on=\"column\"), @window(sliding=5m, every=1m, …) or"
                    + " @window(session=10m, …)";

    private final Problems problems;
    private @Nullable Tag pending;

    private Windows(Problems problems) {
        this.problems = problems;
    }

    /** Adds the windows of a scenario to the arguments of its steps. */
    static void bind(Scenario scenario, ResolvedTags resolved, Problems problems) {
        new Windows(problems).bind(scenario, resolved);
    }

    private void bind(Scenario scenario, ResolvedTags resolved) {
        for (Tag tag : scenario.tags()) {
            if (tag.name().equals("window")) {
                await(tag);
            }
            for (Tag.Argument argument : tag.arguments()) {
                if (argument.value() instanceof Tag.Value.Nested nested
                        && nested.tag().name().equals("window")) {
                    await(nested.tag());
                }
            }
            Tag window = pending;
            if (window != null
                    && resolved.step(tag).orElse(null) instanceof Binding.Plugged step
                    && step.step().shape() == StepShape.AGGREGATE) {
                give(window, step);
                pending = null;
            }
        }
        Tag left = pending;
        if (left != null) {
            problem(
                    left.place(),
                    "no step that aggregates follows this window",
                    "put it before @step(\"aggregate\", …)");
        }
    }

    private void await(Tag window) {
        Tag first = pending;
        if (first != null) {
            problem(
                    window.place(),
                    "a second window for one step, the first at " + first.place(),
                    "keep one");
        }
        pending = window;
    }

    private void give(Tag window, Binding.Plugged step) {
        List<String> kinds = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Tag.Argument argument : window.arguments()) {
            String key = argument.key().isEmpty() ? "tumbling" : argument.key();
            keys.add(key);
            Optional<Written> value = value(key, argument);
            if (KINDS.contains(key)) {
                kinds.add(key);
                value.ifPresent(it -> give(step, KIND, Written.of(argument, key)));
            }
            value.ifPresent(it -> give(step, Objects.requireNonNull(PARAMETERS.get(key)), it));
        }
        boolean together = keys.contains("every") == keys.contains("sliding");
        if (kinds.size() != 1 || !together || !keys.contains("on")) {
            problem(
                    window.place(),
                    kinds.size() != 1
                            ? "a window is tumbling, sliding or a session, and this one states "
                                    + kinds.size()
                                    + " of them"
                            : together
                                    ? "the window does not say which column holds a row's time"
                                    : "'sliding' and 'every' go together",
                    EXAMPLE);
        }
    }

    private void give(Binding.Plugged step, String parameter, Written value) {
        if (step.arguments().takes(parameter)) {
            step.arguments().add(parameter, value);
        } else {
            problem(
                    value.argument().place(),
                    "'" + step.step().name() + "' takes no '" + parameter + "'",
                    "remove it, or update the plug-in " + step.step().plugin());
        }
    }

    private Optional<Written> value(String key, Tag.Argument argument) {
        Optional<String> text = Optional.empty();
        if (SPANS.contains(key)) {
            text =
                    ArgumentValues.span(argument.value())
                            .filter(it -> !it.equals("0") || key.equals("watermark"));
        } else if (argument.value() instanceof Tag.Value.Text given
                && (key.equals("on") || (key.equals("late") && LATE.contains(given.text())))) {
            text = Optional.of(given.text());
        }
        if (text.isEmpty()) {
            boolean known = PARAMETERS.containsKey(key);
            problem(
                    argument.place(),
                    known
                            ? "'" + key + "' of a window takes " + expected(key)
                            : "a window has no '" + key + "'",
                    EXAMPLE);
        }
        return text.map(it -> Written.of(argument, it));
    }

    private static String expected(String key) {
        return switch (key) {
            case "on" -> "the name of a column in double quotes";
            case "late" -> "\"quarantine\", \"filter\" or \"include\"";
            default -> "a duration above 0, such as 5m";
        };
    }

    private void problem(Location place, String message, String remedy) {
        problems.add(CompileError.WINDOW, place, message, remedy);
    }
}
