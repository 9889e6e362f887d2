package io.runink.cel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What an evaluation reads and writes: the columns, the row it is at, the names bound inside. */
final class Frame {

    /** Steps of one evaluation, counted where their number depends on the data. */
    static final int STEPS_MAX = 1_000_000;

    /** Characters that count as one step. */
    private static final int TEXT_STEP = 64;

    private final Column[] columns;
    private final @Nullable Object[] locals;
    private final @Nullable Object[] values;
    private final boolean[] seen;
    private int row;
    private int steps;

    Frame(Column[] columns, int locals) {
        this.columns = columns;
        this.locals = new @Nullable Object[locals];
        this.values = new @Nullable Object[columns.length];
        this.seen = new boolean[columns.length];
    }

    void at(int next) {
        row = next;
        steps = 0;
        Arrays.fill(seen, false);
    }

    @Nullable Object column(int index) {
        return columns[index].at(row);
    }

    /** The value of a column that is costly to read, which is read once for a row. */
    @Nullable Object nested(int index) {
        if (!seen[index]) {
            values[index] = columns[index].at(row);
            seen[index] = true;
        }
        return values[index];
    }

    @Nullable Object local(int slot) {
        return locals[slot];
    }

    void bind(int slot, @Nullable Object value) {
        locals[slot] = value;
    }

    /** Counts steps, so that no expression keeps a slice busy for long with one row. */
    void charge(int more) {
        steps += more;
        if (steps > STEPS_MAX || steps < 0) {
            throw new CelEvaluationException("needs more than " + STEPS_MAX + " steps for one row");
        }
    }

    /** Counts what text costs that is read or written from one end to the other. */
    void chargeText(int characters) {
        if (characters >= TEXT_STEP) {
            charge(characters / TEXT_STEP);
        }
    }
}
