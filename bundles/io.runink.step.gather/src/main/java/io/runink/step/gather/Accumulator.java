package io.runink.step.gather;

import io.runink.spill.GroupTable;
import io.runink.spill.RowBytes;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * One aggregate: keeps its part of each group's state, and merges parts of one group that were
 * saved apart.
 */
interface Accumulator extends AutoCloseable {

    /** Sets the batch whose rows are added next. */
    void bind(VectorSchemaRoot rows);

    /**
     * Adds a row to a group.
     *
     * @param row of the batch
     * @param number of the row in the input
     * @param key of the group
     * @return false if there is no room; then nothing has changed
     */
    boolean add(GroupTable groups, long group, int row, long number, RowBytes key);

    /** Appends the state of a group. */
    void save(GroupTable groups, long group, RowBytes into);

    /**
     * Adds a saved state to that of the only group of a table.
     *
     * @return where the saved state ends
     */
    int merge(GroupTable groups, long group, byte[] from, int offset);

    /** Sets the value of a group; leaves it absent if there is none. */
    void write(GroupTable groups, long group, FieldVector into, int row);

    @Override
    default void close() {}
}
