package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.RuleClass;
import io.runink.api.error.RuninkException;
import io.runink.slice.Rejector.Broken;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.Lexemes;
import io.runink.spi.contract.TextColumn;
import io.runink.spi.contract.TypedColumns;
import io.runink.spi.contract.Verdicts;
import io.runink.spi.step.KeptRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Holds rows against a contract: type rules on text, cast, record rules, rules over keys, split. A
 * row that breaks any rule is rejected with all that it breaks; the others go on in their types.
 */
final class Enforcement {

    private static final String TYPE = "type";

    private final Schema schema;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<DataType> types;
    private final Lexemes[] lexemes;
    private final List<BoundRule> rules;
    private final List<Broken> broken;
    private final Rejector rejector;
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
            Rejector rejector,
            BufferAllocator allocator) {
        this.schema = RowSchema.typed(contract);
        this.types = contract.fields().stream().map(Field::type).toList();
        this.lexemes = types.stream().map(Lexemes::of).toArray(Lexemes[]::new);
        this.rules = List.copyOf(rules);
        this.broken = rules.stream().map(r -> Broken.of(r.rule(), r.check().expected())).toList();
        this.rejector = rejector;
        this.allocator = allocator;
        this.split = new KeptRows(allocator);
        for (Field field : contract.fields()) {
            columns.put(field.name(), columns.size());
        }
    }

    /** Takes a batch of text and returns the good rows of it, typed. */
    VectorSchemaRoot enforce(VectorSchemaRoot batch) throws IOException {
        int rows = batch.getRowCount();
        List<FieldVector> typed = new ArrayList<>();
        boolean done = false;
        try {
            if (rows == 0) {
                cast(batch, typed);
                done = true;
                return root(batch, typed);
            }
            Verdicts record = new Verdicts(rows);
            Verdicts keyed = new Verdicts(rows);
            evaluate(record, new EnforcedBatch(batch, columns, null, null), RuleClass.RECORD, true);
            cast(batch, typed);
            evaluate(
                    record,
                    new EnforcedBatch(batch, columns, typed, null),
                    RuleClass.RECORD,
                    false);
            evaluate(
                    keyed,
                    new EnforcedBatch(batch, columns, typed, record),
                    RuleClass.KEYED_SET,
                    false);
            if (record.violations() == 0 && keyed.violations() == 0) {
                done = true;
                return root(batch, typed);
            }
            boolean[] rejected = reject(batch, record, keyed);
            VectorSchemaRoot kept = split.keep(schema, all(batch, typed), rejected);
            done = true;
            batch.close();
            close(typed);
            return kept;
        } finally {
            if (!done) {
                close(typed);
                batch.close();
            }
        }
    }

    private void evaluate(
            Verdicts verdicts, CheckBatch batch, RuleClass category, boolean onlyTypes) {
        for (int i = 0; i < rules.size(); i++) {
            BoundRule rule = rules.get(i);
            if (rule.rule().category() == category
                    && rule.rule().kind().equals(TYPE) == onlyTypes) {
                try {
                    rule.check().evaluate(batch, verdicts.of(i));
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
    private VectorSchemaRoot root(VectorSchemaRoot batch, List<FieldVector> typed) {
        for (int i = 0; i < typed.size(); i++) {
            if (types.get(i).kind() != DataType.Kind.STRING) {
                batch.getVector(i).close();
            }
        }
        return new VectorSchemaRoot(schema, all(batch, typed), batch.getRowCount());
    }

    /** Closes the columns that the cast made. */
    private void close(List<FieldVector> typed) {
        for (int i = 0; i < typed.size(); i++) {
            if (types.get(i).kind() != DataType.Kind.STRING) {
                typed.get(i).close();
            }
        }
    }

    private boolean[] reject(VectorSchemaRoot batch, Verdicts record, Verdicts keyed)
            throws IOException {
        long[] pairs = new long[record.violations() + keyed.violations()];
        for (int i = 0; i < record.violations(); i++) {
            pairs[i] = ((long) record.row(i) << 32) | record.rule(i);
        }
        for (int i = 0; i < keyed.violations(); i++) {
            pairs[record.violations() + i] = ((long) keyed.row(i) << 32) | keyed.rule(i);
        }
        Arrays.sort(pairs);
        boolean[] rejected = new boolean[batch.getRowCount()];
        List<Broken> rowBroken = new ArrayList<>();
        for (int i = 0; i < pairs.length; i++) {
            int row = (int) (pairs[i] >>> 32);
            rowBroken.add(broken.get((int) pairs[i]));
            if (i + 1 == pairs.length || (int) (pairs[i + 1] >>> 32) != row) {
                rejected[row] = true;
                rejector.reject(batch, row, rowBroken);
                rowBroken.clear();
                if (rejector.full()) {
                    rejector.flush();
                }
            }
        }
        return rejected;
    }

    /** Lets the checks go. */
    void close() {
        for (BoundRule rule : rules) {
            rule.check().close();
        }
    }
}
