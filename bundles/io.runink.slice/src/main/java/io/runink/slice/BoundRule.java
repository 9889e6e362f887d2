package io.runink.slice;

import io.runink.api.contract.Rule;
import io.runink.api.error.RuninkException;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.Violations;
import java.util.List;
import org.apache.arrow.memory.OutOfMemoryException;

/** A rule with the check that executes it. */
record BoundRule(Rule rule, Check check) {

    private static final String TYPE = "type";

    /** Whether it holds text against the grammar of its type, which comes before all else. */
    boolean ofType() {
        return rule.kind().equals(TYPE);
    }

    /** Whether it reads these columns alone. */
    boolean reads(String column) {
        return rule.columns().equals(List.of(column));
    }

    /** Looks at a batch. */
    void evaluate(CheckBatch batch, Violations violations) {
        try {
            check.evaluate(batch, violations);
        } catch (RuninkException | OutOfMemoryException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Failures.plugin("the check of rule '" + rule.id() + "'", e);
        }
    }
}
