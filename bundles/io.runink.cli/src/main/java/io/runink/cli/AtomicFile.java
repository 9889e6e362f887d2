package io.runink.cli;

import io.runink.api.error.Location;
import io.runink.api.error.RuninkException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears whole or not at all: its bytes lie beside it until they are kept. Closing it
 * before leaves nothing.
 */
final class AtomicFile implements AutoCloseable {

    private final Path target;
    private final String named;
    private @Nullable Path staged;

    /**
     * Stages the bytes.
     *
     * @param target the file to be
     * @param named how the user named it
     * @throws RuninkException if they cannot be written
     */
    AtomicFile(Path target, String named, byte[] bytes) {
        this.target = target;
        this.named = named;
        try {
            if (Files.isDirectory(target)) {
                throw new FileSystemException(named, null, "it is a folder");
            }
            Path folder = target.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            staged = target.resolveSibling("." + target.getFileName() + "." + suffix() + ".part");
            write(staged, bytes);
        } catch (IOException e) {
            close();
            throw unwritable(named, e);
        }
    }

    private static String suffix() {
        return Long.toHexString(ProcessHandle.current().pid())
                + Long.toHexString(Thread.currentThread().threadId());
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Lets the file appear. */
    void keep() {
        Path part = staged;
        if (part == null) {
            throw new IllegalStateException("'" + named + "' was kept or dropped before");
        }
        try {
            Files.move(
                    part,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            staged = null;
        } catch (IOException e) {
            throw unwritable(named, e);
        }
    }

    @Override
    public void close() {
        Path part = staged;
        staged = null;
        if (part == null) {
            return;
        }
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw unwritable(named, e);
        }
    }

    /** What to say of a file that cannot be written. */
    static RuninkException unwritable(String named, IOException cause) {
        return new RuninkException(
                CliError.UNWRITABLE.at(
                        Location.of(named),
                        "cannot write '" + named + "': " + reason(cause),
                        "check that the folder may be written to and that the disk has room"),
                cause);
    }

    /** What to say of a file that cannot be read. */
    static RuninkException unreadable(String named, IOException cause) {
        return new RuninkException(
                CliError.UNREADABLE.at(
                        Location.of(named),
                        "cannot read '" + named + "': " + reason(cause) + ", expected a file",
                        "check the path; it is relative to the folder you are in"),
                cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof java.nio.file.NoSuchFileException) {
            return "there is none";
        }
        if (cause instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return String.valueOf(cause.getMessage());
    }
}
