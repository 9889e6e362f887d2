package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.spi.contract.TypedColumns;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The columns of batches inside and between slices: those of the contract, then two that say where
 * a row came from.
 */
final class RowSchema {

    /** The row's line in its source. */
    static final String LINE = "$line";

    /** The index of the row's source among the DAG's nodes. */
    static final String SOURCE = "$source";

    /** Columns of a rejected row, before the two that say where it came from. */
    static final List<String> REJECTION = List.of("step", "record", "violations");

    private RowSchema() {}

    /** Rows as they came: every column text. */
    static Schema text(Contract contract) {
        return text(contract.fields().stream().map(io.runink.api.contract.Field::name).toList());
    }

    /** Rows of text columns. */
    static Schema text(List<String> columns) {
        List<Field> fields = new ArrayList<>();
        columns.forEach(column -> fields.add(TypedColumns.textField(column)));
        return withOrigin(fields);
    }

    /** Rows whose columns have their types. */
    static Schema typed(Contract contract) {
        List<Field> fields = new ArrayList<>();
        contract.fields().forEach(f -> fields.add(TypedColumns.field(f.name(), f.type())));
        return withOrigin(fields);
    }

    private static Schema withOrigin(List<Field> fields) {
        fields.add(Field.nullable(LINE, new ArrowType.Int(64, true)));
        fields.add(Field.nullable(SOURCE, new ArrowType.Int(32, true)));
        return new Schema(fields);
    }

    /** How many columns stand before the two. */
    static int columns(VectorSchemaRoot rows) {
        return rows.getFieldVectors().size() - 2;
    }

    /** The lines of a batch. */
    static BigIntVector lines(VectorSchemaRoot rows) {
        return (BigIntVector) rows.getVector(columns(rows));
    }

    /** The sources of a batch. */
    static IntVector sources(VectorSchemaRoot rows) {
        return (IntVector) rows.getVector(columns(rows) + 1);
    }
}
