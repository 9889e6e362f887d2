package io.runink.slice;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Hands the rows of a step to its command, from a thread of its own: a command that writes before
 * it reads on keeps back those who bring rows, never the one who reads its answer.
 */
final class CommandFeed implements Stage, Inlet {

    /** Batches that may wait: one on its way, one ready. */
    private static final int WAITING_MAX = 2;

    private final String node;
    private final CommandWire wire;
    private final Counters counters;
    private final BlockingQueue<Optional<VectorSchemaRoot>> waiting =
            new ArrayBlockingQueue<>(WAITING_MAX);
    private int upstreams;
    private volatile boolean fed;

    CommandFeed(String node, CommandWire wire, Counters counters, int upstreams) {
        this.node = node;
        this.wire = wire;
        this.counters = counters;
        this.upstreams = upstreams;
    }

    /** Whether the command was given every row. */
    boolean fed() {
        return fed;
    }

    @Override
    public void accept(VectorSchemaRoot batch) throws IOException {
        counters.came(batch.getRowCount());
        put(Optional.of(batch));
    }

    @Override
    public void end() throws IOException {
        upstreams--;
        if (upstreams == 0) {
            put(Optional.empty());
        }
    }

    private void put(Optional<VectorSchemaRoot> next) throws IOException {
        try {
            waiting.put(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Nobody's rows: it is there beside all others. */
    @Override
    public Set<Integer> sources() {
        return Set.of();
    }

    @Override
    public void run() throws IOException {
        Optional<VectorSchemaRoot> next = take();
        while (next.isPresent()) {
            try (VectorSchemaRoot batch = next.get()) {
                wire.write(batch);
            } catch (IOException e) {
                throw Failures.command(node, "stopped reading before its input ended", e);
            }
            next = take();
        }
        // Before the end is said: the command may answer it at once.
        fed = true;
        try {
            wire.end();
        } catch (IOException e) {
            throw Failures.command(node, "stopped reading before its input ended", e);
        }
    }

    private Optional<VectorSchemaRoot> take() throws IOException {
        try {
            return waiting.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
