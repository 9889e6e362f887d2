package io.runink.slice;

import io.runink.api.contract.Action;
import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.Rule;
import io.runink.api.dag.Dag;
import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import io.runink.spi.contract.CheckBatch;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.OutOfMemoryException;

/**
 * The rules over a whole dataset at one node: they see the rows that go on, and speak at the end.
 */
final class DatasetRules {

    private final String node;
    private final Dag dag;
    private final List<Field> fields;
    private final List<BoundRule> rules;
    private final Findings findings;

    DatasetRules(
            Dag dag, String node, Contract contract, List<BoundRule> rules, Findings findings) {
        this.dag = dag;
        this.node = node;
        this.fields = contract.fields();
        this.rules = rules.stream().filter(Duties::dataset).toList();
        this.findings = findings;
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Looks at rows that go on. */
    void look(CheckBatch batch) {
        for (BoundRule rule : rules) {
            // There is no verdict on a row.
            rule.evaluate(batch, row -> {});
        }
    }

    /** Says what holds, once all rows were seen. */
    void conclude() {
        for (BoundRule bound : rules) {
            Optional<String> found = conclusion(bound);
            if (found.isEmpty()) {
                continue;
            }
            Rule rule = bound.rule();
            findings.broke(node, rule.id(), rule.action(), 1);
            Problem problem =
                    SliceError.DATASET_BROKEN.problem(
                            "rule '"
                                    + rule.id()
                                    + "' of node '"
                                    + node
                                    + "' found "
                                    + (sensitive(rule) ? "something else" : found.get())
                                    + ", expected "
                                    + bound.check().expected(),
                            "correct the input, or the rule in the contract");
            if (rule.action() == Action.WARN) {
                findings.warn(problem);
            } else if (rule.action() == Action.HOLD_PUBLISH) {
                findings.hold(problem);
            } else {
                throw new RuninkException(problem);
            }
        }
    }

    private static Optional<String> conclusion(BoundRule rule) {
        try {
            return rule.check().conclude();
        } catch (RuninkException | OutOfMemoryException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Failures.plugin("the check of rule '" + rule.rule().id() + "'", e);
        }
    }

    /** Whether what was found may hold a value that must not be shown. */
    private boolean sensitive(Rule rule) {
        return rule.columns().stream()
                .anyMatch(it ->
                        FieldPath.parse(it)
                                .in(fields)
                                .map(field -> Masks.shown(dag, field) != null)
                                .orElse(true));
    }
}
