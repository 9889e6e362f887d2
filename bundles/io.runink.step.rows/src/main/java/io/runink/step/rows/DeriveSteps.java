package io.runink.step.rows;

import io.runink.api.contract.Field;
import io.runink.api.plugin.StepShape;
import io.runink.cel.CelExpression;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** Makes steps that compute columns. */
@StepPlugin(
        name = "derive",
        summary =
                "Adds or replaces columns whose values are computed from the row; a value that is"
                        + " unknown is absent.",
        shape = StepShape.DERIVE,
        parameters = {
            "*=expression:optional:the value of the column that the key names",
            "set=texts:optional:the same for names that are keys of the tag: column = expression"
        },
        sentences = {
            "{word} should be computed as {string} => set=$1 = $2",
            "compute {word} as {string} => set=$1 = $2"
        })
public final class DeriveSteps implements StepFactory {

    @Override
    public String name() {
        return "derive";
    }

    @Override
    public RowStep create(StepContext context) {
        SortedMap<String, String> columns = Settings.of(context).columns(Set.of());
        Expressions expressions = new Expressions(context.inputs().getFirst());
        List<DeriveStep.Column> made = new ArrayList<>();
        columns.forEach((name, text) -> {
            Field field = context.output().field(name).orElse(null);
            if (field == null) {
                // Nobody wants it; what is wrong with it is said all the same.
                expressions.compile("column '" + name + "'", text);
            } else {
                CelExpression value = expressions.compile(name, text, field.type());
                made.add(new DeriveStep.Column(field, value));
            }
        });
        return new DeriveStep(context, made);
    }
}
