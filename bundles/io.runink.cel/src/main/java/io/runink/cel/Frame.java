package io.runink.cel;

import org.jspecify.annotations.Nullable;

/** What an evaluation reads and writes: the columns, the row it is at, the names bound inside. */
final class Frame {

    /** Steps of one evaluation, counted where their number depends on the data. */
    static final int STEPS_MAX = 1_000_000;

    /** Characters that count as one step. */
    private static final int TEXT_STEP = 64;

    private final Column[] columns;
    private final @Nullable Object[] locals;
    private int row;
    private int steps;

    Frame(Column[] columns, int locals) {
        this.columns = columns;
        this.locals = new @Nullable Object[locals];
    }

    void at(int next) {
        row = next;
        steps = 0;
    }

    @Nullable Object column(int index) {
        return columns[index].at(row);
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
