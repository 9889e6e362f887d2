package io.runink.contract.value;

import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckPlugin;
import io.runink.spi.contract.CheckResources;
import java.util.List;

/** The {@code length} check: a text has so many characters. */
@CheckPlugin(
        kind = LengthChecks.KIND,
        category = RuleClass.RECORD,
        annotations = "io.runink.api.Length",
        summary = "The text has at least min and at most max characters (code points).",
        types = "string")
public final class LengthChecks implements CheckFactory {

    static final String KIND = "length";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Check create(Rule rule, List<Field> fields, CheckResources resources) {
        int min = bound(rule, "min", 0);
        int max = bound(rule, "max", Integer.MAX_VALUE);
        if (min < 0 || min > max) {
            throw new IllegalArgumentException("no text has " + min + " to " + max + " characters");
        }
        return new LengthCheck(rule.columns().getFirst(), min, max);
    }

    private static int bound(Rule rule, String name, int otherwise) {
        List<String> values = rule.parameters().getOrDefault(name, List.of());
        try {
            return values.isEmpty() ? otherwise : Integer.parseInt(values.getFirst());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "parameter '" + name + "' is '" + values.getFirst() + "', no number", e);
        }
    }
}
