package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.error.RuninkException;
import io.runink.spi.contract.TypedColumns;
import io.runink.spi.contract.ValueText;
import io.runink.spi.exchange.EdgeReader;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An answer as an Arrow IPC stream. A column has the type of its contract's, or is text, or a whole
 * number of another width; it is held against its type later, as all text is.
 */
final class ArrowAnswer implements CommandAnswer.Rows {

    private final String node;
    private final Contract contract;
    private final EdgeReader reader;
    private final Origin origin;
    private final BufferAllocator allocator;
    private final Schema text;
    private final ValueText value = new ValueText();
    private @Nullable List<Integer> places;

    /**
     * An answer.
     *
     * @param origin of rows that do not say theirs
     */
    ArrowAnswer(
            String node,
            Contract contract,
            EdgeReader reader,
            Origin origin,
            BufferAllocator allocator) {
        this.node = node;
        this.contract = contract;
        this.reader = reader;
        this.origin = origin;
        this.allocator = allocator;
        this.text = RowSchema.text(contract);
    }

    @Override
    public @Nullable VectorSchemaRoot next() throws IOException {
        try {
            if (!reader.next()) {
                reader.close();
                return null;
            }
            VectorSchemaRoot rows = reader.rows();
            List<Integer> found = places == null ? places(rows.getSchema()) : places;
            places = found;
            return taken(rows, found);
        } catch (EOFException e) {
            throw e;
        } catch (RuninkException e) {
            // Its words are those of an edge.
            throw e.problems().getFirst().code().startsWith("RNK-EXCHANGE")
                    ? CommandAnswer.unfit(
                            node, "no Arrow stream of scalar columns within its bounds", expected())
                    : e;
        }
    }

    private String expected() {
        return CommandAnswer.expected(contract);
    }

    /** Where the contract's columns are in the answer. */
    private List<Integer> places(Schema schema) {
        List<String> names =
                schema.getFields().stream()
                        .map(org.apache.arrow.vector.types.pojo.Field::getName)
                        .toList();
        List<Integer> found = new ArrayList<>();
        for (Field field : contract.fields()) {
            int place = names.indexOf(field.name());
            if (place < 0 || names.lastIndexOf(field.name()) != place) {
                throw CommandAnswer.unfit(
                        node,
                        (place < 0 ? "no column '" : "two columns '") + field.name() + "'",
                        expected());
            }
            fit(field, schema.getFields().get(place));
            found.add(place);
        }
        return found;
    }

    private void fit(Field field, org.apache.arrow.vector.types.pojo.Field column) {
        ArrowType type = column.getType();
        boolean fits =
                column.getDictionary() == null
                        && (type.equals(TypedColumns.arrowType(field.type()))
                                || type.equals(ArrowType.Utf8.INSTANCE)
                                || (whole(field.type())
                                        && type instanceof ArrowType.Int number
                                        && number.getIsSigned()));
        if (!fits) {
            throw CommandAnswer.unfit(
                    node,
                    "column '"
                            + field.name()
                            + "' as "
                            + (column.getDictionary() == null ? type : "a dictionary"),
                    TypedColumns.arrowType(field.type()) + " or Utf8");
        }
    }

    private static boolean whole(DataType type) {
        return switch (type.kind()) {
            case INT8, INT16, INT32, INT64 -> true;
            default -> false;
        };
    }

    private VectorSchemaRoot taken(VectorSchemaRoot rows, List<Integer> found) {
        int count = rows.getRowCount();
        List<FieldVector> vectors = new ArrayList<>();
        boolean done = false;
        try {
            for (int i = 0; i < found.size(); i++) {
                vectors.add(text(rows.getVector(found.get(i)), i, count));
            }
            FieldVector lines = said(rows, RowSchema.LINE);
            FieldVector sources = said(rows, RowSchema.SOURCE);
            origin.add(
                    text,
                    count,
                    row -> number(lines, row),
                    row -> number(sources, row),
                    allocator,
                    vectors);
            done = true;
            return new VectorSchemaRoot(text, vectors, count);
        } finally {
            if (!done) {
                vectors.forEach(FieldVector::close);
            }
        }
    }

    private FieldVector text(FieldVector from, int place, int count) {
        if (from instanceof VarCharVector) {
            return Batches.moved(from, text.getFields().get(place), allocator);
        }
        VarCharVector to = (VarCharVector) text.getFields().get(place).createVector(allocator);
        to.allocateNew(count);
        for (int row = 0; row < count; row++) {
            if (!from.isNull(row)) {
                value.load(from, row);
                to.setSafe(row, value.bytes(), 0, value.length());
            }
        }
        to.setValueCount(count);
        return to;
    }

    private static @Nullable FieldVector said(VectorSchemaRoot rows, String name) {
        return rows.getFieldVectors().stream()
                .filter(it -> it.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Long number(@Nullable FieldVector column, int row) {
        return switch (column) {
            case BigIntVector numbers when !numbers.isNull(row) -> numbers.get(row);
            case IntVector numbers when !numbers.isNull(row) -> (long) numbers.get(row);
            case null, default -> null;
        };
    }
}
