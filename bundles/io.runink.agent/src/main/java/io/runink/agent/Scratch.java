package io.runink.agent;

import io.runink.api.error.RuninkException;
import io.runink.posix.OpenMode;
import io.runink.posix.Posix;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * Scratch space for slices: files without a name, so that whatever is killed, the kernel takes them
 * back with their last descriptor.
 *
 * @param folder where they are made; a file system that has room
 */
record Scratch(Path folder) {

    /** That of a home. */
    static Scratch of(Path home) {
        return new Scratch(home.resolve("run").resolve("scratch"));
    }

    /**
     * A new empty file, to write and to read, that no path leads to.
     *
     * @return a descriptor, the caller's to close
     */
    int open() {
        try {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            try {
                return Posix.open(folder, OpenMode.UNNAMED);
            } catch (RuninkException e) {
                // Some file systems, such as those over a network, cannot.
                return unlinked();
            }
        } catch (IOException | RuninkException e) {
            throw new RuninkException(
                    AgentError.SCRATCH.problem(
                            "no scratch space can be had in '" + folder + "'",
                            "check the folder's permissions and free space"),
                    e);
        }
    }

    /** The same where every file needs a name for a moment. */
    int unlinked() throws IOException {
        Path file = folder.resolve(UUID.randomUUID().toString());
        int descriptor = Posix.open(file, OpenMode.CREATE_NEW_BOTH);
        try {
            Files.delete(file);
            return descriptor;
        } catch (IOException e) {
            Posix.close(descriptor);
            throw e;
        }
    }

    /** Removes what an agent left that was killed in that moment. No run may be at work. */
    void sweep() {
        if (Files.notExists(folder)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // They are empty, and the next start tries again.
            return;
        }
    }
}
