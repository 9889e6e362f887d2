package io.runink.observe;

import io.runink.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of JSON lines that is renamed when it is full: {@code runink.jsonl}, then {@code
 * runink.1.jsonl} to {@code runink.4.jsonl}, oldest last. Lines are written whole and not forced to
 * the disk.
 */
final class LogFile implements AutoCloseable {

    /** Older files kept. */
    static final int KEPT = 4;

    private final Path folder;
    private final long bytesMax;
    private @Nullable FileChannel channel;
    private boolean failed;

    /**
     * A log in a folder, which is made with the first line.
     *
     * @param bytesMax of one file
     */
    LogFile(Path folder, long bytesMax) {
        this.folder = folder;
        this.bytesMax = bytesMax;
    }

    /** Writes one line. A log that cannot be written is said on standard error, once. */
    synchronized void write(Map<String, Object> line) {
        byte[] json = Json.bytes(line);
        ByteBuffer bytes = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
        try {
            FileChannel open = open(bytes.remaining());
            while (bytes.hasRemaining()) {
                open.write(bytes);
            }
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                failed = true;
                System.err.println(
                        ObserveError.LOG_NOT_WRITTEN
                                .problem(
                                        "log '"
                                                + file(0)
                                                + "' cannot be written: "
                                                + e.getMessage(),
                                        "see whether the folder can be written and the disk has"
                                                + " room")
                                .text());
            }
        }
    }

    private FileChannel open(int more) throws IOException {
        FileChannel now = channel;
        if (now != null && now.size() > 0 && now.size() + more > bytesMax) {
            now.close();
            now = null;
            rotate();
        }
        if (now == null) {
            Files.createDirectories(folder);
            now = FileChannel.open(file(0), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            channel = now;
            if (now.size() + more > bytesMax && now.size() > 0) {
                return open(more);
            }
        }
        return now;
    }

    private void rotate() throws IOException {
        for (int age = KEPT - 1; age >= 0; age--) {
            if (Files.exists(file(age))) {
                Files.move(file(age), file(age + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path file(int age) {
        return folder.resolve(age == 0 ? "runink.jsonl" : "runink." + age + ".jsonl");
    }

    @Override
    public synchronized void close() {
        FileChannel now = channel;
        channel = null;
        if (now != null) {
            try {
                now.close();
            } catch (IOException e) {
                // Nothing is left to write to it.
            }
        }
    }
}
