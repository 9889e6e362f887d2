package io.runink.slice;

import io.runink.spi.contract.CheckBatch;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/**
 * What checks see of a batch that is being enforced.
 *
 * @param rows how many
 * @param places of columns, by their names or the paths that lead to them
 * @param texts by place
 * @param typed by place; null while type rules run
 * @param verdicts null while record rules run
 */
record EnforcedBatch(
        int rows,
        Map<String, Integer> places,
        List<VarCharVector> texts,
        @Nullable List<FieldVector> typed,
        @Nullable Judgement verdicts)
        implements CheckBatch {

    private int place(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("no column '" + column + "'");
        }
        return place;
    }

    @Override
    public VarCharVector text(String column) {
        return texts.get(place(column));
    }

    @Override
    public FieldVector values(String column) {
        if (typed == null) {
            throw new IllegalStateException("rules of kind 'type' see text only");
        }
        return typed.get(place(column));
    }

    @Override
    public boolean rejected(int row) {
        return verdicts != null && verdicts.gone(row);
    }
}
