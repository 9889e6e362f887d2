package io.runink.agent;

import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.SlicePlan;
import io.runink.api.run.SlicePool;
import io.runink.api.slice.LiveSlice;
import io.runink.api.slice.SliceMonitor;
import io.runink.spi.isolation.SliceProcess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The slices that were started ahead. Each is used once or ended; none is ever put back, and none
 * that was kept for one herd serves another. In a kernel that stays, a keeper starts as many as
 * {@link PoolPolicy} says.
 */
final class WarmPool implements SlicePool, SliceMonitor, AutoCloseable {

    /** A request that has not claimed its slices by now was refused: its slices serve nobody. */
    private static final Duration PREPARED_MAX = Duration.ofMinutes(1);

    private static final long KEEPER_MILLIS = 1_000;

    /** A start that is halfway is brought to its end, so that it can be undone. */
    private static final Duration CLOSING_MAX = Duration.ofSeconds(10);

    private final SliceStarter starter;
    private final Clock clock;
    private final long budgetBytes;
    private final ExecutorService launches =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofPlatform().daemon().name("slice-start-", 0).factory());
    private final Map<Kind, Deque<PooledSlice>> waiting = new HashMap<>();
    private final Map<Kind, PoolPolicy.Demand> demand = new HashMap<>();
    private final Set<PooledSlice> all = ConcurrentHashMap.newKeySet();
    private final Thread keeper;
    private long sliceBytes = PoolPolicy.SLICE_BYTES;
    private long warm;
    private long cold;
    private long fallbacks;
    private boolean closed;

    /** Slices that can serve for each other. */
    private record Kind(String herd, SliceStarter.Shape shape) {}

    /**
     * A pool.
     *
     * @param budgetBytes what slices that are kept warm may use together; 0 keeps none
     */
    WarmPool(SliceStarter starter, Clock clock, long budgetBytes) {
        this.starter = starter;
        this.clock = clock;
        this.budgetBytes = budgetBytes;
        this.keeper = Thread.ofPlatform().daemon().name("slice-pool").unstarted(this::keep);
        if (budgetBytes > 0) {
            keeper.start();
        }
    }

    @Override
    public synchronized void prepare(
            List<SlicePlan> slices, IsolationLevel isolation, long inputBytes) {
        // A thread of this JVM starts at once, and one that nobody claims cannot be ended.
        if (closed || isolation == IsolationLevel.NONE) {
            return;
        }
        Map<SliceStarter.Shape, Integer> there = new HashMap<>();
        waiting.forEach((kind, queue) -> there.merge(kind.shape(), queue.size(), Integer::sum));
        for (SlicePlan slice : slices) {
            SliceStarter.Shape shape =
                    starter.shape(slice, isolation, SliceCommand.quick(inputBytes));
            int left = there.merge(shape, -1, Integer::sum);
            if (left < 0) {
                queue(new Kind("", shape)).add(launch(shape, "").waiting());
            }
        }
    }

    /**
     * Slices for all of a plan at once: parked ones, and new ones where there are none.
     *
     * @return one for each, in order
     */
    synchronized List<PooledSlice> take(
            List<SlicePlan> slices,
            String herd,
            String run,
            IsolationLevel isolation,
            long inputBytes) {
        Map<Kind, Integer> taken = new HashMap<>();
        List<PooledSlice> given = new ArrayList<>();
        for (SlicePlan slice : slices) {
            SliceStarter.Shape shape =
                    starter.shape(slice, isolation, SliceCommand.quick(inputBytes));
            taken.merge(new Kind(herd, shape), 1, Integer::sum);
            Optional<PooledSlice> ahead = ahead(herd, shape);
            ahead.filter(PooledSlice::parked).ifPresentOrElse(it -> warm++, () -> cold++);
            given.add(ahead.orElseGet(() -> launch(shape, herd)).claimed(herd, run, slice.name()));
        }
        long now = System.nanoTime();
        if (isolation != IsolationLevel.NONE) {
            taken.forEach((kind, count) ->
                    demand.merge(
                            kind,
                            new PoolPolicy.Demand(count, now),
                            (old, it) -> old.and(it.wanted(), now)));
        }
        notifyAll();
        return given;
    }

    /** One in place of a parked slice that could not take its claim. */
    synchronized PooledSlice replace(PooledSlice broken, SlicePlan slice, String herd, String run) {
        fallbacks++;
        return launch(broken.shape(), herd).claimed(herd, run, slice.name());
    }

    private Optional<PooledSlice> ahead(String herd, SliceStarter.Shape shape) {
        for (Kind kind : List.of(new Kind(herd, shape), new Kind("", shape))) {
            Deque<PooledSlice> queue = queue(kind);
            while (!queue.isEmpty()) {
                PooledSlice slice = queue.poll();
                if (!ended(slice)) {
                    return Optional.of(slice);
                }
                // What is left of it is removed beside the run that looks for another.
                launches.execute(slice::close);
            }
        }
        return Optional.empty();
    }

    private static boolean ended(PooledSlice slice) {
        CompletableFuture<SliceProcess> process = slice.process();
        return process.isCompletedExceptionally()
                || (process.isDone() && process.join().exit().isDone());
    }

    private Deque<PooledSlice> queue(Kind kind) {
        return waiting.computeIfAbsent(kind, key -> new ArrayDeque<>());
    }

    private PooledSlice launch(SliceStarter.Shape shape, String herd) {
        String name = starter.name();
        CompletableFuture<SliceProcess> process =
                CompletableFuture.supplyAsync(() -> starter.start(name, shape), launches);
        PooledSlice slice = new PooledSlice(name, shape, herd, clock.instant(), process);
        all.add(slice);
        CompletableFuture<Void> _ =
                process.thenCompose(SliceProcess::exit)
                        .handle((exit, failure) -> {
                            all.remove(slice);
                            return null;
                        });
        return slice;
    }

    // The keeper

    private void keep() {
        while (true) {
            List<PooledSlice> surplus;
            Optional<Kind> next;
            synchronized (this) {
                if (closed) {
                    return;
                }
                double pressure = MemoryFacts.pressure();
                surplus = surplus(pressure);
                next = PoolPolicy.next(state(pressure), System.nanoTime());
            }
            surplus.forEach(PooledSlice::close);
            if (next.isPresent()) {
                park(next.get());
                continue;
            }
            synchronized (this) {
                try {
                    wait(KEEPER_MILLIS);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    private PoolPolicy.State<Kind> state(double pressure) {
        Map<Kind, Integer> parked = new HashMap<>();
        waiting.forEach((kind, queue) -> {
            if (!queue.isEmpty()) {
                parked.put(kind, queue.size());
            }
        });
        return new PoolPolicy.State<>(demand, parked, sliceBytes, budgetBytes, pressure);
    }

    /** Takes those out of the pool that are too many, but for those just prepared. */
    private List<PooledSlice> surplus(double pressure) {
        Instant prepared = clock.instant().minus(PREPARED_MAX);
        List<PooledSlice> surplus = new ArrayList<>();
        for (Kind kind : PoolPolicy.surplus(state(pressure), System.nanoTime())) {
            Iterator<PooledSlice> queue = queue(kind).iterator();
            while (queue.hasNext()) {
                PooledSlice slice = queue.next();
                if (!kind.herd().isEmpty() || slice.since().isBefore(prepared)) {
                    queue.remove();
                    surplus.add(slice);
                    break;
                }
            }
        }
        return surplus;
    }

    private void park(Kind kind) {
        PooledSlice slice = launch(kind.shape(), kind.herd());
        if (!slice.awaitParked()) {
            return;
        }
        OptionalLong used = MemoryFacts.proportional(slice.process().join().pid());
        synchronized (this) {
            used.ifPresent(bytes -> sliceBytes = bytes);
            if (!closed) {
                queue(kind).add(slice.waiting());
                return;
            }
        }
        slice.close();
    }

    @Override
    public List<LiveSlice> slices() {
        return all.stream()
                .flatMap(slice -> slice.live().stream())
                .sorted(Comparator.comparing(LiveSlice::since).thenComparing(LiveSlice::name))
                .toList();
    }

    @Override
    public synchronized PoolFigures pool() {
        long parked = waiting.values().stream().mapToLong(Deque::size).sum();
        return new PoolFigures(warm, cold, fallbacks, budgetBytes, parked * sliceBytes);
    }

    /** Ends every parked slice, and the one that is about to be. */
    @Override
    public void close() {
        List<PooledSlice> left = new ArrayList<>();
        synchronized (this) {
            closed = true;
            waiting.values().forEach(left::addAll);
            waiting.clear();
        }
        keeper.interrupt();
        left.forEach(PooledSlice::close);
        launches.shutdown();
        try {
            if (keeper.isAlive()) {
                boolean _ = keeper.join(CLOSING_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
