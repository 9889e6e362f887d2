package io.runink.agent;

import io.runink.api.slice.LiveSlice;
import io.runink.api.slice.SliceMessage;
import io.runink.json.Json;
import io.runink.spi.isolation.SliceProcess;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A slice from its start to its end: it serves one claim, or none. */
final class PooledSlice implements AutoCloseable {

    /** A rehearsal takes a second; at the weight of one that nobody waits for, it may take many. */
    private static final long PARKED_SECONDS_MAX = 300;

    private final String name;
    private final SliceStarter.Shape shape;
    private final String keptFor;
    private final Instant since;
    private final CompletableFuture<SliceProcess> process;
    private volatile LiveSlice.State state = LiveSlice.State.STARTING;
    private volatile boolean waited;
    private volatile Work work = new Work("", "", "");

    /** What it was claimed for. */
    private record Work(String herd, String run, String slice) {}

    /**
     * A slice that starts.
     *
     * @param keptFor the herd that it waits for; empty if for any
     */
    PooledSlice(
            String name,
            SliceStarter.Shape shape,
            String keptFor,
            Instant since,
            CompletableFuture<SliceProcess> process) {
        this.name = name;
        this.shape = shape;
        this.keptFor = keptFor;
        this.since = since;
        this.process = process;
    }

    SliceStarter.Shape shape() {
        return shape;
    }

    Instant since() {
        return since;
    }

    /** Its process, once it is started. */
    CompletableFuture<SliceProcess> process() {
        return process;
    }

    /** It was started ahead, and waits for somebody to claim it. */
    PooledSlice waiting() {
        waited = true;
        return this;
    }

    /** Whether it was started ahead of its claim: it may have ended meanwhile, and nobody knows. */
    boolean waited() {
        return waited;
    }

    /** Whether it waits, as warm as it gets. */
    boolean parked() {
        return state == LiveSlice.State.PARKED;
    }

    /**
     * Lets it start when nobody else wants the processor, and waits until it is parked.
     *
     * @return whether it is; if not, it was ended
     */
    boolean awaitParked() {
        try {
            SliceProcess started = process.join();
            started.awaited(false);
            CompletableFuture.runAsync(
                            () -> hear(started),
                            task -> Thread.ofPlatform().daemon().name("park-" + name).start(task))
                    .get(PARKED_SECONDS_MAX, TimeUnit.SECONDS);
            state = LiveSlice.State.PARKED;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            // Too late, or it ended: nobody waits for it, and the next claim starts cold.
            close();
            return false;
        }
        close();
        return false;
    }

    private static void hear(SliceProcess started) {
        SliceMessage said;
        do {
            byte[] message =
                    started.control()
                            .receive()
                            .orElseThrow(() -> new IllegalStateException("it ended"));
            said = Json.read(message, SliceMessage.class);
        } while (!(said instanceof SliceMessage.Parked));
    }

    /** Takes note of whom it will serve. */
    PooledSlice claimed(String herd, String run, String slice) {
        work = new Work(herd, run, slice);
        if (state == LiveSlice.State.PARKED && process.isDone()) {
            process.join().awaited(true);
        }
        state = LiveSlice.State.WORKING;
        return this;
    }

    /** How it is, if it has a process and that has not ended. */
    Optional<LiveSlice> live() {
        if (!process.isDone() || process.isCompletedExceptionally()) {
            return Optional.empty();
        }
        SliceProcess started = process.join();
        if (started.exit().isDone()) {
            return Optional.empty();
        }
        Work now = work;
        return Optional.of(
                new LiveSlice(
                        name,
                        state,
                        now.herd().isEmpty() ? keptFor : now.herd(),
                        now.run(),
                        now.slice(),
                        shape.plugins(),
                        started.pid(),
                        started.uid(),
                        shape.isolation(),
                        shape.resources(),
                        started.usage().orElse(null),
                        since));
    }

    /** Ends it, once it has started. */
    @Override
    public void close() {
        process.thenAccept(SliceProcess::close)
                .exceptionally(failure -> {
                    // It had not started, or what is left of it cannot be removed: the launcher
                    // sweeps at its next start.
                    return null;
                })
                .join();
    }
}
