package io.runink.spi.step;

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
 * The columns of the batches that steps take and yield: those of the contract, then two that say
 * where a row came from. A row made of several has the origin of one of them.
 */
public final class StepRows {

    /** The row's line in its source. */
    public static final String LINE = "$line";

    /** The index of the row's source among the DAG's nodes. */
    public static final String SOURCE = "$source";

    private StepRows() {}

    /** The schema of a contract's rows. */
    public static Schema schema(Contract contract) {
        List<Field> fields = new ArrayList<>();
        contract.fields().forEach(it -> fields.add(TypedColumns.field(it.name(), it.type())));
        fields.add(Field.nullable(LINE, new ArrowType.Int(64, true)));
        fields.add(Field.nullable(SOURCE, new ArrowType.Int(32, true)));
        return new Schema(fields);
    }

    /** How many columns stand before the two. */
    public static int columns(VectorSchemaRoot rows) {
        return rows.getFieldVectors().size() - 2;
    }

    /** The lines of a batch. */
    public static BigIntVector lines(VectorSchemaRoot rows) {
        return (BigIntVector) rows.getVector(columns(rows));
    }

    /** The sources of a batch. */
    public static IntVector sources(VectorSchemaRoot rows) {
        return (IntVector) rows.getVector(columns(rows) + 1);
    }
}
