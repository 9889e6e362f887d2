package io.runink.step.sql;

import io.runink.api.contract.Contract;
import io.runink.api.plugin.StepShape;
import io.runink.duckdb.Duck;
import io.runink.duckdb.Selection;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepPlugin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes steps that yield what a SELECT over their inputs does. */
@StepPlugin(
        name = "sql",
        summary =
                "Yields the rows of one SELECT of DuckDB over all rows of its inputs; they are kept"
                        + " in memory and no file or connection can be reached.",
        shape = StepShape.DECLARED,
        inputsMin = 1,
        inputsMax = 0,
        parameters = {
            "query=text:required:one SELECT; its columns are those of the output contract",
            "tables=texts:optional:names of the inputs in their order besides input1 and so on"
        },
        positional = "query",
        memoryMib = SqlSteps.SLICE_MIB)
public final class SqlSteps implements StepFactory {

    /** What its slice has: the heap takes three eighths, batches up to three sixteenths. */
    static final int SLICE_MIB = 768;

    /** What tables and queries hold together: the part that is left, less the JVM's own. */
    private static final long MEMORY_BYTES = 256L << 20;

    private final long memoryBytes;

    public SqlSteps() {
        this(MEMORY_BYTES);
    }

    SqlSteps(long memoryBytes) {
        this.memoryBytes = memoryBytes;
    }

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public RowStep create(StepContext context) {
        List<String> query = context.parameters().getOrDefault("query", List.of());
        if (query.size() != 1) {
            throw new IllegalArgumentException("parameter 'query' is missing");
        }
        List<String> tables = tables(context);
        Duck duck = Duck.open(memoryBytes);
        boolean done = false;
        try {
            for (int i = 0; i < tables.size(); i++) {
                duck.create(tables.get(i), context.inputs().get(i).fields());
            }
            for (List<String> alias : aliases(context, tables)) {
                duck.alias(alias.getFirst(), alias.getLast());
            }
            check(duck, query.getFirst(), context.output());
            done = true;
            return new SqlStep(duck, query.getFirst(), tables, context);
        } finally {
            if (!done) {
                duck.close();
            }
        }
    }

    /** The names that tables are made with: {@code input1} and so on. */
    private static List<String> tables(StepContext context) {
        List<String> tables = new ArrayList<>();
        for (int i = 1; i <= context.inputs().size(); i++) {
            tables.add("input" + i);
        }
        return tables;
    }

    /** Other names, each with the table it means. */
    private static List<List<String>> aliases(StepContext context, List<String> tables) {
        List<String> named = context.parameters().getOrDefault("tables", List.of());
        if (!named.isEmpty() && named.size() != tables.size()) {
            throw new IllegalArgumentException(
                    "parameter 'tables' has "
                            + named.size()
                            + " names for "
                            + tables.size()
                            + " inputs");
        }
        List<List<String>> aliases = new ArrayList<>();
        Set<String> taken = new HashSet<>(tables);
        for (int i = 0; i < named.size(); i++) {
            String name = named.get(i);
            if (name.equals(tables.get(i))) {
                continue;
            }
            if (name.isBlank() || !taken.add(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "parameter 'tables' has '"
                                + name
                                + "', expected names of which each differs");
            }
            aliases.add(List.of(name, tables.get(i)));
        }
        if (taken.add("input")) {
            aliases.add(List.of("input", tables.getFirst()));
        }
        return aliases;
    }

    /** Says before a row comes what is wrong with the query. */
    private static void check(Duck duck, String query, Contract output) {
        try (Selection selection = duck.select(query)) {
            List<String> misfits = selection.misfits(output.fields());
            if (!misfits.isEmpty()) {
                throw new IllegalArgumentException(
                        "parameter 'query': " + String.join("; ", misfits));
            }
        }
    }
}
