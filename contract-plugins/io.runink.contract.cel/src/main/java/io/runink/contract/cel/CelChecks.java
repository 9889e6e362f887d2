package io.runink.contract.cel;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.cel.CelException;
import io.runink.cel.CelExpression;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckPlugin;
import io.runink.spi.contract.CheckResources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The {@code cel} check: a condition over the columns of a row. */
@CheckPlugin(
        kind = CelChecks.KIND,
        category = RuleClass.RECORD,
        annotations = "io.runink.api.Check",
        summary =
                "A condition in CEL over a row's columns is not false. Where a value it needs is"
                        + " absent it is unknown, and holds.")
public final class CelChecks implements CheckFactory {

    static final String KIND = "cel";

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
        Map<String, DataType> types = new HashMap<>();
        fields.forEach(field -> types.put(field.name(), field.type()));
        try {
            CelExpression condition = CelExpression.compile(values.getFirst(), types);
            if (condition.type().kind() != DataType.Kind.BOOLEAN) {
                throw new IllegalArgumentException("the condition is a " + condition.type());
            }
            return new CelCheck(condition);
        } catch (CelException e) {
            throw new IllegalArgumentException(
                    "the condition at offset " + e.offset() + ": " + e.getMessage(), e);
        }
    }
}
