package io.runink.step.sql;

import io.runink.duckdb.Duck;
import io.runink.duckdb.Selection;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepOutput;
import io.runink.spi.step.StepRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Gathers its inputs as tables, and yields the query's rows when the last has ended. A row of the
 * result is made of any number of rows, so that rows in and out have no fixed relation: all that
 * came count as taken, and the result's rows as yielded.
 */
final class SqlStep implements RowStep {

    private final Duck duck;
    private final String query;
    private final List<String> tables;
    private final StepContext context;
    private final Schema schema;
    private int open;

    /** The origin that result rows have: that of the first row that came. */
    private long line;

    private int source;
    private boolean known;

    SqlStep(Duck duck, String query, List<String> tables, StepContext context) {
        this.duck = duck;
        this.query = query;
        this.tables = List.copyOf(tables);
        this.context = context;
        this.schema = StepRows.schema(context.output());
        this.open = tables.size();
    }

    @Override
    public void accept(int input, VectorSchemaRoot rows, StepOutput output) {
        try (rows) {
            int count = rows.getRowCount();
            if (!known && count > 0) {
                line = StepRows.lines(rows).get(0);
                source = StepRows.sources(rows).get(0);
                known = true;
            }
            List<FieldVector> columns = rows.getFieldVectors().subList(0, StepRows.columns(rows));
            duck.append(tables.get(input), columns, count);
        }
    }

    @Override
    public void end(int input, StepOutput output) throws IOException {
        open--;
        if (open > 0) {
            return;
        }
        // Read anew: what was planned over empty tables does not hold for full ones.
        try (Selection selection = duck.select(query)) {
            selection.run(
                    context.output().fields(),
                    context.allocator(),
                    (columns, rows) -> output.emit(batch(columns, rows)));
        }
    }

    private VectorSchemaRoot batch(List<FieldVector> columns, int rows) {
        BigIntVector lines = new BigIntVector(StepRows.LINE, context.allocator());
        IntVector sources = new IntVector(StepRows.SOURCE, context.allocator());
        lines.allocateNew(rows);
        sources.allocateNew(rows);
        for (int row = 0; row < rows; row++) {
            lines.set(row, line);
            sources.set(row, source);
        }
        lines.setValueCount(rows);
        sources.setValueCount(rows);
        List<FieldVector> all = new ArrayList<>(columns);
        all.add(lines);
        all.add(sources);
        return new VectorSchemaRoot(schema, all, rows);
    }

    @Override
    public void close() {
        duck.close();
    }
}
