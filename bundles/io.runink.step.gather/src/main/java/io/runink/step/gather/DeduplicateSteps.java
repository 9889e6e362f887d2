package io.runink.step.gather;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.plugin.StepShape;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepPlugin;
import io.runink.spill.KeyPart;
import java.util.List;

/** Makes steps that keep one row of those with equal keys. */
@StepPlugin(
        name = "deduplicate",
        summary =
                "Keeps one row of those that are equal in some columns, in the order they came;"
                        + " the others count as filtered. Absent values are equal here, as are NaN"
                        + " and NaN, 0.0 and -0.0. Knows more keys than memory holds.",
        shape = StepShape.SAME,
        parameters = {
            "by=columns:optional:the columns that rows must be equal in; all of them if not said",
            "keep=text:optional:which row stays: 'first' (as if not said) or 'last'",
            "order=column:optional:the column that says which row is first or last, instead of the"
                    + " order they came; a row without a value gives way to one with a value"
        },
        positional = "by",
        sentences = {
            "duplicate rows should be removed => keep=first",
            "duplicates by {word} should be removed => by=$1",
            "only the latest row of each {word} by {word} should be kept => by=$1, keep=last,"
                    + " order=$2"
        },
        spills = true)
public final class DeduplicateSteps implements StepFactory {

    @Override
    public String name() {
        return "deduplicate";
    }

    @Override
    public RowStep create(StepContext context) {
        Parameters parameters = Parameters.of(context);
        Contract input = context.inputs().getFirst();
        List<String> by = parameters.texts("by");
        if (by.isEmpty()) {
            by = input.fields().stream().map(Field::name).toList();
        }
        List<KeyPart> key = by.stream().map(it -> new KeyPart(Columns.place(input, it))).toList();
        boolean last = parameters.oneOf("keep", "first", "last").equals("last");
        String order = parameters.text("order", "");
        if (order.isEmpty() && !last) {
            return new FirstRows(context, key);
        }
        // The winner comes first of its key.
        List<KeyPart> rank =
                order.isEmpty()
                        ? List.of()
                        : List.of(new KeyPart(Columns.place(input, order), last, false));
        return new BestRows(context, key, rank, last);
    }
}
