package io.runink.api.slice;

import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A slice that lives now.
 *
 * @param name of its process, unique on the machine: that of its cgroup
 * @param state what it does
 * @param herd that it works or is kept for; empty if it may still be anybody's
 * @param run that it works for; empty until it is claimed
 * @param slice its name in the plan; empty until it is claimed
 * @param plugins whose code it can see
 * @param pid on the host
 * @param uid on the host
 * @param isolation its walls
 * @param limits what it may use
 * @param usage what it does use; null where nothing counts it
 * @param since when it was started
 */
public record LiveSlice(
        String name,
        State state,
        String herd,
        String run,
        String slice,
        List<String> plugins,
        long pid,
        long uid,
        IsolationLevel isolation,
        Resources limits,
        @Nullable SliceUsage usage,
        Instant since) {

    /** What a slice does. */
    public enum State {
        /** It gets ready. */
        STARTING,
        /** It waits for a claim, as warm as it gets. */
        PARKED,
        /** It was claimed. */
        WORKING
    }

    public LiveSlice {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(state, "state is null");
        Objects.requireNonNull(herd, "herd is null");
        Objects.requireNonNull(run, "run is null");
        Objects.requireNonNull(slice, "slice is null");
        plugins = List.copyOf(plugins);
        Objects.requireNonNull(isolation, "isolation is null");
        Objects.requireNonNull(limits, "limits is null");
        Objects.requireNonNull(since, "since is null");
    }
}
