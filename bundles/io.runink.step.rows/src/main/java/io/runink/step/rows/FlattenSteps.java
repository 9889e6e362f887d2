package io.runink.step.rows;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.plugin.StepShape;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepPlugin;

/** Makes steps that give each element of a list a row. */
@StepPlugin(
        name = "flatten",
        summary =
                "Gives each element of a list column a row of its own; the members of a struct"
                        + " become columns.",
        shape = StepShape.FLATTEN,
        parameters = {
            "column=column:required:the list",
            "keep-empty=flag:optional:whether a row without elements stays as one without values"
        },
        positional = "column",
        sentences = {
            "each element of {word} should become a row => column=$1",
            "{word} should be flattened => column=$1"
        })
public final class FlattenSteps implements StepFactory {

    @Override
    public String name() {
        return "flatten";
    }

    @Override
    public RowStep create(StepContext context) {
        Settings settings = Settings.of(context);
        String name = settings.text("column");
        Field list =
                context.inputs()
                        .getFirst()
                        .field(name)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "parameter 'column': the input has no column '"
                                                + name
                                                + "'"));
        DataType element = list.type().element();
        if (list.type().kind() != DataType.Kind.LIST || element == null) {
            throw new IllegalArgumentException(
                    "parameter 'column': '" + name + "' is " + list.type() + ", expected a list");
        }
        return new FlattenStep(
                context, name, new Elements(name, element), settings.flag("keep-empty"));
    }
}
