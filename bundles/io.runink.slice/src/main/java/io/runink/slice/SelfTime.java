package io.runink.slice;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Says how long each node worked itself: a node's time stops while it hands a batch on. Used under
 * the slice's lock.
 */
final class SelfTime {

    private final Deque<Counters> stack = new ArrayDeque<>();
    private long since;

    void enter(Counters node) {
        settle();
        stack.push(node);
    }

    void leave() {
        settle();
        stack.pop();
    }

    private void settle() {
        long now = System.nanoTime();
        Counters top = stack.peek();
        if (top != null) {
            top.spent(now - since);
        }
        since = now;
    }
}
