package io.runink.step.gather;

import io.runink.api.plugin.StepShape;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepPlugin;

/** Makes steps that aggregate. */
@StepPlugin(
        name = "aggregate",
        summary =
                "Makes one row of those that are equal in some columns, or, with @window, of those"
                        + " in one window too. Absent values are one group, as are NaN and NaN,"
                        + " 0.0 and -0.0. Functions: count() of rows; count(x) and"
                        + " count_distinct(x) of values; sum(x), exact, also of floats, whose sum"
                        + " is rounded once; avg(x), of whole numbers and decimals exact to the"
                        + " output's digits, half rounded away from zero; min(x), max(x), where"
                        + " NaN is greater than any other number; first(x), last(x) in the order"
                        + " rows came. All but count() pass over absent values; of none but those"
                        + " a count is 0 and the others are absent. Rows come out in the order of"
                        + " 'by', absent values last, then of the window. Holds more groups than"
                        + " memory does.",
        shape = StepShape.AGGREGATE,
        parameters = {
            "by=columns:optional:the columns that rows of a group are equal in; without it all"
                    + " rows are one group, even if there are none",
            "*=aggregate:optional:the value of the column that the key names",
            "set=texts:optional:the same for names that are keys of the tag: column = function(x)",
            "window.kind=text:optional:from @window: tumbling, sliding or session",
            "window.time=column:optional:from @window: the timestamp that says which window a row"
                    + " is in; a row without one is rejected",
            "window.size=number:optional:from @window: milliseconds a window lasts, the first"
                    + " beginning at 1970-01-01T00:00:00Z",
            "window.slide=number:optional:from @window: milliseconds from one window to the next",
            "window.gap=number:optional:from @window: rows of a session are at most so many"
                    + " milliseconds apart",
            "window.watermark=number:optional:from @window: how many milliseconds a row may come"
                    + " later than a row behind it in time; without it no row is late",
            "window.late=text:optional:from @window: what becomes of a late row, all of whose"
                    + " windows are closed: 'quarantine' (as if not said), 'filter' or 'include'"
        },
        sentences = {
            "rows should be counted by {word} as {word} => by=$1, set=$2 = count()",
            "{word} should be summed by {word} as {word} => by=$2, set=$3 = sum($1)"
        },
        spills = true)
public final class AggregateSteps implements StepFactory {

    @Override
    public String name() {
        return "aggregate";
    }

    @Override
    public RowStep create(StepContext context) {
        return new AggregateStep(context, Parameters.of(context));
    }
}
