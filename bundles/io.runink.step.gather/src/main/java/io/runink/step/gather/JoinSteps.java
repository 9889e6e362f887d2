package io.runink.step.gather;

import io.runink.api.plugin.StepShape;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes steps that join two inputs. */
@StepPlugin(
        name = "join",
        summary =
                "Puts each row of the first input together with every row of the second whose key"
                        + " is equal. Rows come out in the order of the first input, those of one"
                        + " in the order of the second; a full join's unmatched rows of the second"
                        + " come last. A key that lacks a part equals none. Rows of either input"
                        + " that are in no row of the output count as filtered. Either input may"
                        + " be larger than memory.",
        shape = StepShape.JOIN,
        inputsMin = 2,
        inputsMax = 2,
        parameters = {
            "on=texts:required:columns whose values must be equal: 'a', or 'a = b' where the"
                    + " second input calls it b",
            "kind=text:optional:'inner' (as if not said) for pairs alone; 'left' for all rows of"
                    + " the first input; 'full' for all of both; 'anti' for those of the first"
                    + " that have none in the second"
        },
        positional = "on",
        sentences = {
            "rows should be joined on {word} => on=$1",
            "rows should be joined on {string} => on=$1",
            "rows without a match by {word} should be kept => on=$1, kind=anti"
        },
        spills = true)
public final class JoinSteps implements StepFactory {

    /** Which rows a join yields. */
    enum Kind {
        INNER,
        LEFT,
        FULL,
        ANTI
    }

    @Override
    public String name() {
        return "join";
    }

    @Override
    public RowStep create(StepContext context) {
        Parameters parameters = Parameters.of(context);
        String kind = parameters.oneOf("kind", "inner", "left", "full", "anti");
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        for (String entry : parameters.required("on")) {
            String[] sides = entry.split("=", -1);
            if (sides.length > 2) {
                throw new IllegalArgumentException(
                        "parameter 'on' has '" + entry + "', expected 'a' or 'a = b'");
            }
            first.add(sides[0].strip());
            second.add(sides[sides.length - 1].strip());
        }
        return new JoinStep(context, Kind.valueOf(kind.toUpperCase(Locale.ROOT)), first, second);
    }
}
