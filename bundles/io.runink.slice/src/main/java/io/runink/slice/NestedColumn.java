package io.runink.slice;

import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.slice.JsonPaths.Wanted;
import io.runink.spi.contract.TextColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a nested column for the paths that rules follow into it. */
final class NestedColumn implements JsonPaths.Taker {

    /** Rules that ask of a nested value no more than whether it is there, and of which kind. */
    private static final Set<String> BRIEF = Set.of("type", "required");

    private final int index;
    private final int typeRule;
    private final List<BoundRule> rules;
    private final JsonPaths paths;
    private final List<List<byte[]>> missing = new ArrayList<>();

    /** By path: where its single value goes, or -1 where it is repeated. */
    private final int[] singleOf;

    /** By path: where its many values go, or null where there is one. */
    private final List<@Nullable FlatValues> manyOf = new ArrayList<>();

    private final List<Field> singles = new ArrayList<>();
    private final List<BitSet> held = new ArrayList<>();
    private final BitSet shapeless = new BitSet();
    private final TextRows flat;
    private final TextColumn json = new TextColumn();
    private Judgement judged = new Judgement(0);
    private int row;

    /**
     * A column.
     *
     * @param fields of the contract
     * @param index of the column
     * @param wanted paths into it
     * @param rules of the contract
     */
    NestedColumn(
            List<Field> fields,
            int index,
            List<FieldPath> wanted,
            List<BoundRule> rules,
            BufferAllocator allocator) {
        this.index = index;
        this.rules = rules;
        this.typeRule = typeRule(fields.get(index).name(), rules);
        this.singleOf = new int[wanted.size()];
        List<Wanted> all = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            FieldPath path = wanted.get(i);
            Field leaf = path.in(fields).orElseThrow();
            boolean nested = leaf.type().nested();
            all.add(new Wanted(path, nested, nested && brief(path.toString(), rules)));
            missing.add(MissingTexts.bytes(leaf));
            singleOf[i] = path.repeated() ? -1 : singles.size();
            manyOf.add(path.repeated() ? new FlatValues(leaf, rules, shapeless, allocator) : null);
            if (!path.repeated()) {
                singles.add(leaf);
                held.add(new BitSet());
            }
        }
        this.paths = new JsonPaths(all);
        this.flat = new TextRows(RowSchema.text(singles.stream().map(Field::name).toList()));
    }

    private static int typeRule(String column, List<BoundRule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).ofType() && rules.get(i).reads(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("column '" + column + "' has no rule of its type");
    }

    private static boolean brief(String path, List<BoundRule> rules) {
        return rules.stream()
                .filter(it -> it.rule().columns().contains(path))
                .allMatch(it -> BRIEF.contains(it.rule().kind()));
    }

    int index() {
        return index;
    }

    /** The place of the rule of its type among those of the contract. */
    int typeRule() {
        return typeRule;
    }

    /** Another batch follows. */
    void begin() {
        shapeless.clear();
    }

    /** A row's text is no value of the column: there is nothing to read. */
    void shapeless(int ofRow) {
        shapeless.set(ofRow);
    }

    /** Whether every text of the batch at hand is a value of the column. */
    boolean shapely() {
        return shapeless.isEmpty();
    }

    /** The fields that {@link #read} lays beside the batch's columns, named as their paths. */
    List<Field> singles() {
        return singles;
    }

    /** Whether, in the batch read last, there was something that a single's value could be in. */
    boolean held(int single, int ofRow) {
        return held.get(single).get(ofRow);
    }

    /**
     * Reads a batch's column, and judges values of which a row has many.
     *
     * @return the single values as text, a row each
     */
    VectorSchemaRoot read(VectorSchemaRoot batch, Judgement judgement, BufferAllocator allocator) {
        judged = judgement;
        held.forEach(BitSet::clear);
        json.load((VarCharVector) batch.getVector(index), batch.getRowCount());
        for (row = 0; row < batch.getRowCount(); row++) {
            flat.begin(row, 0);
            if (!json.absent(row) && !shapeless.get(row)) {
                readRow();
            }
            flat.end();
        }
        for (FlatValues many : manyOf) {
            if (many != null) {
                many.judge(judged);
            }
        }
        json.release();
        return flat.take(allocator);
    }

    private void readRow() {
        for (FlatValues many : manyOf) {
            if (many != null) {
                many.beginRow();
            }
        }
        int before = judged.size();
        try {
            if (!paths.read(json.bytes(), json.start(row), json.length(row), this, null)) {
                unread(before);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("arrays cannot fail to be read", e);
        }
    }

    /** It is no value after all: what was found in it so far is nothing. */
    private void unread(int before) {
        shapeless.set(row);
        judged.takeBack(row, before);
        for (int single = 0; single < singles.size(); single++) {
            held.get(single).clear(row);
            flat.absent(single);
        }
        judged.add(row, typeRule, 0, rules.get(typeRule).rule().action().rejects());
    }

    @Override
    public void value(int path, byte[] text, int offset, int length) {
        if (MissingTexts.among(missing.get(path), text, offset, length)) {
            absent(path);
            return;
        }
        FlatValues many = manyOf.get(path);
        if (many != null) {
            many.value(row, text, offset, length, judged);
        } else {
            held.get(singleOf[path]).set(row);
            flat.value(singleOf[path]).put(text, offset, length);
        }
    }

    @Override
    public void absent(int path) {
        FlatValues many = manyOf.get(path);
        if (many != null) {
            many.absent(row, judged);
        } else {
            held.get(singleOf[path]).set(row);
            flat.absent(singleOf[path]);
        }
    }
}
