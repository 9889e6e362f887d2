package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.RuleClass;
import io.runink.api.error.RuninkException;
import io.runink.spi.contract.CheckBatch;
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
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Holds rows against a contract: type rules on text, cast, record rules, rules over keys, what
 * follows, and rules over the dataset on the rows that go on, in their types.
 */
final class Enforcement {

    private static final String TYPE = "type";

    private final Schema schema;
    private final Schema textSchema;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<DataType> types;
    private final Lexemes[] lexemes;
    private final List<BoundRule> rules;
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
        this.textSchema = RowSchema.text(contract);
        this.types = contract.fields().stream().map(Field::type).toList();
        this.lexemes = types.stream().map(Lexemes::of).toArray(Lexemes[]::new);
        this.rules = List.copyOf(rules);
        this.consequences = consequences;
        this.dataset = dataset;
        this.missing = new MissingTexts(contract.fields(), allocator);
        this.allocator = allocator;
        this.split = new KeptRows(allocator);
        for (Field field : contract.fields()) {
            columns.put(field.name(), columns.size());
        }
    }

    /** Takes a batch of text and returns the rows of it that go on, typed. */
    VectorSchemaRoot enforce(VectorSchemaRoot came) throws IOException {
        VectorSchemaRoot batch = missing.remove(came);
        List<FieldVector> typed = new ArrayList<>();
        boolean done = false;
        try {
            boolean[] marked = null;
            if (batch.getRowCount() == 0) {
                cast(batch, typed);
            } else {
                marked = consequences.settle(batch, judge(batch, typed));
            }
            VectorSchemaRoot kept =
                    marked == null ? whole(batch, typed) : part(batch, typed, marked);
            done = true;
            return kept;
        } finally {
            if (!done) {
                close(typed);
                batch.close();
            }
        }
    }

    private Judgement judge(VectorSchemaRoot batch, List<FieldVector> typed) {
        Judgement judged = new Judgement(batch.getRowCount());
        EnforcedBatch asText = new EnforcedBatch(batch, columns, null, null);
        evaluate(judged, asText, RuleClass.RECORD, true);
        cast(batch, typed);
        EnforcedBatch asTyped = new EnforcedBatch(batch, columns, typed, null);
        evaluate(judged, asTyped, RuleClass.RECORD, false);
        EnforcedBatch asJudged = new EnforcedBatch(batch, columns, typed, judged.goneSoFar());
        evaluate(judged, asJudged, RuleClass.KEYED_SET, false);
        return judged;
    }

    private void evaluate(
            Judgement judged, CheckBatch batch, RuleClass category, boolean onlyTypes) {
        for (int i = 0; i < rules.size(); i++) {
            BoundRule rule = rules.get(i);
            if (rule.rule().category() == category
                    && rule.rule().kind().equals(TYPE) == onlyTypes) {
                int index = i;
                boolean rejects = rule.rule().action().rejects();
                try {
                    rule.check().evaluate(batch, row -> judged.add(row, index, 0, rejects));
                } catch (RuninkException | OutOfMemoryException e) {
                    throw e;
                } catch (RuntimeException e) {
                    throw Failures.plugin("the check of rule '" + rule.rule().id() + "'", e);
                }
            }
        }
    }

    /** Adds a typed column for each of text; text itself is its own. */
    private void cast(VectorSchemaRoot batch, List<FieldVector> typed) {
        for (int i = 0; i < types.size(); i++) {
            FieldVector column = batch.getVector(i);
            if (types.get(i).kind() == DataType.Kind.STRING) {
                typed.add(column);
                continue;
            }
            FieldVector values = schema.getFields().get(i).createVector(allocator);
            typed.add(values);
            text.load((org.apache.arrow.vector.VarCharVector) column, batch.getRowCount());
            TypedColumns.cast(text, lexemes[i], values);
        }
    }

    private List<FieldVector> all(VectorSchemaRoot batch, List<FieldVector> typed) {
        List<FieldVector> all = new ArrayList<>(typed);
        all.add(RowSchema.lines(batch));
        all.add(RowSchema.sources(batch));
        return all;
    }

    /** The whole batch, typed: the text columns that became others are let go. */
    private VectorSchemaRoot whole(VectorSchemaRoot batch, List<FieldVector> typed) {
        look(batch, typed);
        for (int i = 0; i < typed.size(); i++) {
            if (types.get(i).kind() != DataType.Kind.STRING) {
                batch.getVector(i).close();
            }
        }
        return new VectorSchemaRoot(schema, all(batch, typed), batch.getRowCount());
    }

    /** The rows that are not marked, typed. */
    private VectorSchemaRoot part(
            VectorSchemaRoot batch, List<FieldVector> typed, boolean[] marked) {
        VectorSchemaRoot kept = split.keep(schema, all(batch, typed), marked);
        boolean done = false;
        try {
            if (!dataset.isEmpty()) {
                try (VectorSchemaRoot text =
                        split.keep(textSchema, batch.getFieldVectors(), marked)) {
                    look(text, kept.getFieldVectors());
                }
            }
            batch.close();
            close(typed);
            done = true;
            return kept;
        } finally {
            if (!done) {
                kept.close();
            }
        }
    }

    private void look(VectorSchemaRoot batch, List<FieldVector> typed) {
        if (batch.getRowCount() > 0) {
            dataset.look(new EnforcedBatch(batch, columns, typed, null));
        }
    }

    /** Closes the columns that the cast made. */
    private void close(List<FieldVector> typed) {
        for (int i = 0; i < typed.size(); i++) {
            if (types.get(i).kind() != DataType.Kind.STRING) {
                typed.get(i).close();
            }
        }
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
