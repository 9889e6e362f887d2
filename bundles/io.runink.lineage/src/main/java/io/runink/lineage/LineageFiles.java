package io.runink.lineage;

import io.runink.api.error.RuninkException;
import io.runink.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One file of JSON lines for each run. A line is there as a whole, or it is cut before the next.
 */
final class LineageFiles {

    /** What a run's id may be, so that it is a file name and nothing else. */
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private final Path folder;

    LineageFiles(Path folder) {
        this.folder = folder;
    }

    Path file(String run) {
        if (!RUN.matcher(run).matches()) {
            throw LineageError.BAD_RUN_ID.exception(
                    "run id '" + run + "' is no file name",
                    "report it: ids of runs are made by Runink");
        }
        return folder.resolve(run + ".jsonl");
    }

    /** The last whole line; empty if there is none. */
    String lastLine(String run) {
        Path file = file(run);
        try {
            if (!Files.exists(file)) {
                return "";
            }
            String text = Files.readString(file);
            int end = text.lastIndexOf('\n');
            return end < 0 ? "" : text.substring(text.lastIndexOf('\n', end - 1) + 1, end);
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    /** Appends events, and returns when they are on the disk. */
    void append(String run, List<Map<String, Object>> events) {
        Path file = file(run);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Map<String, Object> event : events) {
            lines.writeBytes(Json.bytes(event));
            lines.write('\n');
        }
        try {
            Files.createDirectories(folder);
            try (FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE)) {
                channel.truncate(wholeLines(channel)).position(channel.size());
                ByteBuffer buffer = ByteBuffer.wrap(lines.toByteArray());
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    /** Where the last whole line ends; what follows was half written when a process died. */
    private static long wholeLines(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long at = channel.size() - 1; at >= 0; at--) {
            one.clear();
            if (channel.read(one, at) == 1 && one.get(0) == '\n') {
                return at + 1;
            }
        }
        return 0;
    }

    private static RuninkException notWritten(Path file, IOException cause) {
        return new RuninkException(
                LineageError.NOT_WRITTEN.problem(
                        "lineage was not written to '" + file + "': " + cause.getMessage(),
                        "see whether the folder can be written and the disk has room"),
                cause);
    }
}
