package io.runink.contract.value;

import com.google.re2j.Pattern;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.TextColumn;
import io.runink.spi.contract.Violations;
import java.util.Arrays;

/** Matches in time linear in the text, so that no row can stall a run. */
final class PatternCheck implements Check {

    private final String column;
    private final String source;
    private final Pattern pattern;
    private final TextColumn text = new TextColumn();

    PatternCheck(String column, String source, Pattern pattern) {
        this.column = column;
        this.source = source;
        this.pattern = pattern;
    }

    @Override
    public String expected() {
        return "text that matches " + source;
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        text.load(batch.text(column), batch.rows());
        for (int row = 0; row < batch.rows(); row++) {
            if (!text.absent(row) && !matches(text.start(row), text.length(row))) {
                violations.add(row);
            }
        }
        text.release();
    }

    private boolean matches(int from, int length) {
        byte[] value = Arrays.copyOfRange(text.bytes(), from, from + length);
        return pattern.matcher(value).matches();
    }
}
