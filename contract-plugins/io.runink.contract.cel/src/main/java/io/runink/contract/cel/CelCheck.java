package io.runink.contract.cel;

import io.runink.cel.CelEvaluationException;
import io.runink.cel.CelExpression;
import io.runink.cel.Evaluation;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.Violations;

/** Broken where the condition is false, or has no value for another reason than absence. */
final class CelCheck implements Check {

    private final CelExpression condition;

    CelCheck(CelExpression condition) {
        this.condition = condition;
    }

    @Override
    public String expected() {
        return condition.text();
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        Evaluation evaluation = condition.over(batch::values);
        for (int row = 0; row < batch.rows(); row++) {
            if (broken(evaluation, row)) {
                violations.add(row);
            }
        }
    }

    private static boolean broken(Evaluation evaluation, int row) {
        try {
            return Boolean.FALSE.equals(evaluation.value(row));
        } catch (CelEvaluationException _) {
            // A division by zero, say: such a row was not shown to keep the condition.
            return true;
        }
    }
}
