package io.runink.agent;

import io.runink.api.error.RuninkException;
import io.runink.posix.OpenMode;
import io.runink.posix.Posix;
import io.runink.spi.isolation.LaunchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens the files that a command may read. They are of the workspace and not of the home in it, are
 * reached by no link, and are small: each run's processes get a copy.
 */
final class WorkspaceFiles {

    /** Of all files of one command. They lie in its memory. */
    static final long BYTES_MAX = 32L * 1024 * 1024;

    private final Path workspace;
    private final Path home;
    private final String step;

    private WorkspaceFiles(Path workspace, Path home, String step) {
        this.workspace = workspace;
        this.home = home;
        this.step = step;
    }

    /**
     * Opens all of them.
     *
     * @param step whose command it is, for messages
     * @return descriptors, the caller's to close
     * @throws RuninkException if one cannot be had; none is open then
     */
    static List<LaunchSpec.Copy> open(Path workspace, Path home, String step, List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<LaunchSpec.Copy> copies = new ArrayList<>();
        try {
            WorkspaceFiles files =
                    new WorkspaceFiles(workspace.toRealPath(), home.toRealPath(), step);
            long left = BYTES_MAX;
            for (String name : names) {
                LaunchSpec.Copy copy = files.open(name);
                copies.add(copy);
                left -= Files.size(opened(copy.descriptor()));
                if (left < 0) {
                    throw files.refusal(name, "makes more than 32 MiB with the others");
                }
            }
            return copies;
        } catch (IOException e) {
            copies.forEach(copy -> Posix.close(copy.descriptor()));
            throw AgentError.COMMAND_FILE.exception(
                    "the workspace '" + workspace + "' cannot be looked at",
                    "check that it exists");
        } catch (RuninkException e) {
            copies.forEach(copy -> Posix.close(copy.descriptor()));
            throw e;
        }
    }

    private LaunchSpec.Copy open(String name) throws IOException {
        Path relative = Path.of(name).normalize();
        Path file = workspace.resolve(relative);
        if (relative.isAbsolute() || relative.startsWith("..") || file.equals(workspace)) {
            throw refusal(name, "is not below the workspace");
        }
        if (file.startsWith(home)) {
            throw refusal(name, "is in the home, which holds the data of all herds");
        }
        int descriptor;
        try {
            descriptor = Posix.open(file, OpenMode.READ_NO_LINK);
        } catch (RuninkException e) {
            throw refusal(name, "cannot be opened");
        }
        // What was opened is what counts: a folder on the way may have become a link since.
        Path opened = opened(descriptor);
        if (!Files.isRegularFile(opened) || !Files.readSymbolicLink(opened).equals(file)) {
            Posix.close(descriptor);
            throw refusal(name, "is no file, or is reached by a link");
        }
        return new LaunchSpec.Copy(descriptor, relative.toString());
    }

    private static Path opened(int descriptor) {
        return Path.of("/proc/self/fd/" + descriptor);
    }

    private RuninkException refusal(String name, String why) {
        return AgentError.COMMAND_FILE.exception(
                "file '" + name + "' of step '" + step + "' " + why,
                "let 'run' and 'files' of the step name files of the workspace, with paths relative"
                        + " to it");
    }
}
