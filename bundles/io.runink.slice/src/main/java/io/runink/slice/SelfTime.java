package io.runink.slice;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Lock;

/**
 * Says how long each node worked itself: a node's time stops while it hands a batch on, and while
 * it waits for a node that is at work for another thread.
 */
final class SelfTime {

    private final ThreadLocal<Clock> clocks = ThreadLocal.withInitial(Clock::new);

    private static final class Clock {
        private final Deque<Counters> stack = new ArrayDeque<>();
        private long since;

        private void settle() {
            long now = System.nanoTime();
            Counters top = stack.peek();
            if (top != null) {
                top.spent(now - since);
            }
            since = now;
        }
    }

    void enter(Counters node) {
        Clock clock = clocks.get();
        clock.settle();
        clock.stack.push(node);
    }

    void leave() {
        Clock clock = clocks.get();
        clock.settle();
        clock.stack.pop();
    }

    /** Waits for a lock, on nobody's account. */
    void await(Lock lock) {
        Clock clock = clocks.get();
        clock.settle();
        lock.lock();
        clock.since = System.nanoTime();
    }
}
