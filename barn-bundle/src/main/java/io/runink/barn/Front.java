package io.runink.barn;

import io.runink.api.barn.BarnCommand;
import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes commands, and proposes those that arrived while the last entry was under way as one entry.
 * One entry is in flight at a time, so commands are decided on a state that nothing overtakes; if
 * another peer's entry did, the entry is void and the commands are decided again.
 */
final class Front implements AutoCloseable {

    /** Commands of one entry: half of what is remembered for repeated ones. */
    static final int BATCH = State.ANSWERS / 2;

    private static final int WAITING = 4096;

    /** Asks the log to keep an entry. */
    interface Log {
        CompletableFuture<?> propose(byte[] entry);

        State state();
    }

    private record Pending(long sequence, BarnCommand command, CompletableFuture<Long> answer) {}

    private final Log log;
    private final Duration timeout;
    private final String client = UUID.randomUUID().toString();
    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread;
    private long sequences;
    private volatile boolean closed;

    Front(Log log, Duration timeout) {
        this.log = log;
        this.timeout = timeout;
        thread = Thread.ofPlatform().name("barn-front").daemon().unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /** The revision at which the command's effect is visible, once it is durable. */
    CompletableFuture<Long> submit(BarnCommand command) {
        synchronized (queue) {
            Pending pending = new Pending(++sequences, command, new CompletableFuture<>());
            if (closed) {
                pending.answer().completeExceptionally(closed());
            } else if (!queue.offer(pending)) {
                pending.answer()
                        .completeExceptionally(
                                BarnError.NO_ANSWER.exception(
                                        "'%d' commands wait for the Barn already, no more fit"
                                                .formatted(WAITING),
                                        "nothing was changed; try again later"));
            }
            return pending.answer();
        }
    }

    private void work() {
        List<Pending> batch = new ArrayList<>();
        try {
            while (!closed) {
                batch.add(queue.take());
                queue.drainTo(batch, BATCH - 1);
                answer(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            // Closed: whoever waits is told below.
        } finally {
            refuseAll(batch);
        }
    }

    private void refuseAll(List<Pending> batch) {
        queue.drainTo(batch);
        batch.forEach(pending -> pending.answer().completeExceptionally(closed()));
    }

    private void answer(List<Pending> batch) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<Pending> open = new ArrayList<>(batch);
        Throwable last = new TimeoutException("no leader");
        while (!open.isEmpty() && System.nanoTime() - deadline < 0) {
            try {
                List<Pending> part = propose(open, deadline);
                open.removeAll(settled(part));
            } catch (ExecutionException | TimeoutException e) {
                last = e;
                // A leader that stepped down is elected again within tens of milliseconds.
                Thread.sleep(Duration.ofMillis(10));
            } catch (RuntimeException e) {
                last = e;
                break;
            }
        }
        for (Pending pending : open) {
            pending.answer()
                    .completeExceptionally(Failures.unanswered("a command to the Barn", last));
        }
    }

    /** Proposes as many as fit one entry, waits until it is applied, and says which they were. */
    private List<Pending> propose(List<Pending> open, long deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<Pending> part = open;
        byte[] entry = entry(part);
        while (entry.length > Settings.ENTRY_BYTES / 2 && part.size() > 1) {
            part = part.subList(0, part.size() / 2);
            entry = entry(part);
        }
        if (entry.length > Settings.ENTRY_BYTES / 2) {
            Pending large = part.getFirst();
            large.answer()
                    .completeExceptionally(
                            BarnError.TOO_LARGE.exception(
                                    "a command of '%d' bytes, expected at most '%d'"
                                            .formatted(entry.length, Settings.ENTRY_BYTES / 2),
                                    "the Barn keeps references and digests, never rows"));
            open.remove(large);
            return List.of();
        }
        log.propose(entry).get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        return List.copyOf(part);
    }

    private byte[] entry(List<Pending> part) {
        State state = log.state();
        long base = state.image().revision();
        List<Entry.Item> items = new ArrayList<>();
        for (Pending pending : part) {
            Entry.Item item = state.decide(client, pending.sequence(), pending.command());
            items.add(item);
            // The index is not known yet; no decision within the entry may depend on it.
            state = state.apply(0, item, new ArrayList<>());
        }
        return new Entry(Entry.VERSION, base, items).bytes();
    }

    private List<Pending> settled(List<Pending> part) {
        State state = log.state();
        List<Pending> settled = new ArrayList<>();
        for (Pending pending : part) {
            Optional<State.Answer> found = state.answer(client, pending.sequence());
            if (found.isEmpty()) {
                continue;
            }
            State.Answer answer = found.get();
            Problem refusal = answer.refusal();
            if (refusal == null) {
                pending.answer().complete(answer.revision());
            } else {
                pending.answer().completeExceptionally(new RuninkException(refusal));
            }
            settled.add(pending);
        }
        return settled;
    }

    private static RuninkException closed() {
        return BarnError.CLOSED.exception("the Barn is closed", "start the kernel again");
    }

    /** Answers nothing any more; what waits is refused. */
    @Override
    public void close() {
        synchronized (queue) {
            closed = true;
        }
        if (!thread.isAlive()) {
            refuseAll(new ArrayList<>());
            return;
        }
        thread.interrupt();
        try {
            thread.join(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
