package io.runink.isolation;

import io.runink.api.slice.SliceUsage;
import io.runink.posix.Exit;
import io.runink.posix.Posix;
import io.runink.spi.isolation.ControlChannel;
import io.runink.spi.isolation.SliceExit;
import io.runink.spi.isolation.SliceProcess;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A slice that runs, or has run. */
final class StartedSlice implements SliceProcess {

    /**
     * What makes a slice.
     *
     * @param child the process that this one started: the command itself, or its outermost wrapper
     * @param pid the command
     * @param uid its host user
     * @param walled whether wrappers stand between the two; they answer a signal as 128 + it
     */
    record Parts(int child, long pid, long uid, boolean walled) {}

    private static final int SIGKILL = 9;
    private static final int SIGNAL_BASE = 128;
    private static final int SIGNAL_MAX = 64;
    private static final long END_SECONDS = 10;
    private static final long STACK_BYTES = 256 * 1024;

    private final Parts parts;
    private final Channel channel;
    private final @Nullable CgroupLeaf leaf;
    private final Consumer<StartedSlice> closed;
    private final CompletableFuture<SliceExit> exit = new CompletableFuture<>();
    private final Object lock = new Object();
    private boolean reaped;
    private boolean killed;

    StartedSlice(
            Parts parts,
            Channel channel,
            @Nullable CgroupLeaf leaf,
            Consumer<StartedSlice> closed) {
        this.parts = parts;
        this.channel = channel;
        this.leaf = leaf;
        this.closed = closed;
    }

    /** Starts to wait for its end. */
    StartedSlice watched() {
        // A platform thread: the kernel call holds its carrier for as long as the slice lives.
        Thread.ofPlatform()
                .daemon()
                .name("slice-" + parts.child())
                .stackSize(STACK_BYTES)
                .start(this::watch);
        return this;
    }

    private void watch() {
        try {
            Posix.awaitEnd(parts.child());
            SliceExit end;
            synchronized (lock) {
                // Not reaped yet, so the number of its group is nobody else's.
                Posix.kill(-parts.child(), SIGKILL);
                end = result(Posix.await(parts.child()));
                reaped = true;
            }
            exit.complete(end);
        } catch (RuntimeException e) {
            exit.completeExceptionally(e);
        }
    }

    private SliceExit result(Exit end) {
        int told = end.status() - SIGNAL_BASE;
        boolean signalled = parts.walled() && told > 0 && told <= SIGNAL_MAX;
        int signal = signalled ? told : end.signal();
        if (killed && end.status() != 0) {
            // A wrapper whose child went first may end with a status of its own.
            signal = SIGKILL;
        }
        int status = signal == 0 ? end.status() : 0;
        if (leaf == null) {
            return new SliceExit(status, signal, false, 0);
        }
        return new SliceExit(
                status,
                signal,
                leaf.outOfMemory(),
                leaf.peakBytes(),
                leaf.throttledMillis(),
                leaf.processesRefused());
    }

    @Override
    public long pid() {
        return parts.pid();
    }

    @Override
    public long uid() {
        return parts.uid();
    }

    @Override
    public ControlChannel control() {
        return channel;
    }

    @Override
    public CompletableFuture<SliceExit> exit() {
        return exit.copy();
    }

    @Override
    public Optional<SliceUsage> usage() {
        if (leaf == null || exit.isDone()) {
            return Optional.empty();
        }
        long cpuMillis =
                ProcessHandle.of(parts.pid())
                        .flatMap(it -> it.info().totalCpuDuration())
                        .map(Duration::toMillis)
                        .orElse(0L);
        return Optional.of(leaf.usage(cpuMillis));
    }

    @Override
    public void awaited(boolean awaited) {
        if (leaf != null && !exit.isDone()) {
            leaf.awaited(awaited);
        }
    }

    @Override
    public void kill() {
        synchronized (lock) {
            if (reaped) {
                return;
            }
            killed = true;
            if (leaf != null) {
                leaf.killAll();
            }
            // The wrappers are in one group. With them ends the first process behind the walls,
            // and with that all others there.
            Posix.kill(-parts.child(), SIGKILL);
        }
    }

    @Override
    public void close() {
        kill();
        try {
            exit.get(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Whoever asked for the exit learns it there; what was made is removed all the same.
            exit.completeExceptionally(e);
        }
        channel.close();
        closed.accept(this);
        if (leaf != null) {
            leaf.remove();
        }
    }
}
