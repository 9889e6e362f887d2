package io.runink.contract.type;

import io.runink.api.contract.Action;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckPlugin;
import io.runink.spi.contract.CheckResources;
import java.util.List;

/** The {@code type} check, which every column has: its text denotes a value of its type. */
@CheckPlugin(
        kind = TypeChecks.KIND,
        category = RuleClass.RECORD,
        annotations = {},
        actions = {Action.QUARANTINE, Action.DROP, Action.FAIL_RUN},
        summary = "The text denotes a value of the column's type. Every column has this rule.")
public final class TypeChecks implements CheckFactory {

    static final String KIND = "type";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Check create(Rule rule, List<Field> fields, CheckResources resources) {
        return new TypeCheck(rule.columns().getFirst(), fields.getFirst().type());
    }
}
