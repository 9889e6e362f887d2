package io.runink.step.rows;

import io.runink.api.contract.Field;
import io.runink.api.plugin.StepShape;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes steps that fill in what is absent. */
@StepPlugin(
        name = "default",
        summary =
                "Gives a column a value where it has none: a value as text or after an equals sign"
                        + " an expression.",
        shape = StepShape.SAME,
        parameters = {
            "*=text:optional:the value of the column that the key names where it is absent",
            "set=texts:optional:the same for names that are keys of the tag: column = value"
        },
        sentences = {
            "{word} should default to {string} if missing => set=$1 = $2",
            "{word} should default to {string} => set=$1 = $2",
            "a missing {word} should become {string} => set=$1 = $2"
        })
public final class DefaultSteps implements StepFactory {

    @Override
    public String name() {
        return "default";
    }

    @Override
    public RowStep create(StepContext context) {
        Expressions expressions = new Expressions(context.inputs().getFirst());
        List<DefaultStep.Column> columns = new ArrayList<>();
        for (Map.Entry<String, String> it : Settings.of(context).columns(Set.of()).entrySet()) {
            Field field =
                    context.inputs()
                            .getFirst()
                            .field(it.getKey())
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            Settings.place(it) + ": the input has no such column"));
            DefaultStep.Column column = column(field, it, expressions);
            if (context.output().field(it.getKey()).isPresent()) {
                columns.add(column);
            }
        }
        return new DefaultStep(context, columns);
    }

    private static DefaultStep.Column column(
            Field field, Map.Entry<String, String> given, Expressions expressions) {
        String text = given.getValue();
        if (text.startsWith("=")) {
            return new DefaultStep.Column(
                    field,
                    null,
                    expressions.compile(field.name(), text.substring(1).strip(), field.type()));
        }
        Object value =
                Literals.read(field.type(), text)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        Settings.place(given) + " is no " + field.type()));
        return new DefaultStep.Column(field, value, null);
    }
}
