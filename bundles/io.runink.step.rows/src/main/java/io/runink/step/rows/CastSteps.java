package io.runink.step.rows;

import io.runink.api.contract.DataType;
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

/** Makes steps that give columns other types. */
@StepPlugin(
        name = "cast",
        summary =
                "Gives columns other types; a row whose value the new type cannot hold as it is is"
                        + " rejected.",
        shape = StepShape.CAST,
        parameters = {
            "*=column-type:optional:the new type of the column that the key names",
            "set=texts:optional:the same for names that are keys of the tag: column = type"
        },
        sentences = {
            "{word} should be cast to {word} => set=$1 = $2",
            "{word} should be read as {word} => set=$1 = $2"
        })
public final class CastSteps implements StepFactory {

    @Override
    public String name() {
        return "cast";
    }

    @Override
    public RowStep create(StepContext context) {
        List<CastStep.Column> columns = new ArrayList<>();
        for (Map.Entry<String, String> it : Settings.of(context).columns(Set.of()).entrySet()) {
            Field from =
                    context.inputs()
                            .getFirst()
                            .field(it.getKey())
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            Settings.place(it) + ": the input has no such column"));
            DataType type = type(it);
            if (!Conversion.exists(from.type(), type)) {
                throw new IllegalArgumentException(
                        Settings.place(it)
                                + ": no "
                                + from.type()
                                + " is "
                                + type
                                + "; compute it with 'derive'");
            }
            Field to = context.output().field(it.getKey()).orElse(null);
            if (to != null && !to.type().equals(type)) {
                throw new IllegalArgumentException(
                        Settings.place(it) + ": the output has it as " + to.type());
            }
            if (to != null && !from.type().equals(type)) {
                columns.add(new CastStep.Column(from.name(), from.type(), type));
            }
        }
        return new CastStep(context, columns);
    }

    private static DataType type(Map.Entry<String, String> column) {
        try {
            return DataType.parse(column.getValue());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Settings.place(column) + ": no such type", e);
        }
    }
}
