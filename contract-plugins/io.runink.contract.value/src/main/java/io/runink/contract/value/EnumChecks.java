package io.runink.contract.value;

import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckPlugin;
import io.runink.spi.contract.CheckResources;
import java.util.List;

/** The {@code enum} check: the text is one of those listed. */
@CheckPlugin(
        kind = EnumChecks.KIND,
        category = RuleClass.RECORD,
        annotations = "io.runink.api.OneOf",
        summary = "The text is one of those listed.",
        types = "string")
public final class EnumChecks implements CheckFactory {

    static final String KIND = "enum";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Check create(Rule rule, List<Field> fields, CheckResources resources) {
        List<String> values = rule.parameters().getOrDefault("value", List.of());
        if (values.isEmpty()) {
            throw new IllegalArgumentException("parameter 'value' lists nothing to choose from");
        }
        return new EnumCheck(rule.columns().getFirst(), values);
    }
}
