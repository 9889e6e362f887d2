package io.runink.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The services commands work with. They come in any order and some late, so a command asks for each
 * when it needs it, and waits for that one alone.
 */
final class Services {

    /**
     * How long a command waits for a service. The slowest, the Barn, takes about a second on an
     * idle machine; a laden one must not make commands fail.
     */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A service on offer: who offers it, and how to take it. */
    private record Offer(Object key, Supplier<? extends @Nullable Object> taken) {}

    private final Map<Class<?>, Offer> offers = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Duration patience;

    Services(Duration patience) {
        this.patience = patience;
    }

    /**
     * Takes note of a service.
     *
     * @param type its type
     * @param key tells this offer from another of the same type
     * @param taken gives the service; may start it, so it is called outside the lock
     */
    <T> void add(Class<T> type, Object key, Supplier<? extends @Nullable T> taken) {
        lock.lock();
        try {
            offers.put(type, new Offer(key, taken));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets an offer; one that has replaced it stays. */
    void remove(Class<?> type, Object key) {
        lock.lock();
        try {
            Offer offer = offers.get(type);
            if (offer != null && offer.key().equals(key)) {
                offers.remove(type);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The service, if it is there already. */
    <T> Optional<T> now(Class<T> type) {
        Offer offer;
        lock.lock();
        try {
            offer = offers.get(type);
        } finally {
            lock.unlock();
        }
        return offer == null
                ? Optional.empty()
                : Optional.ofNullable(offer.taken().get()).map(type::cast);
    }

    /**
     * The service, waiting for it if need be.
     *
     * @throws io.runink.api.error.RuninkException if it does not appear in time
     */
    <T> T need(Class<T> type) {
        Offer useless = null;
        long left = patience.toNanos();
        while (true) {
            Offer offer;
            lock.lock();
            try {
                offer = offers.get(type);
                while ((offer == null || offer.equals(useless)) && left > 0) {
                    left = changed.awaitNanos(left);
                    offer = offers.get(type);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw missing(type);
            } finally {
                lock.unlock();
            }
            if (offer == null || offer.equals(useless)) {
                throw missing(type);
            }
            Object service = offer.taken().get();
            if (service != null) {
                return type.cast(service);
            }
            // Its component failed to start; another may still be offered.
            useless = offer;
        }
    }

    private RuntimeException missing(Class<?> type) {
        return CliError.SERVICE_MISSING.exception(
                "service '"
                        + type.getSimpleName()
                        + "' did not appear, expected it within "
                        + TimeUnit.NANOSECONDS.toSeconds(patience.toNanos())
                        + " s",
                "read the kernel's log in the home for what kept it, and try again");
    }
}
