package io.runink.step.rows;

import io.runink.api.contract.DataType;
import io.runink.api.plugin.StepShape;
import io.runink.cel.CelEvaluationException;
import io.runink.cel.CelExpression;
import io.runink.cel.Evaluation;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepOutput;
import io.runink.spi.step.StepPlugin;
import java.io.IOException;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Makes steps that keep the rows of which a condition is true. */
@StepPlugin(
        name = "filter",
        summary = "Keeps the rows of which a condition is true; the others count as filtered.",
        shape = StepShape.SAME,
        parameters = "when=condition:required:what must be true of a row that is kept",
        positional = "when",
        sentences = {
            "only rows where {string} should be kept => when=$1",
            "only rows where {string} should go on => when=$1"
        })
public final class FilterSteps implements StepFactory {

    @Override
    public String name() {
        return "filter";
    }

    @Override
    public RowStep create(StepContext context) {
        CelExpression when =
                new Expressions(context.inputs().getFirst())
                        .compile("parameter 'when'", Settings.of(context).text("when"));
        if (when.type().kind() != DataType.Kind.BOOLEAN) {
            throw new IllegalArgumentException(
                    "parameter 'when' gives " + when.type() + ", expected true or false");
        }
        return new Filter(context.node() + ".when", when, new Batches(context, 0));
    }

    private record Filter(String rule, CelExpression when, Batches batches) implements Batchwise {

        @Override
        public void accept(int input, VectorSchemaRoot rows, StepOutput output) throws IOException {
            Evaluation condition = when.over(rows::getVector);
            boolean[] marked = new boolean[rows.getRowCount()];
            long filtered = 0;
            boolean whole = true;
            for (int row = 0; row < marked.length; row++) {
                try {
                    boolean kept = Boolean.TRUE.equals(condition.value(row));
                    marked[row] = !kept;
                    filtered += kept ? 0 : 1;
                } catch (CelEvaluationException e) {
                    marked[row] = true;
                    String expected = "a condition with an answer: " + e.getMessage();
                    output.reject(input, rows, row, rule, "", expected);
                }
                whole &= !marked[row];
            }
            output.filtered(filtered);
            batches.emit(rows, Map.of(), whole ? null : marked, output);
        }
    }
}
