package io.runink.step.rows;

import io.runink.api.plugin.StepShape;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepPlugin;
import java.util.Set;

/** Makes steps that give columns other names. */
@StepPlugin(
        name = "rename",
        summary = "Gives columns other names; all others stay as they are.",
        shape = StepShape.RENAME,
        parameters = {
            "*=column:optional:the column of the input that gets the key as its name",
            "set=texts:optional:the same for names that are keys of the tag: new = old"
        },
        sentences = {
            "{word} should be renamed to {word} => set=$2 = $1",
            "{word} should be called {word} => set=$2 = $1"
        })
public final class RenameSteps implements StepFactory {

    @Override
    public String name() {
        return "rename";
    }

    @Override
    public RowStep create(StepContext context) {
        Batches batches = new Batches(context, 0, Settings.of(context).columns(Set.of()), Set.of());
        return (Batchwise) (input, rows, output) -> batches.emit(rows, output);
    }
}
