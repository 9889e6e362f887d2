package io.runink.step.gather;

import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepOutput;
import io.runink.spill.ExternalSort;
import io.runink.spill.RowBytes;
import io.runink.spill.RowCursor;
import java.io.IOException;
import java.util.Arrays;

/**
 * Sorts both inputs by key and walks them side by side. What a row of the first found goes with it,
 * or where on disk that is, into a third sort that restores the first input's order; rows of the
 * second that nobody found go into a fourth.
 */
final class MergeMatching implements JoinStep.Matching {

    /** Rows of both inputs are kept behind their number. */
    private static final int NUMBER = JoinStep.NUMBER_BYTES;

    private final JoinSteps.Kind kind;
    private final JoinedRows joined;
    private final ExternalSort second;
    private final RowCursor others;
    private final ExternalSort first;
    private final ExternalSort inOrder;
    private final ExternalSort unmatched;
    private final MatchGroup group;
    private final RowBytes number = new RowBytes();
    private final RowBytes found = new RowBytes();
    private final RowBytes row = new RowBytes();
    private long count;
    private long filtered;

    MergeMatching(
            StepContext context, JoinSteps.Kind kind, JoinedRows joined, ExternalSort second) {
        this.kind = kind;
        this.joined = joined;
        this.second = second;
        // Lets go of its memory but for the quarter that its merge needs.
        this.others = second.sorted();
        long quarter = context.memoryBytes() / 4;
        this.first = new ExternalSort(quarter, context.spill());
        this.inOrder = new ExternalSort(quarter, context.spill());
        this.unmatched = new ExternalSort(quarter, context.spill());
        this.group = new MatchGroup(context.memoryBytes(), context.spill());
    }

    @Override
    public void first(RowBytes key, boolean whole, RowBytes bytes, StepOutput output) {
        number.clear();
        number.putBigEndian(count++);
        if (whole) {
            row.clear();
            row.put(number.array(), 0, NUMBER);
            row.put(bytes.array(), 0, bytes.length());
            first.add(key, row);
        } else {
            alone(number.array(), 0, bytes.array(), 0, bytes.length());
        }
    }

    /** A row of the first input that nothing matches. */
    private void alone(byte[] from, int numberAt, byte[] bytes, int at, int length) {
        if (kind == JoinSteps.Kind.INNER) {
            filtered++;
            return;
        }
        found.clear();
        found.putInt(length);
        found.put(bytes, at, length);
        inOrder.add(from, numberAt, NUMBER, found.array(), 0, found.length());
    }

    @Override
    public void end(StepOutput output) throws IOException {
        merge();
        first.close();
        second.close();
        output.filtered(filtered);
        RowCursor ordered = inOrder.sorted();
        while (ordered.next()) {
            byte[] bytes = ordered.bytes();
            int length = RowBytes.getInt(bytes, ordered.row());
            row.clear();
            row.put(bytes, ordered.row() + 4, length);
            int matches = ordered.row() + 4 + length;
            if (matches == ordered.row() + ordered.rowLength()) {
                joined.first(row, output);
            } else {
                group.read(bytes, matches, (from, at) -> joined.pair(row, from, at, output));
            }
        }
        RowCursor rest = unmatched.sorted();
        while (rest.next()) {
            joined.second(rest.bytes(), rest.row(), output);
        }
    }

    private void merge() {
        RowCursor ones = first.sorted();
        boolean one = ones.next();
        boolean other = others.next();
        while (one || other) {
            int compared = one && other ? compare(ones, others) : one ? -1 : 1;
            if (compared < 0) {
                alone(
                        ones.bytes(),
                        ones.row(),
                        ones.bytes(),
                        ones.row() + NUMBER,
                        ones.rowLength() - NUMBER);
                one = ones.next();
            } else if (compared > 0) {
                leave(others);
                other = others.next();
            } else {
                other = group.collect(others);
                one = pair(ones);
            }
        }
    }

    private static int compare(RowCursor one, RowCursor other) {
        return Arrays.compareUnsigned(
                one.bytes(),
                one.key(),
                one.key() + one.keyLength(),
                other.bytes(),
                other.key(),
                other.key() + other.keyLength());
    }

    /** A row of the second input that nobody found. */
    private void leave(RowCursor other) {
        if (kind != JoinSteps.Kind.FULL) {
            filtered++;
            return;
        }
        unmatched.add(
                other.bytes(),
                other.row(),
                NUMBER,
                other.bytes(),
                other.row() + NUMBER,
                other.rowLength() - NUMBER);
    }

    /** Gives the group to the rows of the first with its key; whether there is a row behind. */
    private boolean pair(RowCursor ones) {
        boolean anti = kind == JoinSteps.Kind.ANTI;
        filtered += anti ? group.count() : 0;
        boolean more = true;
        while (more && group.keyed(ones)) {
            if (anti) {
                filtered++;
            } else {
                found.clear();
                found.putInt(ones.rowLength() - NUMBER);
                found.put(ones.bytes(), ones.row() + NUMBER, ones.rowLength() - NUMBER);
                group.write(found);
                inOrder.add(ones.bytes(), ones.row(), NUMBER, found.array(), 0, found.length());
            }
            more = ones.next();
        }
        return more;
    }

    @Override
    public void close() {
        first.close();
        inOrder.close();
        unmatched.close();
        group.close();
    }
}
