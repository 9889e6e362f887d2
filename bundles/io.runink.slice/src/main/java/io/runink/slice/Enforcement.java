package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.slice.Duties.Duty;
import io.runink.spi.contract.Lexemes;
import io.runink.spi.contract.TextColumn;
import io.runink.spi.contract.TypedColumns;
import io.runink.spi.step.KeptRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.TransferPair;
import org.jspecify.annotations.Nullable;

/**
 * Holds rows against a contract: type rules on text, cast, record rules, rules over keys, what
 * follows, and rules over the dataset on the rows that go on, in their types. Columns are those of
 * the contract and, behind them, what its rules' paths lead to inside nested ones.
 */
final class Enforcement {

    private final Schema schema;
    private final int width;
    private final List<Field> fields;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Lexemes> lexemes;
    private final List<BoundRule> rules;
    private final NestedRules nested;
    private final Duties duties;
    private final Consequences consequences;
    private final DatasetRules dataset;
    private final MissingTexts missing;
    private final BufferAllocator allocator;
    private final TextColumn text = new TextColumn();
    private final KeptRows split;

    /**
     * An enforcement of one contract at one node.
     *
     * @param rules all rules of the contract, in its order
     */
    Enforcement(
            Contract contract,
            List<BoundRule> rules,
            Consequences consequences,
            DatasetRules dataset,
            BufferAllocator allocator) {
        this.schema = RowSchema.typed(contract);
        this.width = contract.fields().size();
        this.rules = List.copyOf(rules);
        this.nested = new NestedRules(contract, rules, allocator);
        this.duties = Duties.of(rules, nested);
        this.fields = new ArrayList<>(contract.fields());
        fields.addAll(nested.singles());
        fields.forEach(field -> places.put(field.name(), places.size()));
        this.lexemes = fields.stream().map(it -> Lexemes.of(it.type())).toList();
        this.consequences = consequences;
        this.dataset = dataset;
        this.missing = new MissingTexts(contract.fields(), allocator);
        this.allocator = allocator;
        this.split = new KeptRows(allocator);
    }

    /** A batch under judgement: its columns as text, and in their types. */
    private final class Sheet implements AutoCloseable {

        private final VectorSchemaRoot batch;
        private final List<VarCharVector> texts = new ArrayList<>();
        private final List<FieldVector> typed = new ArrayList<>();

        Sheet(VectorSchemaRoot batch) {
            this.batch = batch;
            for (int i = 0; i < width; i++) {
                texts.add((VarCharVector) batch.getVector(i));
            }
        }

        EnforcedBatch view(boolean values, @Nullable Judgement verdicts) {
            return new EnforcedBatch(
                    batch.getRowCount(), places, texts, values ? typed : null, verdicts);
        }

        /** The contract's columns in their types, and where rows came from. */
        List<FieldVector> columns() {
            List<FieldVector> all = new ArrayList<>(typed.subList(0, width));
            all.add(RowSchema.lines(batch));
            all.add(RowSchema.sources(batch));
            return all;
        }

        /** Lets go of all but the columns in their types. */
        void release() {
            for (int i = 0; i < texts.size(); i++) {
                if (i >= width || !isText(i)) {
                    texts.get(i).close();
                }
            }
            closeTyped(width);
        }

        private void closeTyped(int from) {
            for (int i = from; i < typed.size(); i++) {
                if (!isText(i)) {
                    typed.get(i).close();
                }
            }
        }

        @Override
        public void close() {
            closeTyped(0);
            texts.subList(width, texts.size()).forEach(VarCharVector::close);
            batch.close();
        }
    }

    /** Whether a column's text is its value. */
    private boolean isText(int place) {
        return fields.get(place).type().kind() == DataType.Kind.STRING;
    }

    /** Takes a batch of text and returns the rows of it that go on, typed. */
    VectorSchemaRoot enforce(VectorSchemaRoot came) throws IOException {
        Sheet sheet = new Sheet(missing.remove(came));
        boolean done = false;
        try {
            boolean[] marked = null;
            if (sheet.batch.getRowCount() == 0) {
                cast(sheet);
            } else {
                marked = consequences.settle(sheet.batch, judge(sheet));
            }
            VectorSchemaRoot kept = marked == null ? whole(sheet) : part(sheet, marked);
            done = true;
            return kept;
        } finally {
            if (!done) {
                sheet.close();
            }
        }
    }

    private Judgement judge(Sheet sheet) {
        Judgement judged = new Judgement(sheet.batch.getRowCount());
        nested.begin();
        for (Duty duty : duties.types()) {
            int before = judged.size();
            duty.perform(sheet.view(false, null), nested, judged);
            nested.shapeless(duty.index(), judged, before);
        }
        sheet.texts.addAll(nested.lay(sheet.batch, judged));
        perform(duties.innerTypes(), sheet.view(false, null), judged);
        cast(sheet);
        perform(duties.records(), sheet.view(true, null), judged);
        if (!duties.keyed().isEmpty()) {
            perform(duties.keyed(), sheet.view(true, judged.goneSoFar()), judged);
        }
        return judged;
    }

    private void perform(List<Duty> some, EnforcedBatch batch, Judgement judged) {
        for (Duty duty : some) {
            duty.perform(batch, nested, judged);
        }
    }

    /** Adds a typed column for each of text; text itself is its own. */
    private void cast(Sheet sheet) {
        for (int i = 0; i < sheet.texts.size(); i++) {
            VarCharVector column = sheet.texts.get(i);
            org.apache.arrow.vector.types.pojo.Field field =
                    TypedColumns.field(fields.get(i).name(), fields.get(i).type());
            if (isText(i)) {
                sheet.typed.add(column);
            } else if (fields.get(i).type().nested() && nested.shapely(i)) {
                // Every text is a value, so the buffers are shared under another name.
                TransferPair pair = column.getTransferPair(field, allocator);
                pair.splitAndTransfer(0, sheet.batch.getRowCount());
                sheet.typed.add((FieldVector) pair.getTo());
            } else {
                FieldVector values = field.createVector(allocator);
                sheet.typed.add(values);
                text.load(column, sheet.batch.getRowCount());
                TypedColumns.cast(text, lexemes.get(i), values);
                text.release();
            }
        }
    }

    /** The whole batch, typed. */
    private VectorSchemaRoot whole(Sheet sheet) {
        int rows = sheet.batch.getRowCount();
        if (rows > 0) {
            dataset.look(sheet.view(true, null));
        }
        sheet.release();
        return new VectorSchemaRoot(schema, sheet.columns(), rows);
    }

    /** The rows that are not marked, typed. */
    private VectorSchemaRoot part(Sheet sheet, boolean[] marked) {
        if (!dataset.isEmpty()) {
            look(sheet, marked);
        }
        VectorSchemaRoot kept = split.keep(schema, sheet.columns(), marked);
        sheet.close();
        return kept;
    }

    private void look(Sheet sheet, boolean[] marked) {
        try (VectorSchemaRoot texts = kept(sheet.texts, marked);
                VectorSchemaRoot typed = kept(sheet.typed, marked)) {
            if (texts.getRowCount() > 0) {
                dataset.look(
                        new EnforcedBatch(
                                texts.getRowCount(),
                                places,
                                texts.getFieldVectors().stream()
                                        .map(VarCharVector.class::cast)
                                        .toList(),
                                typed.getFieldVectors(),
                                null));
            }
        }
    }

    private VectorSchemaRoot kept(List<? extends FieldVector> columns, boolean[] marked) {
        Schema of = new Schema(columns.stream().map(FieldVector::getField).toList());
        return split.keep(of, List.copyOf(columns), marked);
    }

    /** Says what all rows were like, and lets the checks go. */
    void end() {
        consequences.end();
        dataset.conclude();
        for (BoundRule rule : rules) {
            rule.check().close();
        }
    }
}
