package io.runink.contract.format;

import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.TextColumn;
import io.runink.spi.contract.Violations;

/** Holds the texts of a column to a form. */
final class FormatCheck implements Check {

    private final String column;
    private final Form form;
    private final TextColumn text = new TextColumn();

    FormatCheck(String column, Form form) {
        this.column = column;
        this.form = form;
    }

    @Override
    public String expected() {
        return form.words();
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        text.load(batch.text(column), batch.rows());
        for (int row = 0; row < batch.rows(); row++) {
            int from = text.start(row);
            if (!text.absent(row)
                    && !form.test().holds(text.bytes(), from, from + text.length(row))) {
                violations.add(row);
            }
        }
        text.release();
    }
}
