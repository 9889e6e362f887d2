package io.runink.contract.type;

import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.Violations;
import org.apache.arrow.vector.VarCharVector;

/** Looks at the text, so that a value of the wrong type is not called missing as well. */
final class RequiredCheck implements Check {

    private final String column;

    RequiredCheck(String column) {
        this.column = column;
    }

    @Override
    public String expected() {
        return "a value";
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        VarCharVector text = batch.text(column);
        if (text.getNullCount() == 0) {
            return;
        }
        for (int row = 0; row < batch.rows(); row++) {
            if (text.isNull(row)) {
                violations.add(row);
            }
        }
    }
}
