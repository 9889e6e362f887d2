package io.runink.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The folder where state lives.
 *
 * @param path absolute
 */
record Home(Path path) {

    private static final String FOLDER = ".runink";

    /** Where {@code demo} works unless told otherwise. */
    private static final String DEMO = "runink-demo";

    Home {
        Objects.requireNonNull(path, "path is null");
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("'" + path + "' is not absolute");
        }
    }

    /**
     * Finds the home of a command.
     *
     * <p>{@code herd init} makes a workspace, whose home is its own even inside another workspace:
     * the commands typed there later find the nearest, so it must be the one that knows the herd.
     * {@code demo} makes one too, in a folder of its own.
     *
     * @param setting {@code $RUNINK_HOME}; null or empty when it is not set
     * @param directory where the command was typed, absolute
     * @param arguments of the command
     */
    static Home locate(@Nullable String setting, Path directory, List<String> arguments) {
        if (setting != null && !setting.isEmpty()) {
            return new Home(directory.resolve(setting).normalize());
        }
        if (arguments.size() >= 2
                && arguments.get(0).equals("herd")
                && arguments.get(1).equals("init")) {
            return new Home(directory.resolve(initialised(arguments)).resolve(FOLDER).normalize());
        }
        if (!arguments.isEmpty() && arguments.get(0).equals("demo")) {
            String folder = initialised(arguments);
            return new Home(
                    directory
                            .resolve(folder.isEmpty() ? DEMO : folder)
                            .resolve(FOLDER)
                            .normalize());
        }
        for (Path at = directory; at != null; at = at.getParent()) {
            Path candidate = at.resolve(FOLDER);
            if (Files.isDirectory(candidate)) {
                return new Home(candidate);
            }
        }
        return new Home(directory.resolve(FOLDER));
    }

    /** The folder that a command fills, as its arguments say; empty if they do not. */
    private static String initialised(List<String> arguments) {
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("--dir=")) {
                return argument.substring("--dir=".length());
            }
            if (argument.equals("--dir") && i + 1 < arguments.size()) {
                return arguments.get(i + 1);
            }
        }
        return "";
    }

    Path run() {
        return path.resolve("run");
    }

    Path lock() {
        return run().resolve("lock");
    }

    Path socket() {
        return run().resolve("kernel.sock");
    }

    Path cache() {
        return run().resolve("cache");
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path config() {
        return path.resolve("config");
    }

    /**
     * Makes the folders the process itself needs, closed to others.
     *
     * @throws io.runink.api.error.RuninkException if it cannot
     */
    void create() {
        try {
            for (Path folder : List.of(path, run(), logs(), config())) {
                if (!Files.isDirectory(folder)) {
                    make(folder);
                }
            }
        } catch (IOException e) {
            throw KernelError.HOME.exception(
                    "home '"
                            + path
                            + "' cannot be used ("
                            + reason(e)
                            + "), expected a folder"
                            + " that this user may write",
                    "set RUNINK_HOME to such a folder, or run from another one");
        }
    }

    private static void make(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        var ours = PosixFilePermissions.fromString("rwx------");
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(ours));
        // The umask may have taken bits away from what was asked for.
        Files.setPosixFilePermissions(folder, ours);
    }

    /** An I/O failure in a few words; the message of a file exception is often the path alone. */
    static String reason(IOException e) {
        String message = e.getMessage();
        return switch (e) {
            case java.nio.file.FileAlreadyExistsException _ -> "a file of that name is in the way";
            case java.nio.file.AccessDeniedException _ -> "permission denied";
            case java.nio.file.NoSuchFileException _ -> "no such file";
            case java.nio.file.NotDirectoryException _ -> "not a folder";
            case java.nio.file.FileSystemException it when it.getReason() != null ->
                    Objects.requireNonNull(it.getReason());
            default -> message == null ? e.getClass().getSimpleName() : message;
        };
    }
}
