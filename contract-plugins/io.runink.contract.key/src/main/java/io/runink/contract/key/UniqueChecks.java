package io.runink.contract.key;

import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckPlugin;
import io.runink.spi.contract.CheckResources;
import io.runink.spill.SpilledKeySet;
import java.util.List;

/** The {@code unique} check: the first row with a key stays, later ones break the rule. */
@CheckPlugin(
        kind = UniqueChecks.KIND,
        category = RuleClass.KEYED_SET,
        annotations = {"io.runink.api.Unique", "io.runink.api.PrimaryKey"},
        summary =
                "No earlier good row has the value, or, over several columns, the values together."
                        + " A row that lacks one of them breaks no such rule.",
        types = {
            "string",
            "boolean",
            "int8",
            "int16",
            "int32",
            "int64",
            "float32",
            "float64",
            "decimal",
            "date",
            "time",
            "timestamp",
            "bytes"
        })
public final class UniqueChecks implements CheckFactory {

    static final String KIND = "unique";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Check create(Rule rule, List<Field> fields, CheckResources resources) {
        return new UniqueCheck(
                rule.columns(), new SpilledKeySet(resources.memoryBytes(), resources.spill()));
    }
}
