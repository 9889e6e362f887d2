package io.runink.slice;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.Lexemes;
import io.runink.spi.contract.TextColumn;
import io.runink.spi.contract.TypedColumns;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The values that a repeated path leads to, many for one row, in parts of bounded size: each part
 * is judged as soon as it is full.
 */
final class FlatValues {

    private final Field field;
    private final List<BoundRule> all;

    /** Places of the path's rules, those of type first. */
    private final List<Integer> rules;

    private final BufferAllocator allocator;
    private final Lexemes lexemes;
    private final TextColumn text = new TextColumn();

    /** A value's line is its row, its source its place among the row's values. */
    private final TextRows values;

    /** Rows of which nothing is judged. */
    private final BitSet skipped;

    private int place;

    /**
     * The values of a path.
     *
     * @param field what is there, named as the path
     * @param all rules of the contract
     * @param skipped rows of which nothing is judged, even where values of theirs wait
     */
    FlatValues(Field field, List<BoundRule> all, BitSet skipped, BufferAllocator allocator) {
        this.field = field;
        this.all = all;
        this.skipped = skipped;
        this.allocator = allocator;
        this.lexemes = Lexemes.of(field.type());
        this.values = new TextRows(RowSchema.text(List.of(field.name())));
        List<Integer> ofPath =
                IntStream.range(0, all.size())
                        .filter(i -> all.get(i).reads(field.name()))
                        .boxed()
                        .toList();
        this.rules =
                java.util.stream.Stream.concat(
                                ofPath.stream().filter(i -> all.get(i).ofType()),
                                ofPath.stream().filter(i -> !all.get(i).ofType()))
                        .toList();
    }

    /** Another row's values follow. */
    void beginRow() {
        place = 0;
    }

    void value(int row, byte[] utf8, int offset, int length, Judgement judged) {
        values.begin(row, place++);
        values.value(0).put(utf8, offset, length);
        end(judged);
    }

    void absent(int row, Judgement judged) {
        values.begin(row, place++);
        end(judged);
    }

    private void end(Judgement judged) {
        values.end();
        if (values.full()) {
            judge(judged);
        }
    }

    /** Judges the values that wait. */
    void judge(Judgement judged) {
        if (values.rows() == 0) {
            return;
        }
        try (VectorSchemaRoot part = values.take(allocator)) {
            VarCharVector column = (VarCharVector) part.getVector(0);
            if (field.type().kind() == DataType.Kind.STRING) {
                judge(part, column, judged);
                return;
            }
            try (FieldVector typed =
                    TypedColumns.field(field.name(), field.type()).createVector(allocator)) {
                text.load(column, part.getRowCount());
                TypedColumns.cast(text, lexemes, typed);
                text.release();
                judge(part, typed, judged);
            }
        }
    }

    private void judge(VectorSchemaRoot part, FieldVector typed, Judgement judged) {
        BigIntVector rowOf = RowSchema.lines(part);
        IntVector placeOf = RowSchema.sources(part);
        CheckBatch batch = new Part(part, typed);
        for (int rule : rules) {
            boolean rejects = all.get(rule).rule().action().rejects();
            all.get(rule)
                    .evaluate(
                            batch,
                            at -> {
                                int row = (int) rowOf.get(at);
                                if (!skipped.get(row)) {
                                    judged.add(row, rule, placeOf.get(at), rejects);
                                }
                            });
        }
    }

    /** What a check sees of a part. */
    private record Part(VectorSchemaRoot part, FieldVector typed) implements CheckBatch {

        @Override
        public int rows() {
            return part.getRowCount();
        }

        @Override
        public VarCharVector text(String column) {
            return (VarCharVector) part.getVector(0);
        }

        @Override
        public FieldVector values(String column) {
            return typed;
        }

        @Override
        public boolean rejected(int row) {
            return false;
        }
    }
}
