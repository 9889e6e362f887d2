package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.error.RuninkException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Set;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Brings what a command answers: rows of the step's output contract, as text. */
final class CommandAnswer implements Inlet {

    private final String node;
    private final Rows rows;
    private final CommandFeed feed;
    private final Tail tail;
    private final SelfTime time;

    /** The rows of an answer. */
    interface Rows {

        /**
         * The next of them; null at their end.
         *
         * @throws IOException if the answer ends before it says so
         */
        @Nullable VectorSchemaRoot next() throws IOException;
    }

    CommandAnswer(String node, Rows rows, CommandFeed feed, Tail tail, SelfTime time) {
        this.node = node;
        this.rows = rows;
        this.feed = feed;
        this.tail = tail;
        this.time = time;
    }

    /** Nobody's rows: it is there beside all others. */
    @Override
    public Set<Integer> sources() {
        return Set.of();
    }

    @Override
    public void run() throws IOException {
        VectorSchemaRoot batch = next();
        while (batch != null) {
            time.enter(tail.counters());
            try {
                tail.emit(batch);
            } finally {
                time.leave();
            }
            batch = next();
        }
        if (!feed.fed()) {
            throw Failures.command(node, "ended before it had read its input", new EOFException());
        }
        tail.end();
    }

    private @Nullable VectorSchemaRoot next() {
        try {
            return rows.next();
        } catch (IOException e) {
            throw Failures.command(node, "ended before its answer did", e);
        }
    }

    /** What a command wrote that is no row of its step's contract. */
    static RuninkException unfit(String node, String found, String expected) {
        return SliceError.COMMAND_UNFIT.exception(
                "the command of step '" + node + "' wrote " + found + ", expected " + expected,
                "correct the program, or the step's contract");
    }

    /** Columns that a contract's rows are to have, for messages. */
    static String expected(Contract contract) {
        return "rows of contract '" + contract.name() + "'";
    }
}
