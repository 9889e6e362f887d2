package io.runink.step.rows;

import io.runink.api.plugin.StepShape;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepPlugin;

/** Makes steps that keep some columns. */
@StepPlugin(
        name = "select",
        summary = "Keeps the columns that are listed and leaves the others out.",
        shape = StepShape.SELECT,
        parameters = "columns=columns:required:the columns to keep in their new order",
        positional = "columns",
        sentences = {
            "only {string} should be kept => columns=$1",
            "only the columns {string} should be kept => columns=$1"
        })
public final class SelectSteps implements StepFactory {

    @Override
    public String name() {
        return "select";
    }

    @Override
    public RowStep create(StepContext context) {
        Batches batches = new Batches(context, 0);
        return (Batchwise) (input, rows, output) -> batches.emit(rows, output);
    }
}
