package io.runink.contract.key;

import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckPlugin;
import io.runink.spi.contract.CheckResources;
import java.util.List;

/**
 * The {@code references} check. Whoever holds rows against a contract sees that contract's rows
 * alone, so compiling a scenario turns such a rule into a step that reads the keys beside them;
 * none is made here.
 */
@CheckPlugin(
        kind = ReferencesChecks.KIND,
        category = RuleClass.KEYED_SET,
        annotations = "io.runink.api.References",
        summary = "The value, or the values together, are a key of another contract's rows.",
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
public final class ReferencesChecks implements CheckFactory {

    static final String KIND = "references";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Check create(Rule rule, List<Field> fields, CheckResources resources) {
        throw new IllegalArgumentException(
                "a reference is held against its rows by a step that compiling inserts");
    }
}
