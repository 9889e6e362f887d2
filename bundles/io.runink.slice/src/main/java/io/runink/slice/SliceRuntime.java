package io.runink.slice;

import io.runink.api.error.Problem;
import io.runink.api.slice.Claim;
import io.runink.api.slice.SliceMessage;
import io.runink.api.slice.SliceMessage.Abort;
import io.runink.api.slice.SliceMessage.Commit;
import io.runink.api.slice.SliceMessage.Failed;
import io.runink.api.slice.SliceMessage.Parked;
import io.runink.api.slice.SliceMessage.Progress;
import io.runink.api.slice.SliceMessage.Ready;
import io.runink.api.slice.SliceMessage.Working;
import io.runink.json.Json;
import io.runink.posix.Posix;
import io.runink.slice.ControlLink.Mail;
import io.runink.spi.exchange.Exchange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/** A slice's life: ready, claimed, at work, prepared, and the agent's last word. */
final class SliceRuntime {

    /** Often enough for a person who watches. */
    private static final long PROGRESS_MILLIS = 500;

    private final ControlLink link;
    private final Supplier<SlicePlugins> plugins;
    private final Exchange exchange;
    private volatile boolean claimed;

    /** The agent's last word: commit, abort, or nothing because it is gone. */
    private final CompletableFuture<Optional<SliceMessage>> lastWord = new CompletableFuture<>();

    SliceRuntime(ControlLink link, Supplier<SlicePlugins> plugins, Exchange exchange) {
        this.link = link;
        this.plugins = plugins;
        this.exchange = exchange;
    }

    /** Lives it; returns the exit code. */
    int run() throws IOException {
        SlicePlugins loaded;
        try {
            loaded = plugins.get();
        } catch (RuntimeException e) {
            return failed("", e);
        }
        send(new Ready(ProcessHandle.current().pid()));
        Thread.ofPlatform().name("runink-rehearsal").daemon().start(() -> rehearse(loaded));
        return claimed(loaded);
    }

    /** Gets ready for any claim, then says so. */
    private void rehearse(SlicePlugins loaded) {
        new Rehearsal(loaded, exchange).play(() -> !claimed);
        if (claimed) {
            return;
        }
        // What was needed to learn is not needed to wait.
        System.gc();
        Posix.releaseMemory();
        try {
            send(new Parked());
        } catch (IOException | RuntimeException e) {
            Failures.log("the agent cannot be told that the slice is parked", e);
        }
    }

    /** Waits for the claim and works it; returns the exit code. */
    int claimed(SlicePlugins loaded) throws IOException {
        Optional<Mail> mail = link.receive();
        claimed = true;
        if (mail.isEmpty()) {
            // Nobody claimed it: it was started ahead of work that did not come.
            return 0;
        }
        Claim claim;
        Grants grants;
        try {
            claim = read(mail.get().message());
            grants = new Grants(claim, mail.get().grants());
        } catch (RuntimeException e) {
            mail.get().grants().forEach(Grant::close);
            return failed("", e);
        }
        int exit = work(claim, grants, loaded);
        if (exit != 0) {
            grants.cancel();
        }
        grants.close();
        return exit;
    }

    private static Claim read(byte[] message) {
        try {
            return Json.read(message, Claim.class);
        } catch (IllegalArgumentException e) {
            throw Grants.refused("the claim cannot be read");
        }
    }

    private int work(Claim claim, Grants grants, SlicePlugins loaded) {
        Thread reporter = null;
        // Not closed: after a failure, threads that still read may hold buffers of it.
        BufferAllocator allocator = new RootAllocator(Keepers.allocatorBytes(claim));
        try {
            SliceRun run = new SliceRun(new Wiring(claim, grants, loaded, exchange, allocator));
            send(new Working());
            listen(run);
            reporter =
                    Thread.ofPlatform().name("runink-progress").daemon().start(() -> report(run));
            run.run();
            SliceMessage prepared = run.prepare();
            stop(reporter);
            send(prepared);
            if (lastWord.join().orElse(new Abort()) instanceof Commit commit) {
                run.commit(commit.token());
            } else {
                run.abort();
            }
            allocator.close();
            return 0;
        } catch (CancellationException e) {
            stop(reporter);
            return 1;
        } catch (IOException | RuntimeException | Error e) {
            stop(reporter);
            return failed(claim.slice().nodes().getFirst(), e);
        }
    }

    /** Waits for the agent's last word beside the work; an abort in the midst of it ends it. */
    private void listen(SliceRun run) {
        Thread.ofPlatform()
                .name("runink-control")
                .daemon()
                .start(() -> {
                    Optional<SliceMessage> word = Optional.empty();
                    try {
                        word = link.receive().map(m -> Json.read(m.message(), SliceMessage.class));
                    } catch (IOException | RuntimeException e) {
                        Failures.log("the agent's last word cannot be read", e);
                    }
                    boolean commit = word.orElse(new Abort()) instanceof Commit;
                    lastWord.complete(word);
                    if (!commit) {
                        run.cancel();
                    }
                });
    }

    private void report(SliceRun run) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(PROGRESS_MILLIS);
                send(new Progress(run.figures()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            Failures.log("progress cannot be reported", e);
        }
    }

    private static void stop(@Nullable Thread reporter) {
        if (reporter == null) {
            return;
        }
        reporter.interrupt();
        try {
            reporter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int failed(String node, Throwable thrown) {
        Failures.log("the slice failed", thrown);
        List<Problem> problems = Failures.problems(thrown);
        try {
            send(new Failed(node, problems));
        } catch (IOException | RuntimeException e) {
            Failures.log("the failure cannot be reported", e);
        }
        return 1;
    }

    private void send(SliceMessage message) throws IOException {
        link.send(Json.bytes(message));
    }
}
