package io.runink.isolation;

import io.runink.api.error.RuninkException;
import io.runink.posix.Posix;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Starts every process from one thread that lives as long as this. The kernel ends a child with its
 * parent when it was asked to; parent means the thread.
 */
final class Spawner implements AutoCloseable {

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("slice-spawner").factory());

    /** Starts a process with an empty environment. */
    int spawn(List<String> argv, Map<Integer, Integer> descriptors) {
        Future<Integer> pid = submit(argv, descriptors);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return pid.get();
                } catch (InterruptedException e) {
                    // Not left halfway: the process would be nobody's.
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuninkException coded) {
                        throw coded;
                    }
                    throw new IllegalStateException("spawn failed", e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Future<Integer> submit(List<String> argv, Map<Integer, Integer> descriptors) {
        try {
            return thread.submit(() -> Posix.spawn(argv, Map.of(), descriptors));
        } catch (RejectedExecutionException e) {
            throw IsolationError.START.exception(
                    "'" + argv.getFirst() + "' was to be started while its agent ended",
                    "start the agent again");
        }
    }

    /** Ends the thread, and with it what it started and still runs. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
