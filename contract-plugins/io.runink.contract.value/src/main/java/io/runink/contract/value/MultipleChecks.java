package io.runink.contract.value;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckPlugin;
import io.runink.spi.contract.CheckResources;
import java.math.BigDecimal;
import java.util.List;

/** The {@code multiple-of} check: a number is a whole multiple of another. */
@CheckPlugin(
        kind = MultipleChecks.KIND,
        category = RuleClass.RECORD,
        annotations = "io.runink.api.MultipleOf",
        summary = "The number is a whole multiple of another, exactly.",
        types = {"int8", "int16", "int32", "int64", "float32", "float64", "decimal"})
public final class MultipleChecks implements CheckFactory {

    static final String KIND = "multiple-of";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Check create(Rule rule, List<Field> fields, CheckResources resources) {
        List<String> values = rule.parameters().getOrDefault("value", List.of());
        BigDecimal step = step(values.isEmpty() ? "" : values.getFirst());
        DataType type = fields.getFirst().type();
        String column = rule.columns().getFirst();
        return switch (type.kind()) {
            case FLOAT32, FLOAT64 -> new RealMultipleCheck(column, step);
            default -> new MultipleCheck(column, type, step);
        };
    }

    private static BigDecimal step(String text) {
        try {
            BigDecimal step = new BigDecimal(text);
            if (step.signum() > 0 && Math.abs((long) step.scale()) <= 1000) {
                return step;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new IllegalArgumentException("'" + text + "' has no multiples");
    }
}
