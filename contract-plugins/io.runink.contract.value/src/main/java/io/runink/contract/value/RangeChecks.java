package io.runink.contract.value;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckPlugin;
import io.runink.spi.contract.CheckResources;
import java.util.List;

/** The {@code range} check: a value lies on the right side of a bound. */
@CheckPlugin(
        kind = RangeChecks.KIND,
        category = RuleClass.RECORD,
        annotations = {
            "io.runink.api.GreaterThan",
            "io.runink.api.AtLeast",
            "io.runink.api.LessThan",
            "io.runink.api.AtMost",
            "io.runink.api.Between"
        },
        summary = "The value lies on the right side of a bound, or between two.",
        types = {
            "int8",
            "int16",
            "int32",
            "int64",
            "float32",
            "float64",
            "decimal",
            "date",
            "time",
            "timestamp"
        })
public final class RangeChecks implements CheckFactory {

    static final String KIND = "range";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Check create(Rule rule, List<Field> fields, CheckResources resources) {
        DataType type = fields.getFirst().type();
        String column = rule.columns().getFirst();
        Bound[] bounds = bounds(rule);
        return switch (type.kind()) {
            case FLOAT32, FLOAT64 -> new RealRangeCheck(column, type, bounds);
            default -> new RangeCheck(column, type, bounds);
        };
    }

    private static Bound[] bounds(Rule rule) {
        if (rule.name().equals("between")) {
            return new Bound[] {
                new Bound(Side.AT_LEAST, text(rule, "from")),
                new Bound(Side.AT_MOST, text(rule, "to"))
            };
        }
        return new Bound[] {new Bound(Side.of(rule.name()), text(rule, "value"))};
    }

    private static String text(Rule rule, String parameter) {
        List<String> values = rule.parameters().getOrDefault(parameter, List.of());
        if (values.size() != 1) {
            throw new IllegalArgumentException(
                    "parameter '" + parameter + "' has " + values.size() + " values");
        }
        return values.getFirst();
    }
}
