package io.runink.contract.dataset;

import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckPlugin;
import io.runink.spi.contract.CheckResources;
import java.util.List;
import java.util.Locale;

/** The {@code aggregate} check: a figure over a column of all rows lies within bounds. */
@CheckPlugin(
        kind = AggregateChecks.KIND,
        category = RuleClass.DATASET,
        annotations = "io.runink.api.Aggregate",
        summary =
                "The sum, average, least, greatest or number of a column's values lies within"
                        + " bounds, exactly. There is no figure without a value, and it holds.")
public final class AggregateChecks implements CheckFactory {

    static final String KIND = "aggregate";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Check create(Rule rule, List<Field> fields, CheckResources resources) {
        String function = text(rule, "function");
        Field field = fields.getFirst();
        boolean counts = function.startsWith("count");
        Bounds bounds = Bounds.of(field.type(), counts, text(rule, "min"), text(rule, "max"));
        Figure figure =
                switch (function.toLowerCase(Locale.ROOT)) {
                    case "sum" -> new SumFigure(field.type(), false);
                    case "avg" -> new SumFigure(field.type(), true);
                    case "min" -> new ExtremeFigure(field.type(), false);
                    case "max" -> new ExtremeFigure(field.type(), true);
                    case "count" -> new CountFigure();
                    case "count-distinct" -> new DistinctFigure(resources);
                    default ->
                            throw new IllegalArgumentException("'" + function + "' is no figure");
                };
        return new AggregateCheck(rule.columns().getFirst(), function, figure, bounds);
    }

    private static String text(Rule rule, String parameter) {
        List<String> values = rule.parameters().getOrDefault(parameter, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }
}
