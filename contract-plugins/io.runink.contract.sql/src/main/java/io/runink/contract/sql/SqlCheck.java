package io.runink.contract.sql;

import io.runink.api.contract.Field;
import io.runink.duckdb.Duck;
import io.runink.duckdb.Selection;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.TypedColumns;
import io.runink.spi.contract.Violations;
import io.runink.spi.step.KeptRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Gathers the rows that no other rule rejects, and asks once all were seen. */
final class SqlCheck implements Check {

    /** For the good rows of one batch, and the answer: batches are smaller by far. */
    private static final long BATCH_BYTES = 64L << 20;

    private final Duck duck;
    private final String query;
    private final List<Field> fields;
    private final Field answer;
    private final Schema schema;
    private final BufferAllocator allocator = new RootAllocator(BATCH_BYTES);
    private final KeptRows kept = new KeptRows(allocator);

    SqlCheck(Duck duck, String query, List<Field> fields, Field answer) {
        this.duck = duck;
        this.query = query;
        this.fields = List.copyOf(fields);
        this.answer = answer;
        this.schema =
                new Schema(
                        fields.stream()
                                .map(it -> TypedColumns.field(it.name(), it.type()))
                                .toList());
    }

    @Override
    public String expected() {
        return "true of '" + query.strip() + "'";
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        List<FieldVector> columns = new ArrayList<>();
        fields.forEach(field -> columns.add(batch.values(field.name())));
        boolean[] rejected = new boolean[batch.rows()];
        boolean any = false;
        for (int row = 0; row < rejected.length; row++) {
            rejected[row] = batch.rejected(row);
            any |= rejected[row];
        }
        if (!any) {
            duck.append(SqlChecks.TABLE, columns, rejected.length);
            return;
        }
        try (VectorSchemaRoot good = kept.keep(schema, columns, rejected)) {
            duck.append(SqlChecks.TABLE, good.getFieldVectors(), good.getRowCount());
        }
    }

    /** Unknown is not false: a SELECT over no rows, such as an average, breaks nothing. */
    @Override
    public Optional<String> conclude() {
        List<String> answers = new ArrayList<>();
        try (Selection selection = duck.select(query)) {
            selection.run(
                    List.of(answer),
                    allocator,
                    (columns, rows) -> {
                        try (BitVector answered = (BitVector) columns.getFirst()) {
                            for (int row = 0; row < rows; row++) {
                                answers.add(
                                        answered.isNull(row)
                                                ? "unknown"
                                                : answered.get(row) == 0 ? "false" : "true");
                            }
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (answers.size() != 1) {
            return Optional.of(answers.size() + " answers");
        }
        return answers.getFirst().equals("false") ? Optional.of("false") : Optional.empty();
    }

    @Override
    public void close() {
        duck.close();
        allocator.close();
    }
}
