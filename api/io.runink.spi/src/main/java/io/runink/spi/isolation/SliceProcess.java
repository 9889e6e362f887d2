package io.runink.spi.isolation;

import io.runink.api.slice.SliceUsage;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A started slice. */
public interface SliceProcess extends AutoCloseable {

    /** The process that runs the command, as the host numbers it (not that of a wrapper). */
    long pid();

    /** Its user on the host. */
    long uid();

    /** The agent's end of descriptor 3. */
    ControlChannel control();

    /** Completes when the process has ended and its usage is known. */
    CompletableFuture<SliceExit> exit();

    /** What it uses now; empty where nothing counts it, and once it has ended. */
    default Optional<SliceUsage> usage() {
        return Optional.empty();
    }

    /**
     * Says whether somebody waits for it. One that nobody waits for gets processor time only when
     * nobody else wants it; where nothing shares that out, this does nothing.
     */
    default void awaited(boolean awaited) {}

    /** Ends it and all its descendants with SIGKILL. Safe to call twice. */
    void kill();

    /** Kills it if it runs, and removes what was made for it: cgroup leaves, descriptors. */
    @Override
    void close();
}
