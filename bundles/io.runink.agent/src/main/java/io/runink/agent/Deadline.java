package io.runink.agent;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A moment that something must have happened by, in the time of {@link System#nanoTime}. */
record Deadline(boolean set, long nanos) {

    /** Time enough. */
    static final Deadline NONE = new Deadline(false, 0);

    private static final long LONG_NANOS = TimeUnit.HOURS.toNanos(1);

    static Deadline in(Duration duration) {
        return new Deadline(true, System.nanoTime() + duration.toNanos());
    }

    /** So many ms from now; none if that is 0. */
    static Deadline ofMillis(long millis) {
        return millis == 0 ? NONE : in(Duration.ofMillis(millis));
    }

    boolean passed() {
        return set && nanos - System.nanoTime() <= 0;
    }

    Deadline orEarlier(Deadline other) {
        boolean mine = set && (!other.set || nanos - other.nanos <= 0);
        return mine ? this : other;
    }

    /** Waits for something in the queue, and takes it, until it comes or this passes. */
    void poll(BlockingQueue<?> queue) throws InterruptedException {
        Object _ = queue.poll(set ? nanos - System.nanoTime() : LONG_NANOS, TimeUnit.NANOSECONDS);
    }

    /** A duration for people, in the largest unit that is exact. */
    static String text(long millis) {
        if (millis % 60_000 == 0) {
            return millis / 60_000 + " min";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }
}
