package io.runink.contract.dataset;

import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckPlugin;
import io.runink.spi.contract.CheckResources;
import java.util.List;

/** The {@code row-count} check: how many rows pass the contract. */
@CheckPlugin(
        kind = RowCountChecks.KIND,
        category = RuleClass.DATASET,
        annotations = "io.runink.api.RowCount",
        summary = "At least min and at most max rows pass the contract.")
public final class RowCountChecks implements CheckFactory {

    static final String KIND = "row-count";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Check create(Rule rule, List<Field> fields, CheckResources resources) {
        long min = bound(rule, "min", 0);
        long max = bound(rule, "max", Long.MAX_VALUE);
        if (min < 0 || min > max) {
            throw new IllegalArgumentException("from " + min + " to " + max + " rows");
        }
        return new RowCountCheck(min, max);
    }

    private static long bound(Rule rule, String name, long otherwise) {
        List<String> values = rule.parameters().getOrDefault(name, List.of());
        try {
            return values.isEmpty() ? otherwise : Long.parseLong(values.getFirst());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "parameter '" + name + "' is '" + values.getFirst() + "', no number", e);
        }
    }
}
