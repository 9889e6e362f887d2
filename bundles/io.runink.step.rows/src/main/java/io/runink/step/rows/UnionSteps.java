package io.runink.step.rows;

import io.runink.api.plugin.StepShape;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepPlugin;
import java.util.stream.IntStream;

/** Makes steps that bring the rows of several inputs together. */
@StepPlugin(
        name = "union",
        summary =
                "Brings the rows of all its inputs together; columns are matched by name and none"
                        + " may differ.",
        shape = StepShape.SAME,
        inputsMin = 2,
        inputsMax = 0,
        sentences = "the rows of all sources should be brought together =>")
public final class UnionSteps implements StepFactory {

    @Override
    public String name() {
        return "union";
    }

    @Override
    public RowStep create(StepContext context) {
        Batches[] batches =
                IntStream.range(0, context.inputs().size())
                        .mapToObj(input -> new Batches(context, input))
                        .toArray(Batches[]::new);
        return (Batchwise) (input, rows, output) -> batches[input].emit(rows, output);
    }
}
