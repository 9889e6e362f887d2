package io.runink.control;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A service that may come later and go again.
 *
 * @param <S> its type
 */
final class Late<S> {

    private final String what;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private @Nullable S service;

    Late(String what) {
        this.what = what;
    }

    void set(S arriving) {
        lock.lock();
        try {
            service = arriving;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void unset(S leaving) {
        lock.lock();
        try {
            if (leaving.equals(service)) {
                service = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The service, waiting for it.
     *
     * @throws io.runink.api.error.RuninkException if it does not come in time
     */
    S await(long seconds) {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(seconds);
            while (service == null && left > 0) {
                left = arrived.awaitNanos(left);
            }
            S found = service;
            if (found != null) {
                return found;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        throw ControlError.SERVICE_LATE.exception(
                what + " was not ready within " + seconds + " s",
                "see 'logs' in the home, and report this if nothing there explains it");
    }
}
