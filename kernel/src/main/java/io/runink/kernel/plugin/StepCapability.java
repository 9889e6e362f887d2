package io.runink.kernel.plugin;

import io.runink.api.plugin.StepDescriptor;
import io.runink.api.plugin.StepParameter;
import io.runink.api.plugin.StepShape;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what a plug-in says of a step. */
final class StepCapability {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private StepCapability() {}

    static StepDescriptor read(String plugin, Attributes attributes) {
        String name = attributes.text("name");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name is '" + name + "', expected lower-case words with hyphens");
        }
        List<StepParameter> parameters =
                attributes.texts("parameters").stream().map(StepParameter::parse).toList();
        String positional = attributes.textOr("positional", "");
        if (!positional.isEmpty()
                && parameters.stream().noneMatch(it -> it.name().equals(positional))) {
            throw new IllegalArgumentException(
                    "positional is '" + positional + "', expected the name of a parameter");
        }
        return new StepDescriptor(
                name,
                attributes.text("summary"),
                Attributes.constant(StepShape.class, "shape", attributes.text("shape")),
                attributes.number("inputsMin", 1),
                attributes.number("inputsMax", 1),
                parameters,
                positional,
                attributes.texts("sentences"),
                Boolean.parseBoolean(attributes.textOr("spills", "false")),
                attributes.number("memoryMib", 0),
                plugin);
    }
}
