package io.runink.barn;

import io.runink.api.barn.Barn.Change;
import io.runink.api.barn.Barn.Watch;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest changes, for watchers. They hang on one chain: the log holds on to its newest part
 * only, while a watcher that lags holds on to its own place in it, so that none ever sees a gap.
 */
final class ChangeLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeLog.class);

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();

    /** The link before the oldest change that is held. */
    private Link oldest = new Link(null);

    private Link newest = oldest;
    private int held;
    private long floor;
    private long revision;
    private boolean closed;

    private static final class Link {
        private final @Nullable Change change;
        private @Nullable Link next;

        Link(@Nullable Change change) {
            this.change = change;
        }
    }

    /**
     * Starts empty.
     *
     * @param capacity changes held, at least 1
     */
    ChangeLog(int capacity) {
        this.capacity = capacity;
    }

    /** Forgets everything up to a revision: the image was loaded from there. */
    void restart(long from) {
        lock.lock();
        try {
            oldest = newest;
            held = 0;
            floor = from;
            revision = from;
        } finally {
            lock.unlock();
        }
    }

    /** Adds what one entry changed. */
    void append(long at, List<Change> changes) {
        lock.lock();
        try {
            for (Change change : changes) {
                Link link = new Link(change);
                newest.next = link;
                newest = link;
                held++;
            }
            while (held > capacity) {
                Link dropped = oldest.next;
                if (dropped == null || dropped.change == null) {
                    throw new IllegalStateException("the chain is shorter than counted");
                }
                floor = dropped.change.revision();
                oldest = dropped;
                held--;
            }
            revision = at;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Delivers what follows a revision, from a thread of its own. */
    Watch watch(long after, Consumer<Change> listener) {
        lock.lock();
        try {
            if (closed) {
                throw BarnError.CLOSED.exception("the Barn is closed", "start the kernel again");
            }
            if (after < floor) {
                throw BarnError.COMPACTED.exception(
                        "changes after revision '%d' are compacted, expected at least '%d'"
                                .formatted(after, floor),
                        "read the image and watch from its revision");
            }
            if (after > revision) {
                throw BarnError.FUTURE_REVISION.exception(
                        "revision '%d' does not exist yet, expected at most '%d'"
                                .formatted(after, revision),
                        "watch from the revision of an image that this Barn gave");
            }
            Link start = oldest;
            for (Link next = start.next; next != null && !follows(next, after); next = next.next) {
                start = next;
            }
            Delivery delivery = new Delivery(start, listener);
            Thread.ofVirtual().name("barn-watch-" + after).start(delivery);
            return delivery;
        } finally {
            lock.unlock();
        }
    }

    private static boolean follows(Link link, long after) {
        Change change = link.change;
        return change != null && change.revision() > after;
    }

    /** Ends every watch. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private final class Delivery implements Watch, Runnable {

        private final Consumer<Change> listener;
        private Link place;
        private boolean ended;

        Delivery(Link place, Consumer<Change> listener) {
            this.place = place;
            this.listener = listener;
        }

        @Override
        public void run() {
            for (Change change = next(); change != null; change = next()) {
                try {
                    listener.accept(change);
                } catch (RuntimeException e) {
                    // The watcher's own defect; the next change may still be handled.
                    LOG.error("a watcher failed at revision {}", change.revision(), e);
                }
            }
        }

        private @Nullable Change next() {
            lock.lock();
            try {
                Link next = place.next;
                while (next == null && !ended && !closed) {
                    grown.awaitUninterruptibly();
                    next = place.next;
                }
                if (next == null || ended || closed) {
                    return null;
                }
                place = next;
                return next.change;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                ended = true;
                grown.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
