package io.runink.slice;

import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.CheckBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a contract in the order in which rows are held against them, apart from those on
 * paths to many values, which are judged while JSON is read.
 *
 * @param types on the text of columns
 * @param innerTypes on the text of what paths lead to
 * @param records on one row
 * @param keyed over keys
 */
record Duties(List<Duty> types, List<Duty> innerTypes, List<Duty> records, List<Duty> keyed) {

    /**
     * A rule with its place in the contract.
     *
     * @param index of the rule
     * @param single which of the laid columns it reads alone, or -1: it says nothing of rows in
     *     which there is nothing that the value could be in
     */
    record Duty(int index, BoundRule bound, int single) {

        /** Looks at a batch and adds what rows break. */
        void perform(CheckBatch batch, NestedRules nested, Judgement judged) {
            boolean rejects = bound.rule().action().rejects();
            bound.evaluate(
                    batch,
                    row -> {
                        if (single < 0 || nested.held(single, row)) {
                            judged.add(row, index, 0, rejects);
                        }
                    });
        }
    }

    static Duties of(List<BoundRule> rules, NestedRules nested) {
        Duties duties =
                new Duties(
                        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<String> singles = nested.singles().stream().map(Field::name).toList();
        for (int i = 0; i < rules.size(); i++) {
            BoundRule bound = rules.get(i);
            List<String> columns = bound.rule().columns();
            if (columns.stream().anyMatch(it -> FieldPath.parse(it).repeated())) {
                continue;
            }
            int single = columns.size() == 1 ? singles.indexOf(columns.getFirst()) : -1;
            duties.list(bound, single >= 0).add(new Duty(i, bound, single));
        }
        return duties;
    }

    private List<Duty> list(BoundRule bound, boolean inner) {
        if (bound.ofType()) {
            return inner ? innerTypes : types;
        }
        return switch (bound.rule().category()) {
            case RECORD -> records;
            case KEYED_SET -> keyed;
            // Another looks at those.
            case DATASET -> new ArrayList<>();
        };
    }

    static boolean dataset(BoundRule bound) {
        return bound.rule().category() == RuleClass.DATASET;
    }
}
