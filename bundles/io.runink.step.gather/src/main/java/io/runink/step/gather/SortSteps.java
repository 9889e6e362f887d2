package io.runink.step.gather;

import io.runink.api.contract.Contract;
import io.runink.api.plugin.StepShape;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepPlugin;
import io.runink.spill.KeyPart;
import java.util.ArrayList;
import java.util.List;

/** Makes steps that sort. */
@StepPlugin(
        name = "sort",
        summary =
                "Puts rows in the order of some columns; rows equal in all of them stay in the"
                        + " order they came. Text is ordered by code point; NaN is greater than"
                        + " any other number, and -0.0 equals 0.0. Sorts more rows than memory"
                        + " holds.",
        shape = StepShape.SAME,
        parameters = {
            "by=texts:required:columns, the first deciding first; 'price desc' for descending",
            "nulls=text:optional:where rows without a value go: 'last' (as if not said) or 'first'"
        },
        positional = "by",
        sentences = {
            "rows should be sorted by {word} => by=$1",
            "rows should be sorted by {string} => by=$1"
        },
        spills = true)
public final class SortSteps implements StepFactory {

    @Override
    public String name() {
        return "sort";
    }

    @Override
    public RowStep create(StepContext context) {
        Parameters parameters = Parameters.of(context);
        Contract input = context.inputs().getFirst();
        boolean nullsFirst = parameters.oneOf("nulls", "last", "first").equals("first");
        List<KeyPart> parts = new ArrayList<>();
        for (String entry : parameters.required("by")) {
            String[] words = entry.strip().split("\\s+", -1);
            boolean descending = words.length == 2 && words[1].equals("desc");
            if (words.length > 2 || (words.length == 2 && !descending && !words[1].equals("asc"))) {
                throw new IllegalArgumentException(
                        "parameter 'by' has '"
                                + entry
                                + "', expected a column, 'column asc' or 'column desc'");
            }
            parts.add(new KeyPart(Columns.place(input, words[0]), descending, nullsFirst));
        }
        return new SortStep(context, parts);
    }
}
