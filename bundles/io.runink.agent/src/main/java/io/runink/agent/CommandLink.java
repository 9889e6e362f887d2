package io.runink.agent;

import io.runink.api.plan.SlicePlan;
import io.runink.spi.isolation.SliceExit;
import io.runink.spi.isolation.SliceProcess;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/** An external command at work, beside its slice. */
final class CommandLink implements AutoCloseable {

    /** Its last words arrive with its end, but for a child of it that got away. */
    private static final long WORDS_MILLIS = 1_000;

    private final SlicePlan plan;
    private final SliceProcess process;
    private final Thread words;

    /**
     * A command that was started.
     *
     * @param plan of the slice that it belongs to
     * @param words hears what it says on its standard error
     */
    CommandLink(SlicePlan plan, SliceProcess process, Thread words) {
        this.plan = plan;
        this.process = process;
        this.words = words;
    }

    /** Begins to tell of its end. */
    void listen(BlockingQueue<SliceLink.Event> events) {
        CompletableFuture<Void> _ =
                process.exit().thenRun(() -> events.add(new SliceLink.Event(plan.name())));
    }

    SlicePlan plan() {
        return plan;
    }

    /** Its end, once it has ended. */
    Optional<SliceExit> exited() {
        return process.exit().isDone() && !process.exit().isCompletedExceptionally()
                ? Optional.of(process.exit().join())
                : Optional.empty();
    }

    /** Ends it, if it has not ended. */
    @Override
    public void close() {
        process.close();
        try {
            words.join(WORDS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
