package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.RuleClass;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Lays flat the values inside nested columns that the paths of a contract's rules lead to, so that
 * the checks which judge columns judge them too. A path to one value a row becomes a column beside
 * the others; what a path to any number leads to is judged while the JSON is read.
 */
final class NestedRules {

    private final List<NestedColumn> columns = new ArrayList<>();
    private final List<Field> singles = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();
    private final BufferAllocator allocator;

    /** Where a single comes from: its column, and which it is of that column's. */
    private record Origin(NestedColumn column, int single) {}

    NestedRules(Contract contract, List<BoundRule> rules, BufferAllocator allocator) {
        this.allocator = allocator;
        List<Field> fields = contract.fields();
        wanted(rules)
                .forEach((column, paths) -> {
                    int index = contract.fields().indexOf(contract.field(column).orElseThrow());
                    NestedColumn nested = new NestedColumn(fields, index, paths, rules, allocator);
                    for (int i = 0; i < nested.singles().size(); i++) {
                        singles.add(nested.singles().get(i));
                        origins.add(new Origin(nested, i));
                    }
                    columns.add(nested);
                });
    }

    /** The paths that rules follow, by the column that they lead into. */
    private static SortedMap<String, List<FieldPath>> wanted(List<BoundRule> rules) {
        SortedMap<String, List<FieldPath>> wanted = new TreeMap<>();
        for (BoundRule rule : rules) {
            for (String column : rule.rule().columns()) {
                FieldPath path = FieldPath.parse(column);
                if (!path.nested()) {
                    continue;
                }
                if (path.repeated()
                        && (rule.rule().category() != RuleClass.RECORD || !rule.reads(column))) {
                    throw SliceError.RULE_REFUSED.exception(
                            "rule '"
                                    + rule.rule().id()
                                    + "' reads '"
                                    + column
                                    + "', which is any number of values of one row, beside other"
                                    + " values, expected one value a row",
                            "flatten the rows first");
                }
                List<FieldPath> paths =
                        wanted.computeIfAbsent(path.column(), it -> new ArrayList<>());
                if (!paths.contains(path)) {
                    paths.add(path);
                }
            }
        }
        return wanted;
    }

    /** Another batch follows. */
    void begin() {
        columns.forEach(NestedColumn::begin);
    }

    /**
     * Takes note of the rows whose text is no value of a nested column.
     *
     * @param rule a rule of type, by its place in the contract
     * @param from where what it found begins in the judgement
     */
    void shapeless(int rule, Judgement judged, int from) {
        for (NestedColumn column : columns) {
            if (column.typeRule() == rule) {
                for (int i = from; i < judged.size(); i++) {
                    column.shapeless(judged.row(i));
                }
            }
        }
    }

    /** Whether each text of a column, by its place in the contract, is a value of the column. */
    boolean shapely(int place) {
        return columns.stream().anyMatch(it -> it.index() == place && it.shapely());
    }

    /** The columns that are laid beside a batch's, named as the paths that lead to them. */
    List<Field> singles() {
        return singles;
    }

    /**
     * Lays a batch's values flat, and judges those of which a row has many.
     *
     * @return the single values as text; closed by the caller
     */
    List<VarCharVector> lay(VectorSchemaRoot batch, Judgement judged) {
        List<VarCharVector> laid = new ArrayList<>();
        boolean done = false;
        try {
            for (NestedColumn column : columns) {
                VectorSchemaRoot flat = column.read(batch, judged, allocator);
                RowSchema.lines(flat).close();
                RowSchema.sources(flat).close();
                for (int i = 0; i < column.singles().size(); i++) {
                    laid.add((VarCharVector) flat.getVector(i));
                }
            }
            done = true;
            return laid;
        } finally {
            if (!done) {
                laid.forEach(VarCharVector::close);
            }
        }
    }

    /**
     * Whether, in the batch laid flat last, there was something that a single value could be in.
     *
     * @param single which of {@link #singles}
     */
    boolean held(int single, int row) {
        Origin origin = origins.get(single);
        return origin.column().held(origin.single(), row);
    }
}
