package io.runink.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The installed distribution.
 *
 * @param root absolute
 */
record Distribution(Path root) {

    /** A bundle and the start level it starts at. */
    record Part(Path jar, int level) {}

    /**
     * Start levels by the beginning of a jar's name, first match: logging, then the services of the
     * framework, then what bundles are written in terms of. What matches none starts last.
     */
    private static final List<List<String>> LEVELS =
            List.of(
                    List.of("pax-logging"),
                    List.of("org.osgi.", "org.apache.felix."),
                    List.of("jackson-", "io.runink.api", "io.runink.spi", "io.runink.arrow"),
                    List.of("io.runink.json", "io.runink.posix", "io.runink.cel"),
                    List.of("io.runink.spill", "io.runink.duckdb", "io.runink.kernel"));

    /** The level at which everything has started. */
    static final int LEVEL_LAST = LEVELS.size() + 1;

    /**
     * The distribution that this process was started from.
     *
     * @param setting the system property {@code runink.distribution}
     */
    static Distribution locate(@Nullable String setting) {
        if (setting == null || !Files.isDirectory(Path.of(setting).resolve("lib/bundles"))) {
            throw KernelError.DISTRIBUTION.exception(
                    "distribution '"
                            + setting
                            + "' has no folder lib/bundles, expected the folder"
                            + " that holds bin/runi",
                    "start Runink with the distribution's bin/runi, or install it again");
        }
        return new Distribution(Path.of(setting).toAbsolutePath().normalize());
    }

    /** The bundles, in the order they start. */
    List<Part> parts() {
        Path kernel = root.resolve("lib/kernel");
        try (Stream<Path> bundles = Files.list(root.resolve("lib/bundles"));
                Stream<Path> own = Files.list(kernel)) {
            // The kernel's jar is on the class path too; the framework's and the api's copies stay.
            Stream<Path> inside = own.filter(it -> name(it).startsWith("io.runink.kernel"));
            return Stream.concat(bundles, inside)
                    .filter(it -> name(it).endsWith(".jar"))
                    .map(it -> new Part(it, level(name(it))))
                    .sorted(java.util.Comparator.comparingInt(Part::level).thenComparing(Part::jar))
                    .toList();
        } catch (IOException e) {
            throw KernelError.DISTRIBUTION.exception(
                    "distribution '"
                            + root
                            + "' cannot be read ("
                            + Home.reason(e)
                            + "), expected"
                            + " folders lib/bundles and lib/kernel",
                    "install Runink again");
        }
    }

    /** The version, as the file VERSION says. */
    String version() {
        try {
            return Files.readAllLines(root.resolve("VERSION")).getFirst().strip();
        } catch (IOException | java.util.NoSuchElementException e) {
            return "unknown";
        }
    }

    private static int level(String jar) {
        for (int i = 0; i < LEVELS.size(); i++) {
            if (LEVELS.get(i).stream().anyMatch(jar::startsWith)) {
                return i + 1;
            }
        }
        return LEVEL_LAST;
    }

    private static String name(Path jar) {
        return String.valueOf(jar.getFileName());
    }
}
