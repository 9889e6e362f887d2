package io.runink.step.rows;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.spi.contract.Lexemes;
import io.runink.spi.contract.TextColumn;
import io.runink.spi.contract.TypedColumns;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepOutput;
import io.runink.spi.step.StepRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Gives each element of a list a row. A row yields as many rows as its list has elements, so that
 * rows in = rows filtered + rows rejected + rows whose elements make up the rows out.
 */
final class FlattenStep implements Batchwise {

    /** Rows that are yielded at once, and bytes of texts in them: other columns are repeated. */
    private static final int ROWS_MAX = 4096;

    private static final long BYTES_MAX = 4L << 20;

    private final String rule;
    private final String column;
    private final Elements elements;
    private final boolean keepEmpty;
    private final Schema schema;
    private final List<Lexemes> lexemes;

    /** For each column of the output: its place in the input, or -1 minus its place in elements. */
    private final int[] origins;

    private final BufferAllocator allocator;
    private final TextColumn lists = new TextColumn();
    private final TextColumn text = new TextColumn();

    /** What waits to be yielded. */
    private final List<FieldVector> waiting = new ArrayList<>();

    private int count;
    private long bytes;

    FlattenStep(StepContext context, String column, Elements elements, boolean keepEmpty) {
        this.rule = context.node() + ".flatten";
        this.column = column;
        this.elements = elements;
        this.keepEmpty = keepEmpty;
        this.schema = StepRows.schema(context.output());
        this.lexemes = elements.columns().stream().map(it -> Lexemes.of(it.type())).toList();
        this.allocator = context.allocator();
        Contract input = context.inputs().getFirst();
        List<String> names = input.fields().stream().map(Field::name).toList();
        List<String> made = elements.columns().stream().map(Field::name).toList();
        this.origins = new int[context.output().fields().size() + 2];
        for (int i = 0; i < origins.length - 2; i++) {
            Field field = context.output().fields().get(i);
            int from = names.indexOf(field.name());
            int member = made.indexOf(field.name());
            if (member >= 0 && from >= 0 && !field.name().equals(column)) {
                throw new IllegalArgumentException(
                        "column '" + field.name() + "' is in the input and in the elements");
            }
            origins[i] = member >= 0 ? -1 - member : from;
            DataType type =
                    member >= 0
                            ? elements.columns().get(member).type()
                            : from >= 0 && !field.name().equals(column)
                                    ? input.fields().get(from).type()
                                    : null;
            if (!field.type().equals(type)) {
                throw new IllegalArgumentException(
                        "column '"
                                + field.name()
                                + "' is "
                                + (type == null ? "not there" : type)
                                + ", expected "
                                + field.type());
            }
        }
        origins[origins.length - 2] = names.size();
        origins[origins.length - 1] = names.size() + 1;
    }

    @Override
    public void accept(int input, VectorSchemaRoot rows, StepOutput output) throws IOException {
        try (rows) {
            int total = rows.getRowCount();
            lists.load((VarCharVector) rows.getVector(column), total);
            byte[] @Nullable [] absent = new byte[elements.columns().size()] @Nullable [];
            long filtered = 0;
            for (int row = 0; row < total; row++) {
                int from = lists.start(row);
                int length = lists.length(row);
                int found = lists.absent(row) ? 0 : elements.count(lists.bytes(), from, length);
                if (found < 0) {
                    output.reject(input, rows, row, rule, column, "a list of such elements");
                } else if (found > 0) {
                    int at = row;
                    long width = width(rows, row);
                    elements.each(
                            lists.bytes(),
                            from,
                            length,
                            values -> add(rows, at, width, values, output));
                } else if (keepEmpty) {
                    add(rows, row, width(rows, row), absent, output);
                } else {
                    filtered++;
                }
            }
            output.filtered(filtered);
            flush(output);
            lists.release();
        }
    }

    /** Bytes of a row's texts that are repeated for each of its elements. */
    private long width(VectorSchemaRoot rows, int row) {
        long width = 0;
        for (int origin : origins) {
            if (origin >= 0 && rows.getVector(origin) instanceof BaseVariableWidthVector values) {
                width += values.getValueLength(row);
            }
        }
        return width;
    }

    private void add(
            VectorSchemaRoot rows,
            int row,
            long width,
            byte[] @Nullable [] values,
            StepOutput output)
            throws IOException {
        if (waiting.isEmpty()) {
            begin();
        }
        for (int i = 0; i < origins.length; i++) {
            if (origins[i] >= 0) {
                waiting.get(i).copyFromSafe(row, count, rows.getVector(origins[i]));
                continue;
            }
            byte[] value = values[-1 - origins[i]];
            if (value != null) {
                ((VarCharVector) waiting.get(i)).setSafe(count, value);
                bytes += value.length;
            }
        }
        count++;
        bytes += width;
        if (count == ROWS_MAX || bytes >= BYTES_MAX) {
            flush(output);
        }
    }

    private void begin() {
        for (int i = 0; i < origins.length; i++) {
            FieldVector vector =
                    origins[i] >= 0
                            ? schema.getFields().get(i).createVector(allocator)
                            : TypedColumns.textField(schema.getFields().get(i).getName())
                                    .createVector(allocator);
            waiting.add(vector);
            vector.setInitialCapacity(64);
            vector.allocateNew();
        }
    }

    private void flush(StepOutput output) throws IOException {
        if (count == 0) {
            return;
        }
        List<FieldVector> columns = new ArrayList<>();
        for (int i = 0; i < origins.length; i++) {
            FieldVector from = waiting.get(i);
            from.setValueCount(count);
            columns.add(origins[i] >= 0 ? from : typed(i, (VarCharVector) from));
        }
        waiting.clear();
        VectorSchemaRoot batch = new VectorSchemaRoot(schema, columns, count);
        count = 0;
        bytes = 0;
        output.emit(batch);
    }

    private FieldVector typed(int column, VarCharVector from) {
        try (from) {
            FieldVector to = schema.getFields().get(column).createVector(allocator);
            if (to instanceof VarCharVector) {
                from.makeTransferPair(to).transfer();
            } else {
                text.load(from, count);
                TypedColumns.cast(text, lexemes.get(-1 - origins[column]), to);
                text.release();
            }
            return to;
        }
    }

    @Override
    public void close() {
        waiting.forEach(FieldVector::close);
        waiting.clear();
    }
}
