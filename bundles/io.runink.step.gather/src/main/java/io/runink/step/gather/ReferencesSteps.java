package io.runink.step.gather;

import io.runink.api.contract.Contract;
import io.runink.api.plugin.StepShape;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepPlugin;
import java.util.List;

/** Makes steps that hold rows against the keys of others. */
@StepPlugin(
        name = "references",
        summary =
                "Rejects rows of the first input whose key no row of the second has; the others go"
                        + " on in the order they came. A key that lacks a part refers to nothing"
                        + " and breaks no rule. Contracts that reference others use it by"
                        + " themselves.",
        shape = StepShape.SAME,
        inputsMin = 2,
        inputsMax = 2,
        parameters = {
            "columns=columns:required:the columns of the first input that refer to the second's",
            "keys=texts:optional:those of the second, in that order; of the same names if not said",
            "rule=text:optional:the rule that a rejected row breaks; NODE.references if not said",
            "expected=text:optional:what was expected instead, in a few words"
        },
        positional = "columns",
        spills = true)
public final class ReferencesSteps implements StepFactory {

    @Override
    public String name() {
        return "references";
    }

    @Override
    public RowStep create(StepContext context) {
        Parameters parameters = Parameters.of(context);
        List<String> columns = parameters.required("columns");
        List<String> keys = parameters.texts("keys").isEmpty() ? columns : parameters.texts("keys");
        Contract rows = context.inputs().get(0);
        Contract others = context.inputs().get(1);
        return new ReferencesStep(
                context,
                parameters.text("rule", context.node() + ".references"),
                parameters.text("expected", "a key of " + others.name()),
                columns,
                KeyPair.of(rows, columns, others, keys));
    }
}
