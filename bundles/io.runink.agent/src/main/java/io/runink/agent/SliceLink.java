package io.runink.agent;

import io.runink.api.error.RuninkException;
import io.runink.api.plan.SlicePlan;
import io.runink.api.slice.Claim;
import io.runink.api.slice.SliceMessage;
import io.runink.json.Json;
import io.runink.spi.isolation.SliceExit;
import io.runink.spi.isolation.SliceProcess;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One slice of a running run: its process, its channel, and what it said last. */
final class SliceLink implements AutoCloseable {

    private final SlicePlan plan;
    private final PooledSlice slice;
    private final SliceProcess process;
    private volatile List<SliceMessage.Figures> figures = List.of();
    private volatile SliceMessage.@Nullable Prepared prepared;
    private volatile SliceMessage.@Nullable Failed failed;

    /** A slice that has started. */
    SliceLink(SlicePlan plan, PooledSlice slice) {
        this.plan = plan;
        this.slice = slice;
        this.process = slice.process().join();
    }

    PooledSlice slice() {
        return slice;
    }

    /** Something happened to a slice, or to the command beside it: look at it. */
    record Event(String slice) {}

    /**
     * Gives the slice its work and begins to listen.
     *
     * @param events told after every message and after the end
     */
    void claim(Claim claim, List<Grants.Grant> grants, BlockingQueue<Event> events) {
        Thread.ofPlatform().daemon().name("slice-link-" + plan.name()).start(() -> listen(events));
        CompletableFuture<Void> _ =
                process.exit().thenRun(() -> events.add(new Event(plan.name())));
        process.control()
                .send(Json.bytes(claim), grants.stream().map(Grants.Grant::descriptor).toList());
    }

    private void listen(BlockingQueue<Event> events) {
        while (true) {
            Optional<byte[]> message;
            try {
                message = process.control().receive();
            } catch (RuninkException e) {
                // Closed under the reader, since the run is over; or a message that is none.
                process.kill();
                return;
            }
            if (message.isEmpty()) {
                return;
            }
            if (!hear(message.get())) {
                process.kill();
                return;
            }
            events.add(new Event(plan.name()));
        }
    }

    /** Takes note of a message; false if it is none a slice may send: it is hostile or broken. */
    private boolean hear(byte[] bytes) {
        SliceMessage message;
        try {
            message = Json.read(bytes, SliceMessage.class);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return switch (message) {
            case SliceMessage.Ready ready -> true;
            case SliceMessage.Parked parked -> true;
            case SliceMessage.Working working -> true;
            case SliceMessage.Progress progress -> {
                figures = progress.nodes();
                yield true;
            }
            case SliceMessage.Prepared done -> {
                figures = done.nodes();
                prepared = done;
                yield true;
            }
            case SliceMessage.Failed broken -> {
                failed = broken;
                yield true;
            }
            case SliceMessage.Commit commit -> false;
            case SliceMessage.Abort abort -> false;
        };
    }

    /** Tells it how the run went. A slice that is gone already does not matter any more. */
    void tell(SliceMessage message) {
        try {
            process.control().send(Json.bytes(message), List.of());
        } catch (RuninkException e) {
            process.kill();
        }
    }

    /** Waits for its end; kills it if it takes too long. */
    SliceExit end(long millis) {
        try {
            return process.exit().get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            process.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.kill();
        } catch (java.util.concurrent.ExecutionException e) {
            return new SliceExit(70, 0, false, 0);
        }
        return process.exit()
                .completeOnTimeout(new SliceExit(70, 0, false, 0), 5, TimeUnit.SECONDS)
                .join();
    }

    SlicePlan plan() {
        return plan;
    }

    SliceProcess process() {
        return process;
    }

    /** The latest figures of its nodes. */
    List<SliceMessage.Figures> figures() {
        return figures;
    }

    /** What it prepared, once it has. */
    Optional<SliceMessage.Prepared> prepared() {
        return Optional.ofNullable(prepared);
    }

    /** Why it failed, if it said so. */
    Optional<SliceMessage.Failed> failed() {
        return Optional.ofNullable(failed);
    }

    /** Its end, once it has ended. */
    Optional<SliceExit> exited() {
        return process.exit().isDone() && !process.exit().isCompletedExceptionally()
                ? Optional.of(process.exit().join())
                : Optional.empty();
    }

    @Override
    public void close() {
        process.close();
    }
}
