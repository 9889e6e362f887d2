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
            "io.runink.api.AtMost"
        },
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
        List<String> values = rule.parameters().getOrDefault("value", List.of());
        if (values.size() != 1) {
            throw new IllegalArgumentException(
                    "parameter 'value' has " + values.size() + " values");
        }
        Side side = Side.of(rule.name());
        DataType type = fields.getFirst().type();
        String column = rule.columns().getFirst();
        return switch (type.kind()) {
            case FLOAT32, FLOAT64 -> new RealRangeCheck(column, side, values.getFirst());
            default -> new RangeCheck(column, type, side, values.getFirst());
        };
    }
}
