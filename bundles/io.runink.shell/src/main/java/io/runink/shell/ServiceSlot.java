package io.runink.shell;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A service that may come late: the Barn answers about a second after the framework has started.
 */
final class ServiceSlot<T> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Duration patience;
    private @Nullable T service;

    /**
     * @param patience how long {@link #await} waits
     */
    ServiceSlot(Duration patience) {
        this.patience = patience;
    }

    void put(T offered) {
        lock.lock();
        try {
            service = offered;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the service; one that has replaced it stays. */
    void take(T withdrawn) {
        lock.lock();
        try {
            if (withdrawn.equals(service)) {
                service = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The service, if it is there in time. */
    Optional<T> await() {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (service == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            return Optional.ofNullable(service);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
