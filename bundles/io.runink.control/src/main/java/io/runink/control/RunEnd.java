package io.runink.control;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnRecord;
import io.runink.api.run.RunReport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The end of one run, as the Barn tells it. */
final class RunEnd implements AutoCloseable {

    private static final long TICK_MILLIS = 500;

    private final CompletableFuture<RunReport> end;
    private final Barn.Watch watch;

    private RunEnd(CompletableFuture<RunReport> end, Barn.Watch watch) {
        this.end = end;
        this.watch = watch;
    }

    /**
     * Begins to watch.
     *
     * @param held whether a run that is held has come to its end, as far as one waits for it
     */
    static RunEnd of(Barn store, String run, boolean held) {
        CompletableFuture<RunReport> end = new CompletableFuture<>();
        Barn.Watch watch =
                store.watch(
                        store.image().revision(),
                        change -> {
                            switch (change.record()) {
                                case BarnRecord.RunEnded ended when ended.run().equals(run) ->
                                        end.complete(ended.report());
                                case BarnRecord.RunHeld it when held && it.run().equals(run) ->
                                        end.complete(it.report());
                                default -> {}
                            }
                        });
        return new RunEnd(end, watch);
    }

    /**
     * Waits for it.
     *
     * @param tick called about twice a second; what it throws ends the wait
     */
    RunReport await(Runnable tick) {
        while (true) {
            try {
                return end.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                tick.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ControlError.SERVICE_LATE.exception(
                        "the command was stopped while its run went on",
                        "see 'runi runs list' for how it ended");
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
