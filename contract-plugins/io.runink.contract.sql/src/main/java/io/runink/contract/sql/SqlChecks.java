package io.runink.contract.sql;

import io.runink.api.contract.Action;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.duckdb.Duck;
import io.runink.duckdb.Selection;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckPlugin;
import io.runink.spi.contract.CheckResources;
import java.util.List;

/** The {@code sql} check: a SELECT over all rows that pass the contract answers true. */
@CheckPlugin(
        kind = SqlChecks.KIND,
        category = RuleClass.DATASET,
        annotations = "io.runink.api.Sql",
        actions = {Action.WARN, Action.FAIL_RUN, Action.HOLD_PUBLISH},
        summary = "A SELECT over all rows that pass the contract answers true.")
public final class SqlChecks implements CheckFactory {

    static final String KIND = "sql";

    /** What the query calls the rows. */
    static final String TABLE = "rows";

    /** What rows and query may hold: a slice of 256 MiB has as much beside its heap and batches. */
    private static final long MEMORY_BYTES = 32L << 20;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Check create(Rule rule, List<Field> fields, CheckResources resources) {
        List<String> query = rule.parameters().getOrDefault("value", List.of());
        if (query.size() != 1 || query.getFirst().isBlank()) {
            throw new IllegalArgumentException("rule '" + rule.id() + "' has no SQL");
        }
        Duck duck = Duck.open(Math.max(MEMORY_BYTES, resources.memoryBytes()));
        boolean done = false;
        try {
            duck.create(TABLE, fields);
            Field answer;
            try (Selection selection = duck.select(query.getFirst())) {
                answer = answer(rule, selection);
            }
            done = true;
            return new SqlCheck(duck, query.getFirst(), fields, answer);
        } finally {
            if (!done) {
                duck.close();
            }
        }
    }

    private static Field answer(Rule rule, Selection selection) {
        List<String> names = selection.names();
        if (names.size() == 1) {
            String name = names.getFirst();
            Field answer =
                    new Field(name, name, DataType.of(DataType.Kind.BOOLEAN), false, null, null);
            if (selection.misfits(List.of(answer)).isEmpty()) {
                return answer;
            }
        }
        throw new IllegalArgumentException(
                "rule '"
                        + rule.id()
                        + "' selects "
                        + String.join(", ", selection.columns())
                        + ", expected one BOOLEAN");
    }
}
