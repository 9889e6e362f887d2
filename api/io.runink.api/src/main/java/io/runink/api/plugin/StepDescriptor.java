package io.runink.api.plugin;

import java.util.List;
import java.util.Objects;

/**
 * A step that is installed: what its jar says of it.
 *
 * @param name what a scenario calls it, lower-case kebab-case
 * @param summary what it does, a sentence
 * @param shape how its output follows from its input
 * @param inputsMin fewest inputs, at least 1
 * @param inputsMax most inputs, 0 for any number
 * @param parameters what a tag may give it
 * @param positional the parameter that a tag's second unnamed argument gives; empty for none
 * @param sentences Cucumber expressions that mean this step, each {@code expression => key=value,
 *     ...} where a value may name a parameter of the expression as {@code $1}
 * @param spills whether it may need scratch space on disk
 * @param memoryMib what its slice needs at least, in MiB; 0 for the standard
 * @param plugin the bundle it comes from
 */
public record StepDescriptor(
        String name,
        String summary,
        StepShape shape,
        int inputsMin,
        int inputsMax,
        List<StepParameter> parameters,
        String positional,
        List<String> sentences,
        boolean spills,
        int memoryMib,
        String plugin) {

    public StepDescriptor {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(summary, "summary is null");
        Objects.requireNonNull(shape, "shape is null");
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(positional, "positional is null");
        sentences = List.copyOf(sentences);
        Objects.requireNonNull(plugin, "plugin is null");
        if (inputsMin < 1 || (inputsMax != 0 && inputsMax < inputsMin) || memoryMib < 0) {
            throw new IllegalArgumentException(
                    "step '" + name + "': inputs " + inputsMin + " to " + inputsMax);
        }
    }
}
