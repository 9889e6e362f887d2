package io.runink.contract.value;

import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.TextColumn;
import io.runink.spi.contract.Violations;

/** Counts code points: every byte of UTF-8 that does not continue one begins one. */
final class LengthCheck implements Check {

    private final String column;
    private final int min;
    private final int max;
    private final TextColumn text = new TextColumn();

    LengthCheck(String column, int min, int max) {
        this.column = column;
        this.min = min;
        this.max = max;
    }

    @Override
    public String expected() {
        if (max == Integer.MAX_VALUE) {
            return "at least " + min + " characters";
        }
        return min == 0
                ? "at most " + max + " characters"
                : min == max ? min + " characters" : min + " to " + max + " characters";
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        text.load(batch.text(column), batch.rows());
        for (int row = 0; row < batch.rows(); row++) {
            if (!text.absent(row) && !holds(text.start(row), text.length(row))) {
                violations.add(row);
            }
        }
        text.release();
    }

    private boolean holds(int from, int bytes) {
        // A character has one to four bytes: most lengths are decided without counting.
        if (bytes < min || bytes > 4L * max) {
            return false;
        }
        if (bytes <= max && bytes >= 4L * min) {
            return true;
        }
        int characters = 0;
        for (int i = from; i < from + bytes; i++) {
            characters += (text.bytes()[i] & 0xC0) == 0x80 ? 0 : 1;
        }
        return characters >= min && characters <= max;
    }
}
