package io.runink.agent;

import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.SlicePlan;
import io.runink.api.run.SlicePool;
import io.runink.spi.isolation.SliceProcess;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The slices that were started ahead. Each is used once or ended; none is ever put back. */
final class ParkedSlices implements SlicePool, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedSlices.class);

    /** A request that has not claimed its slices by now was refused: its slices serve nobody. */
    private static final long PARKED_NANOS_MAX = 60_000_000_000L;

    private final SliceStarter starter;
    private final ExecutorService launches =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofPlatform().daemon().name("slice-start-", 0).factory());
    private final Map<SliceStarter.Shape, Deque<Parked>> parked = new HashMap<>();
    private boolean closed;

    /** A slice that waits, and since when. */
    private record Parked(CompletableFuture<SliceProcess> process, long sinceNanos) {}

    ParkedSlices(SliceStarter starter) {
        this.starter = starter;
    }

    @Override
    public synchronized void prepare(
            List<SlicePlan> slices, IsolationLevel isolation, long inputBytes) {
        // A thread of this JVM starts at once, and one that nobody claims cannot be ended.
        if (closed || isolation == IsolationLevel.NONE) {
            return;
        }
        long now = System.nanoTime();
        for (Deque<Parked> queue : parked.values()) {
            while (!queue.isEmpty() && now - queue.peek().sinceNanos() > PARKED_NANOS_MAX) {
                end(queue.poll());
            }
        }
        for (SlicePlan slice : slices) {
            SliceStarter.Shape shape =
                    starter.shape(slice, isolation, SliceCommand.quick(inputBytes));
            parked.computeIfAbsent(shape, key -> new ArrayDeque<>())
                    .add(new Parked(launch(slice, shape), now));
        }
    }

    /**
     * Starts slices for all of a plan at once, taking parked ones first.
     *
     * @return one future for each, in order
     */
    synchronized List<CompletableFuture<SliceProcess>> take(
            List<SlicePlan> slices, IsolationLevel isolation, long inputBytes) {
        List<CompletableFuture<SliceProcess>> taken = new ArrayList<>();
        for (SlicePlan slice : slices) {
            SliceStarter.Shape shape =
                    starter.shape(slice, isolation, SliceCommand.quick(inputBytes));
            Deque<Parked> queue = parked.get(shape);
            Parked ahead = queue == null ? null : queue.poll();
            taken.add(
                    ahead == null
                            ? launch(slice, shape)
                            : ahead.process()
                                    .thenCompose(process ->
                                            process.exit().isDone()
                                                    ? relaunch(process, slice, shape)
                                                    : CompletableFuture.completedFuture(process))
                                    .exceptionallyCompose(failure -> launch(slice, shape)));
        }
        return taken;
    }

    private CompletableFuture<SliceProcess> relaunch(
            SliceProcess dead, SlicePlan slice, SliceStarter.Shape shape) {
        dead.close();
        return launch(slice, shape);
    }

    private CompletableFuture<SliceProcess> launch(SlicePlan slice, SliceStarter.Shape shape) {
        return CompletableFuture.supplyAsync(() -> starter.start(slice, shape), launches);
    }

    /** Ends every parked slice. */
    @Override
    public void close() {
        List<Parked> left = new ArrayList<>();
        synchronized (this) {
            closed = true;
            parked.values().forEach(left::addAll);
            parked.clear();
        }
        left.forEach(ParkedSlices::end);
        launches.shutdown();
    }

    private static void end(Parked waiting) {
        try {
            waiting.process().join().close();
        } catch (CompletionException e) {
            LOG.debug("a parked slice had not started", e);
        }
    }
}
