package io.runink.slice;

import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where rows came from that a command made: as the command passed it on, or else line 0 of the
 * first source that reaches it.
 *
 * @param node of the command
 * @param first the first of the sources that reach it
 * @param known all of them
 */
record Origin(String node, int first, Set<Integer> known) {

    /**
     * Adds the two columns that say where rows came from.
     *
     * @param text the schema of the rows
     * @param lines what the command said, by row; null where it said nothing
     * @param sources what the command said, by row; null where it said nothing
     * @param into the other columns
     */
    void add(
            Schema text,
            int rows,
            IntFunction<@Nullable Long> lines,
            IntFunction<@Nullable Long> sources,
            BufferAllocator allocator,
            List<FieldVector> into) {
        int columns = into.size();
        BigIntVector line = (BigIntVector) text.getFields().get(columns).createVector(allocator);
        into.add(line);
        IntVector source = (IntVector) text.getFields().get(columns + 1).createVector(allocator);
        into.add(source);
        line.allocateNew(rows);
        source.allocateNew(rows);
        for (int row = 0; row < rows; row++) {
            Long said = lines.apply(row);
            line.set(row, said == null ? 0 : said);
            source.set(row, source(sources.apply(row)));
        }
        line.setValueCount(rows);
        source.setValueCount(rows);
    }

    private int source(@Nullable Long said) {
        if (said == null) {
            return first;
        }
        if (said < 0 || said > Integer.MAX_VALUE || !known.contains(said.intValue())) {
            throw CommandAnswer.unfit(
                    node,
                    "a row from source '" + said + "'",
                    "the '" + RowSchema.SOURCE + "' of a row that it read");
        }
        return said.intValue();
    }
}
