package io.runink.slice;

import io.runink.api.contract.Action;
import io.runink.api.contract.Budget;
import io.runink.api.contract.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * What follows from broken rules at one node. Of the rules that a row breaks the gravest decides:
 * one that fails the run, then one that sends the row to the dead-letter queue, then one that drops
 * it; all it broke is told. Budgets fail the run.
 */
final class Consequences {

    private final List<Broken> broken;
    private final List<Rule> rules;
    private final long[] rowsBroken;
    private final long[] rowsTold;
    private final Counters counters;
    private final Rejector rejector;
    private final Findings findings;
    private long rowsSeen;

    Consequences(List<BoundRule> rules, Counters counters, Rejector rejector, Findings findings) {
        this.broken = rules.stream().map(r -> Broken.of(r.rule(), r.check().expected())).toList();
        this.rules = rules.stream().map(BoundRule::rule).toList();
        this.rowsBroken = new long[rules.size()];
        this.rowsTold = new long[rules.size()];
        this.counters = counters;
        this.rejector = rejector;
        this.findings = findings;
    }

    /**
     * Acts on a batch.
     *
     * @param batch of text
     * @return a mark for each row that goes no further; null if all go on
     */
    boolean @Nullable [] settle(VectorSchemaRoot batch, Judgement judged) throws IOException {
        rowsSeen += batch.getRowCount();
        boolean[] marked = judged.size() == 0 ? null : act(batch, judged);
        for (int i = 0; i < rules.size(); i++) {
            if (rowsBroken[i] > rowsTold[i]) {
                String id = rules.get(i).id();
                findings.broke(counters.node(), id, action(i), rowsBroken[i] - rowsTold[i]);
                rowsTold[i] = rowsBroken[i];
            }
            hold(i, false);
        }
        return marked;
    }

    private boolean @Nullable [] act(VectorSchemaRoot batch, Judgement judged) throws IOException {
        judged.sort();
        boolean[] marked = new boolean[batch.getRowCount()];
        boolean any = false;
        List<Hit> ofRow = new ArrayList<>();
        for (int from = 0; from < judged.size(); ) {
            int row = judged.row(from);
            Action gravest = Action.OBSERVE;
            ofRow.clear();
            int at = from;
            while (at < judged.size() && judged.row(at) == row) {
                int rule = judged.rule(at);
                int end = at + 1;
                while (end < judged.size() && judged.row(end) == row && judged.rule(end) == rule) {
                    end++;
                }
                rowsBroken[rule]++;
                ofRow.add(new Hit(broken.get(rule), judged.places(at, end)));
                gravest = graver(gravest, action(rule));
                at = end;
            }
            follow(gravest, batch, row, ofRow);
            marked[row] = gravest.rejects();
            any |= marked[row];
            from = at;
        }
        return any ? marked : null;
    }

    private Action action(int rule) {
        return rules.get(rule).action();
    }

    private static Action graver(Action one, Action other) {
        return gravity(one) >= gravity(other) ? one : other;
    }

    private static int gravity(Action action) {
        return switch (action) {
            case OBSERVE -> 0;
            case WARN -> 1;
            case DROP -> 2;
            case QUARANTINE -> 3;
            case FAIL_RUN, HOLD_PUBLISH -> 4;
        };
    }

    private void follow(Action gravest, VectorSchemaRoot batch, int row, List<Hit> ofRow)
            throws IOException {
        switch (gravest) {
            case OBSERVE, WARN -> {}
            case DROP -> counters.filtered(1);
            case QUARANTINE -> {
                rejector.reject(batch, row, ofRow);
                if (rejector.full()) {
                    rejector.flush();
                }
            }
            case FAIL_RUN, HOLD_PUBLISH ->
                    throw SliceError.RULE_FAILED_RUN.exception(
                            "rule '"
                                    + ofRow.stream()
                                            .map(Hit::broken)
                                            .filter(it -> it.action() == gravest)
                                            .findFirst()
                                            .orElseThrow()
                                            .rule()
                                    + "' of node '"
                                    + counters.node()
                                    + "' is broken by the row of line "
                                    + RowSchema.lines(batch).get(row)
                                    + ", and its action is to fail the run",
                            "correct the input, or the rule's action in the contract");
        }
    }

    /** Fails the run if a rule was broken more often than its budget allows. */
    private void hold(int rule, boolean atEnd) {
        Budget budget = rules.get(rule).budget();
        if (budget == null || rowsBroken[rule] == 0) {
            return;
        }
        boolean sampled = atEnd || rowsSeen >= budget.minSample();
        double percent = 100.0 * rowsBroken[rule] / rowsSeen;
        if (rowsBroken[rule] > budget.maxRows() || (sampled && percent > budget.maxPercent())) {
            throw SliceError.BUDGET_SPENT.exception(
                    "rule '"
                            + rules.get(rule).id()
                            + "' of node '"
                            + counters.node()
                            + "' is broken by '"
                            + rowsBroken[rule]
                            + "' of "
                            + rowsSeen
                            + " rows, expected at most "
                            + allowed(budget),
                    "correct the input, or the rule's budget in the contract");
        }
    }

    private static String allowed(Budget budget) {
        List<String> bounds = new ArrayList<>();
        if (budget.maxRows() < Long.MAX_VALUE) {
            bounds.add(budget.maxRows() + " rows");
        }
        if (budget.maxPercent() < 100) {
            bounds.add(budget.maxPercent() + " %");
        }
        return String.join(" and ", bounds);
    }

    /** Holds what was broken against budgets a last time, and says what people should know. */
    void end() {
        for (int i = 0; i < rules.size(); i++) {
            hold(i, true);
            if (action(i) == Action.WARN && rowsBroken[i] > 0) {
                findings.warn(
                        SliceError.RULE_WARNED.problem(
                                "rule '"
                                        + rules.get(i).id()
                                        + "' of node '"
                                        + counters.node()
                                        + "' is broken by '"
                                        + rowsBroken[i]
                                        + "' rows, which its action lets go on",
                                "see whether the input is as it should be"));
            }
        }
    }
}
