package io.runink.api.plan;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One slice of a plan.
 *
 * @param name unique in the plan, for example {@code source}, {@code steps}, {@code sink}
 * @param nodes the DAG nodes it runs, in topological order
 * @param resources what it may use
 * @param plugins names of the plug-ins it loads
 * @param reason why it is cut here, for people
 * @param command the program that the slice may start, or null; such a slice runs one node
 */
public record SlicePlan(
        String name,
        List<String> nodes,
        Resources resources,
        List<String> plugins,
        String reason,
        @Nullable Command command) {

    /**
     * A program that reads rows on its standard input and writes rows on its standard output: a
     * process of its own beside the slice, with walls and limits like the slice's.
     *
     * @param argv the program, by the name that the herd grants, and its arguments, as the scenario
     *     wrote them
     * @param extra files of the workspace that it may read besides
     */
    public record Command(List<String> argv, List<String> extra) {
        public Command {
            argv = List.copyOf(argv);
            extra = List.copyOf(extra);
            if (argv.isEmpty()) {
                throw new IllegalArgumentException("no program");
            }
        }

        /** A program that reads no file but those it is called with. */
        public Command(List<String> argv) {
            this(argv, List.of());
        }

        /** What is to be started. */
        public String program() {
            return argv.getFirst();
        }

        /**
         * The files of the workspace that it may read, each once: its arguments with a slash, and
         * the extra ones. The compiler sees to it that they are relative, hold no {@code ..}, and
         * are there.
         */
        public List<String> files() {
            return Stream.concat(
                            argv.stream().skip(1).filter(it -> it.indexOf('/') >= 0),
                            extra.stream())
                    .distinct()
                    .toList();
        }
    }

    /** What all its processes together may use: the slice itself, and its command. */
    public List<Resources> processes() {
        return command == null ? List.of(resources) : List.of(resources, resources.withScratch(0));
    }

    public SlicePlan {
        Objects.requireNonNull(name, "name is null");
        nodes = List.copyOf(nodes);
        Objects.requireNonNull(resources, "resources is null");
        plugins = List.copyOf(plugins);
        Objects.requireNonNull(reason, "reason is null");
    }

    /** A slice that starts no program. */
    public SlicePlan(
            String name,
            List<String> nodes,
            Resources resources,
            List<String> plugins,
            String reason) {
        this(name, nodes, resources, plugins, reason, null);
    }
}
