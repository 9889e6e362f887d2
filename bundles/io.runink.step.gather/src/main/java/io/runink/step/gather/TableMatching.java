package io.runink.step.gather;

import io.runink.spi.step.StepOutput;
import io.runink.spill.RowBytes;
import io.runink.spill.RowTable;
import java.io.IOException;

/** Finds rows of the second input in memory. */
final class TableMatching implements JoinStep.Matching {

    private final JoinSteps.Kind kind;
    private final JoinedRows joined;
    private final RowTable table;
    private final RowBytes record = new RowBytes();

    TableMatching(JoinSteps.Kind kind, JoinedRows joined, RowTable table) {
        this.kind = kind;
        this.joined = joined;
        this.table = table;
    }

    @Override
    public void first(RowBytes key, boolean whole, RowBytes row, StepOutput output)
            throws IOException {
        int found = whole ? table.find(key) : -1;
        if (kind == JoinSteps.Kind.ANTI) {
            if (found < 0) {
                joined.first(row, output);
            } else {
                output.filtered(1);
            }
            return;
        }
        if (found < 0) {
            if (kind == JoinSteps.Kind.INNER) {
                output.filtered(1);
            } else {
                joined.first(row, output);
            }
            return;
        }
        for (int other = found; other >= 0; other = table.next(other, key)) {
            table.mark(other);
            int at = table.load(other, record);
            joined.pair(row, record.array(), at + JoinStep.NUMBER_BYTES, output);
        }
    }

    @Override
    public void end(StepOutput output) throws IOException {
        long unmatched = 0;
        for (int other = 0; other < table.count(); other++) {
            if (!table.marked(other)) {
                unmatched++;
                if (kind == JoinSteps.Kind.FULL) {
                    int at = table.load(other, record);
                    joined.second(record.array(), at + JoinStep.NUMBER_BYTES, output);
                }
            }
        }
        output.filtered(kind == JoinSteps.Kind.FULL ? 0 : unmatched);
    }

    @Override
    public void close() {
        // The rows are the step's.
    }
}
