package io.runink.barn;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnCommand;
import io.runink.api.barn.BarnImage;
import io.runink.api.error.RuninkException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The Barn of one home, open. */
final class RaftBarn implements Barn, AutoCloseable {

    /** Changes a watch may start behind; with every run four changes, some thousand runs. */
    private static final int CHANGES = 8192;

    /** Waits for one entry: a disk that takes longer to sync is no disk to promise on. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ChangeLog changes;
    private final LogMachine machine;
    private final RaftNode node;
    private final Front front;

    private RaftBarn(ChangeLog changes, LogMachine machine, RaftNode node) {
        this.changes = changes;
        this.machine = machine;
        this.node = node;
        this.front =
                new Front(
                        new Front.Log() {
                            @Override
                            public CompletableFuture<?> propose(byte[] entry) {
                                return node.propose(entry);
                            }

                            @Override
                            public State state() {
                                return machine.state();
                            }
                        },
                        TIMEOUT);
    }

    /**
     * Opens the Barn of a folder, which is made if it is missing. Returns when it answers.
     *
     * @throws RuninkException if it cannot
     */
    static RaftBarn open(Path folder) {
        // The first encoding loads half a thousand classes; the second core can do that meanwhile.
        Thread.ofPlatform()
                .name("barn-warm")
                .daemon()
                .start(() -> Entry.parse(new Entry(Entry.VERSION, 0, List.of()).bytes()));
        ChangeLog changes = new ChangeLog(CHANGES);
        LogMachine machine = new LogMachine(changes);
        RaftBarn barn =
                new RaftBarn(
                        changes, machine, RaftNode.start(folder, machine, TIMEOUT.multipliedBy(3)));
        barn.front.start();
        return barn;
    }

    @Override
    public long submit(BarnCommand command) {
        return await("a command to the Barn", () -> front.submit(command));
    }

    @Override
    public BarnImage image() {
        await("a read of the Barn", node::confirm);
        return machine.state().image();
    }

    @Override
    public Watch watch(long after, Consumer<Change> listener) {
        return changes.watch(after, listener);
    }

    private static <T> T await(String what, Supplier<CompletableFuture<T>> request) {
        try {
            // The front gives up first, with the better reason.
            return request.get().get(TIMEOUT.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof RuninkException coded ? coded : Failures.unanswered(what, cause);
        } catch (TimeoutException e) {
            throw Failures.unanswered(what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.unanswered(what, e);
        }
    }

    @Override
    public void close() {
        front.close();
        changes.close();
        node.close();
    }
}
