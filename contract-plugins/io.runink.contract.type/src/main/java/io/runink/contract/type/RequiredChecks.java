package io.runink.contract.type;

import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckPlugin;
import io.runink.spi.contract.CheckResources;
import java.util.List;

/** The {@code required} check: a value is there. */
@CheckPlugin(
        kind = RequiredChecks.KIND,
        category = RuleClass.RECORD,
        annotations = {"io.runink.api.Required", "io.runink.api.RequiredElements"},
        summary = "A value is there.")
public final class RequiredChecks implements CheckFactory {

    static final String KIND = "required";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Check create(Rule rule, List<Field> fields, CheckResources resources) {
        return new RequiredCheck(rule.columns().getFirst());
    }
}
