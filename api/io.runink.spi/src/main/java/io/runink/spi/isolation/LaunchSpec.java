package io.runink.spi.isolation;

import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Resources;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A process to start: a slice, or a program from outside Runink. A slice's descriptor 3 is its end
 * of a control channel; it gets no other, an empty environment, and no path of the host but those
 * bound.
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
 * @param foreign what it has instead of a control channel if it is none of Runink's, else null
 */
public record LaunchSpec(
        String name,
        IsolationLevel level,
        Resources resources,
        List<Bind> binds,
        List<String> command,
        Path log,
        @Nullable Foreign foreign) {

    /** Where a foreign program works, behind walls that have a tree of files. */
    public static final String WORK = "/work";

    /**
     * Something of the host, readable inside.
     *
     * @param host absolute; a file or a folder
     * @param inside absolute
     */
    public record Bind(Path host, String inside) {}

    /**
     * A program that knows nothing of Runink: a filter from its standard input to its standard
     * output. It has no other descriptor, no control channel, and of an environment {@code PATH}
     * and {@code LANG} alone.
     *
     * @param input its standard input, a descriptor that stays the caller's to close
     * @param output its standard output, likewise
     * @param errors its standard error, likewise
     * @param folder where it works on a level without a tree of files, else it works in {@link
     *     #WORK}
     * @param files what it finds there
     */
    public record Foreign(int input, int output, int errors, Path folder, List<Copy> files) {
        public Foreign {
            Objects.requireNonNull(folder, "folder is null");
            files = List.copyOf(files);
        }
    }

    /**
     * A file whose content, as it is when the program starts, is there to be read.
     *
     * @param descriptor open for reading, at its start; the caller's to close
     * @param name relative to {@link #WORK}, normalized
     */
    public record Copy(int descriptor, String name) {}

    public LaunchSpec {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(level, "level is null");
        Objects.requireNonNull(resources, "resources is null");
        binds = List.copyOf(binds);
        command = List.copyOf(command);
        Objects.requireNonNull(log, "log is null");
    }

    /** A slice. */
    public LaunchSpec(
            String name,
            IsolationLevel level,
            Resources resources,
            List<Bind> binds,
            List<String> command,
            Path log) {
        this(name, level, resources, binds, command, log, null);
    }
}
