package io.runink.slice;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.util.TransferPair;

/** Moves batches without copying them. */
final class Batches {

    private Batches() {}

    /** A batch with the content of another, which is left empty. */
    static VectorSchemaRoot moved(VectorSchemaRoot from, BufferAllocator allocator) {
        List<FieldVector> vectors = new ArrayList<>();
        for (FieldVector vector : from.getFieldVectors()) {
            vectors.add(moved(vector, vector.getField(), allocator));
        }
        return new VectorSchemaRoot(from.getSchema(), vectors, from.getRowCount());
    }

    /** A column with the content of another, which is left empty, under another name. */
    static FieldVector moved(FieldVector from, Field field, BufferAllocator allocator) {
        TransferPair pair = from.getTransferPair(field, allocator);
        pair.transfer();
        return (FieldVector) pair.getTo();
    }

    /** Moves a batch's content into the columns of another. */
    static void move(VectorSchemaRoot from, VectorSchemaRoot to) {
        for (int i = 0; i < from.getFieldVectors().size(); i++) {
            from.getVector(i).makeTransferPair(to.getVector(i)).transfer();
        }
        to.setRowCount(from.getRowCount());
    }
}
