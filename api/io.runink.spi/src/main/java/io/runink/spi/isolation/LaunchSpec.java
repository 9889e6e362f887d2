package io.runink.spi.isolation;

import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Resources;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A process to start. Its descriptor 3 is its end of a control channel; it gets no other, an empty
 * environment, and no path of the host but those bound.
 *
 * @param name unique on this machine while it runs, {@code a-z 0-9 -}, at most 40 characters: names
 *     the cgroup
 * @param level the walls
 * @param resources the limits
 * @param binds files and folders it may read
 * @param command what to run; paths in it are those inside the walls. At levels without a mount
 *     namespace the launcher rewrites a path that a bind maps, where an argument equals it or it
 *     stands between {@code =} or {@code :} separators
 * @param log where its standard output and error go, appended; the launcher opens it
 */
public record LaunchSpec(
        String name,
        IsolationLevel level,
        Resources resources,
        List<Bind> binds,
        List<String> command,
        Path log) {

    /**
     * Something of the host, readable inside.
     *
     * @param host absolute; a file or a folder
     * @param inside absolute
     */
    public record Bind(Path host, String inside) {}

    public LaunchSpec {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(level, "level is null");
        Objects.requireNonNull(resources, "resources is null");
        binds = List.copyOf(binds);
        command = List.copyOf(command);
        Objects.requireNonNull(log, "log is null");
    }
}
