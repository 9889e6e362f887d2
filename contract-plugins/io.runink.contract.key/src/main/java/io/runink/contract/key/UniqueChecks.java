package io.runink.contract.key;

import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckPlugin;
import io.runink.spi.contract.CheckResources;
import java.util.List;

/** The {@code unique} check: the first row with a value stays, later ones are rejected. */
@CheckPlugin(
        kind = UniqueChecks.KIND,
        category = RuleClass.KEYED_SET,
        annotations = "io.runink.api.Unique")
public final class UniqueChecks implements CheckFactory {

    static final String KIND = "unique";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Check create(Rule rule, List<Field> fields, CheckResources resources) {
        return new UniqueCheck(rule, new KeySet(resources.memoryBytes()));
    }
}
