package io.runink.slice;

import io.runink.spi.contract.CheckBatch;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** What checks see of a batch that is being enforced. */
final class EnforcedBatch implements CheckBatch {

    private final VectorSchemaRoot text;
    private final Map<String, Integer> columns;
    private final @Nullable List<FieldVector> typed;
    private final @Nullable Judgement verdicts;

    /**
     * A view.
     *
     * @param typed null while type rules run
     * @param verdicts null while record rules run
     */
    EnforcedBatch(
            VectorSchemaRoot text,
            Map<String, Integer> columns,
            @Nullable List<FieldVector> typed,
            @Nullable Judgement verdicts) {
        this.text = text;
        this.columns = columns;
        this.typed = typed;
        this.verdicts = verdicts;
    }

    private int index(String column) {
        Integer index = columns.get(column);
        if (index == null) {
            throw new IllegalArgumentException("no column '" + column + "'");
        }
        return index;
    }

    @Override
    public int rows() {
        return text.getRowCount();
    }

    @Override
    public VarCharVector text(String column) {
        return (VarCharVector) text.getVector(index(column));
    }

    @Override
    public FieldVector values(String column) {
        if (typed == null) {
            throw new IllegalStateException("rules of kind 'type' see text only");
        }
        return typed.get(index(column));
    }

    @Override
    public boolean rejected(int row) {
        return verdicts != null && verdicts.gone(row);
    }
}
